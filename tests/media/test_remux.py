"""A film plays what was logged: every frame that is whole, at its time, from logs cut off anywhere."""

import hashlib
import io
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import av
import pytest

from media.logfile import Closed, Instant, LogFile, LogUnreadable, Record, Report, Rtp, TrackAdded
from media.remux import Remuxed, remux
from media.sealed import Recording
from signaling.protocol.media import Track
from signaling.protocol.names import Role
from tests.support.packets import (
    NTP_START,
    OPUS,
    PICTURES_PER_SECOND,
    SECOND_NS,
    START_NS,
    VP8,
    Sent,
    camera,
    voice,
    without,
)

KEY = bytes(range(32))
UTC_START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
BOTH_CLOCKS = Instant(START_NS, int(UTC_START.timestamp()) * SECOND_NS)
CAMERA = TrackAdded(1, Role.WINDOW, Track.CAMERA, {VP8: "VP8"})
VOICE = TrackAdded(2, Role.WINDOW, Track.VOICE, {OPUS: "opus"})


@pytest.fixture(scope="module")
def picture() -> list[Sent]:
    return camera(4)


@pytest.fixture(scope="module")
def sound() -> list[Sent]:
    return voice(4)


def logged(track: int, sent: Iterable[Sent]) -> list[Record]:
    return [Rtp(track, one.arrival_ns, one.octets) for one in sent]


def write_log(folder: Path, *records: list[Record], chunk: int = 100) -> Path:
    """Write records of several tracks in the order of their arrival, in chunks as the writer makes them."""
    path = folder / "00001.log"
    file = LogFile(path, 1, KEY)
    file.append([CAMERA, VOICE, BOTH_CLOCKS])
    timed = [one for some in records for one in some if isinstance(one, Rtp | Report)]
    timed.sort(key=lambda record: record.arrival_ns)
    for at in range(0, len(timed), chunk):
        file.append([*timed[at : at + chunk]])
    file.append([Closed()])
    file.close()
    return path


def made(log: Path) -> Remuxed:
    remuxed = remux(log, KEY, log.with_suffix(".film"))
    assert remuxed is not None
    return remuxed


def played(log: Path, title: str) -> list[float]:
    """Decode one stream of the film and return its frames' times in seconds."""
    with Recording(log.with_suffix(".film"), KEY) as recording:
        plain = recording.read(0, recording.size)
    with av.open(io.BytesIO(plain), "r") as container:
        stream = next(stream for stream in container.streams if stream.metadata["title"] == title)
        frames = [frame for packet in container.demux(stream) for frame in packet.decode()]
    times = [frame.time for frame in frames if isinstance(frame, av.VideoFrame | av.AudioFrame)]
    return [float(time) for time in times if time is not None]


def test_a_film_has_every_picture_and_all_the_sound(tmp_path: Path, picture: list[Sent], sound: list[Sent]) -> None:
    log = write_log(tmp_path, logged(1, picture), logged(2, sound))
    remuxed = made(log)
    assert remuxed.frames == {"window camera": 60, "window voice": 200}
    assert remuxed.started_at == UTC_START
    assert remuxed.seconds == pytest.approx(4.0, abs=0.1)
    assert remuxed.closed
    assert remuxed.sha256 == hashlib.sha256(log.with_suffix(".film").read_bytes()).hexdigest()
    shown = played(log, "window camera")
    assert len(shown) == 60
    assert shown[-1] - shown[0] == pytest.approx(59 / PICTURES_PER_SECOND, abs=0.01)
    heard = played(log, "window voice")
    assert heard[-1] - heard[0] == pytest.approx(3.98, abs=0.02)


def test_pictures_are_copied_and_not_encoded_anew(tmp_path: Path, picture: list[Sent]) -> None:
    log = write_log(tmp_path, logged(1, picture))
    made(log)
    with Recording(log.with_suffix(".film"), KEY) as recording:
        plain = recording.read(0, recording.size)
    with av.open(io.BytesIO(plain), "r") as container:
        first = next(container.demux(video=0))
    whole = b"".join(one.octets[12:] for one in picture)
    assert bytes(first)[:200] in whole
    assert first.is_keyframe


@pytest.mark.parametrize("eighth", range(9))
def test_a_log_cut_off_anywhere_plays_up_to_there(
    tmp_path: Path, picture: list[Sent], sound: list[Sent], eighth: int
) -> None:
    log = write_log(tmp_path, logged(1, picture), logged(2, sound), chunk=20)
    octets = log.read_bytes()
    log.write_bytes(octets[: len(octets) * eighth // 8 - 7 if eighth else 0])
    remuxed = remux(log, KEY, log.with_suffix(".film"))
    if eighth == 0:
        assert remuxed is None
        return
    assert remuxed is not None
    assert not remuxed.closed
    assert len(played(log, "window camera")) == remuxed.frames["window camera"]
    assert remuxed.frames["window voice"] == pytest.approx(200 * eighth / 8, abs=15)


def test_lost_packets_cost_their_pictures_only(tmp_path: Path, picture: list[Sent]) -> None:
    log = write_log(tmp_path, logged(1, without(picture, {200, 400})))
    assert made(log).frames["window camera"] == 58
    assert len(played(log, "window camera")) == 58


def test_voice_and_picture_are_aligned_by_the_senders_reports(
    tmp_path: Path, picture: list[Sent], sound: list[Sent]
) -> None:
    # The picture arrives 400 ms late, as through a deep queue; the reports say that both began at the same time.
    late = [Sent(one.arrival_ns + 400_000_000, one.octets) for one in picture]
    reports: list[Record] = [
        Report(track, START_NS + 2 * SECOND_NS + 20_000_000, NTP_START + (2 << 32), 0xFFFF_0000 + 2 * rate & 0xFFFFFFFF)
        for track, rate in ((1, 90_000), (2, 48_000))
    ]
    log = write_log(tmp_path, logged(1, late), logged(2, sound), reports)
    made(log)
    assert played(log, "window camera")[0] == pytest.approx(played(log, "window voice")[0], abs=0.03)


def test_without_reports_arrival_tells_the_time(tmp_path: Path, picture: list[Sent], sound: list[Sent]) -> None:
    late = [Sent(one.arrival_ns + SECOND_NS, one.octets) for one in picture]
    log = write_log(tmp_path, logged(1, late), logged(2, sound))
    made(log)
    assert played(log, "window camera")[0] - played(log, "window voice")[0] == pytest.approx(1.0, abs=0.03)


def test_a_report_of_nonsense_moves_nothing(tmp_path: Path, picture: list[Sent], sound: list[Sent]) -> None:
    nonsense: list[Record] = [Report(1, START_NS + SECOND_NS, 7, 12_345), Report(2, START_NS + SECOND_NS, 2**64 - 1, 1)]
    log = write_log(tmp_path, logged(1, picture), logged(2, sound), nonsense)
    made(log)
    assert played(log, "window camera")[0] == pytest.approx(played(log, "window voice")[0], abs=0.03)


def test_a_participant_who_comes_back_continues_his_streams(tmp_path: Path, picture: list[Sent]) -> None:
    again = camera(2, ssrc=9, first_sequence=3, first_timestamp=5, start_ns=START_NS + 2_967_000_000, size=(640, 360))
    log = tmp_path / "00001.log"
    file = LogFile(log, 1, KEY)
    file.append([CAMERA, BOTH_CLOCKS, TrackAdded(3, Role.WINDOW, Track.CAMERA, {VP8: "VP8"})])
    # The old one is heard for a second more, as when a peer is replaced before it is dropped.
    both = [*logged(1, picture), *logged(3, again)]
    file.append(sorted(both, key=lambda record: record.arrival_ns if isinstance(record, Rtp) else 0))
    file.close()
    assert made(log).frames == {"window camera": 45 + 30}
    shown = played(log, "window camera")
    assert len(shown) == 75
    assert shown == sorted(shown)
    assert shown[-1] == pytest.approx(5.0, abs=0.1)


def test_a_camera_without_a_keyframe_does_not_spoil_the_sound(
    tmp_path: Path, picture: list[Sent], sound: list[Sent]
) -> None:
    log = write_log(tmp_path, logged(1, picture[5:100]), logged(2, sound))
    assert made(log).frames == {"window voice": 200}


def test_packets_nobody_announced_are_left_out(tmp_path: Path, sound: list[Sent]) -> None:
    stray: list[Record] = [
        Rtp(7, START_NS, sound[0].octets),
        Rtp(2, START_NS + 1, b"\x80"),
        Rtp(2, START_NS + 2, b"\x80\x05" + bytes(20)),
        Rtp(1, START_NS + 3, bytes([0x9F, VP8]) + bytes(10)),
    ]
    log = write_log(tmp_path, stray, logged(2, sound))
    assert made(log).frames == {"window voice": 200}


def test_a_log_without_packets_makes_no_film(tmp_path: Path) -> None:
    log = write_log(tmp_path)
    assert remux(log, KEY, tmp_path / "film") is None
    assert not (tmp_path / "film").exists()


def test_another_key_makes_no_film(tmp_path: Path, sound: list[Sent]) -> None:
    log = write_log(tmp_path, logged(2, sound))
    with pytest.raises(LogUnreadable):
        remux(log, bytes(32), tmp_path / "film")
