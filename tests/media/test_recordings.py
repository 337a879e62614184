"""Every segment that was logged becomes a film, also after a kill, and is told of in order."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

import pytest

from media.packetlog import LogWriter, PacketLog
from media.recordings import Recordings
from media.sealed import Recording
from media.workers import Workers
from signaling.clock import SystemClock
from signaling.ports import SegmentFinished
from signaling.protocol.media import Track
from signaling.protocol.names import Role, SessionId
from tests.support.packets import OPUS, SECOND_NS, Sent, voice

KEY = bytes(range(32))
S1 = SessionId("s1")
WAIT_SECONDS = 60.0


class Desk:
    """Waits for films."""

    def __init__(self) -> None:
        self.heard: list[SegmentFinished] = []
        self._came = asyncio.Event()

    def on_segment(self, segment: SegmentFinished) -> None:
        self.heard.append(segment)
        self._came.set()

    async def films(self, count: int) -> Sequence[SegmentFinished]:
        async with asyncio.timeout(WAIT_SECONDS):
            while len(self.heard) < count:
                self._came.clear()
                await self._came.wait()
        return self.heard

    async def key_of(self, session: SessionId) -> bytes | None:
        return KEY if session == S1 else None


@pytest.fixture(scope="module")
def sound() -> list[Sent]:
    return voice(2)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    # One for all: the pool belongs to no event loop, and a worker takes a second to start.
    pool = Workers(1, preload=("media.remux",))
    yield pool
    asyncio.run(pool.close())


@pytest.fixture
async def recordings(tmp_path: Path, workers: Workers) -> AsyncIterator[Recordings]:
    recordings = Recordings(tmp_path, workers, SystemClock(), LogWriter(interval_seconds=0.02))
    recordings.start()
    yield recordings
    await recordings.close()


@pytest.fixture
def desk() -> Desk:
    return Desk()


def say(log: PacketLog, sound: Sequence[Sent], track: int = 1) -> None:
    log.add_track(track, Role.WINDOW, Track.VOICE, {OPUS: "opus"})
    for one in sound:
        log.rtp(track, one.octets, one.arrival_ns)


def left_by_a_kill(folder: Path, session: SessionId, sound: Sequence[Sent]) -> None:
    log = PacketLog(folder / session, session, KEY, SystemClock(), lambda _: None, lambda: None)
    say(log, sound)
    log.write()
    assert log._file is not None
    log._file.close()


async def test_a_closed_log_becomes_a_film(
    recordings: Recordings, desk: Desk, sound: list[Sent], tmp_path: Path
) -> None:
    log = recordings.open(S1, KEY, desk.on_segment)
    say(log, sound)
    log.close()
    (segment,) = await desk.films(1)
    assert (segment.session, segment.number, segment.path) == (S1, 1, Path("s1/00001.film"))
    assert segment.seconds == pytest.approx(1.98, abs=0.01)
    assert segment.gap_seconds == 0.0
    with Recording(recordings.path(segment), KEY) as film:
        assert film.read(0, 4) == b"\x1aE\xdf\xa3"
    assert sorted(path.name for path in (tmp_path / "s1").iterdir()) == ["00001.film", "00001.json"]


async def test_a_rotated_log_becomes_films_without_a_gap(recordings: Recordings, desk: Desk, sound: list[Sent]) -> None:
    log = recordings.open(S1, KEY, desk.on_segment)
    say(log, sound[:50])
    log.rotate()
    for one in sound[50:]:
        log.rtp(1, one.octets, one.arrival_ns)
    log.close()
    films = await desk.films(2)
    assert [(film.number, film.gap_seconds) for film in films] == [(1, 0.0), (2, 0.0)]


async def test_what_a_kill_left_is_filmed_when_the_session_goes_on(
    recordings: Recordings, desk: Desk, sound: list[Sent], tmp_path: Path
) -> None:
    left_by_a_kill(tmp_path, S1, sound)
    log = recordings.open(S1, KEY, desk.on_segment)
    say(log, [Sent(one.arrival_ns + 5 * SECOND_NS, one.octets) for one in sound])
    log.close()
    first, second = await desk.films(2)
    assert (first.number, second.number) == (1, 2)
    assert first.gap_seconds == 0.0
    assert second.gap_seconds == pytest.approx(3.0, abs=0.2)


async def test_what_a_kill_left_is_filmed_at_the_next_start(
    recordings: Recordings, desk: Desk, sound: list[Sent], tmp_path: Path
) -> None:
    left_by_a_kill(tmp_path, S1, sound)
    await recordings.recover(desk.key_of, desk.on_segment)
    assert [film.number for film in desk.heard] == [1]
    await recordings.recover(desk.key_of, desk.on_segment)
    # Told again, since the desk may have died before it wrote it down.
    assert desk.heard == [desk.heard[0]] * 2


async def test_an_old_log_is_filmed_and_an_old_film_not_told_again(
    recordings: Recordings, desk: Desk, sound: list[Sent], tmp_path: Path
) -> None:
    left_by_a_kill(tmp_path, S1, sound)
    os.utime(tmp_path / "s1", (0, 0))
    await recordings.recover(desk.key_of, desk.on_segment)
    assert len(desk.heard) == 1
    os.utime(tmp_path / "s1", (0, 0))
    await recordings.recover(desk.key_of, desk.on_segment)
    assert len(desk.heard) == 1


async def test_a_session_that_is_being_recorded_is_not_recovered(
    recordings: Recordings, desk: Desk, sound: list[Sent], tmp_path: Path
) -> None:
    log = recordings.open(S1, KEY, desk.on_segment)
    say(log, sound[:50])
    async with asyncio.timeout(WAIT_SECONDS):
        while not (tmp_path / "s1" / "00001.log").exists():  # noqa: ASYNC110 — the file is the event.
            await asyncio.sleep(0)
    await recordings.recover(desk.key_of, desk.on_segment)
    assert desk.heard == []
    for one in sound[50:]:
        log.rtp(1, one.octets, one.arrival_ns)
    log.close()
    (segment,) = await desk.films(1)
    assert segment.seconds == pytest.approx(1.98, abs=0.01)


async def test_without_its_key_a_log_is_left_alone(
    recordings: Recordings, desk: Desk, sound: list[Sent], tmp_path: Path
) -> None:
    left_by_a_kill(tmp_path, SessionId("s2"), sound)
    await recordings.recover(desk.key_of, desk.on_segment)
    assert desk.heard == []
    assert (tmp_path / "s2" / "00001.log").exists()


async def test_an_unreadable_log_is_put_aside_and_the_others_are_filmed(
    recordings: Recordings, desk: Desk, sound: list[Sent], tmp_path: Path
) -> None:
    left_by_a_kill(tmp_path, S1, sound)
    (tmp_path / "s1" / "00001.log").rename(tmp_path / "s1" / "00002.log")
    (tmp_path / "s1" / "00001.log").write_bytes(b"\0" * 100)
    await recordings.recover(desk.key_of, desk.on_segment)
    assert [film.number for film in desk.heard] == [2]
    assert (tmp_path / "s1" / "00001.unreadable").exists()


async def test_a_log_whose_worker_failed_is_kept_for_the_next_start(
    desk: Desk, sound: list[Sent], tmp_path: Path
) -> None:
    left_by_a_kill(tmp_path, S1, sound)
    closed = Workers(1)
    await closed.close()
    await Recordings(tmp_path, closed, SystemClock()).recover(desk.key_of, desk.on_segment)
    assert desk.heard == []
    assert (tmp_path / "s1" / "00001.log").exists()


async def test_an_empty_log_leaves_nothing(recordings: Recordings, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "s1").mkdir()
    (tmp_path / "s1" / "00001.log").touch()
    await recordings.recover(desk.key_of, desk.on_segment)
    assert list((tmp_path / "s1").iterdir()) == []
    assert desk.heard == []


async def test_closing_puts_what_was_said_on_the_disk(
    recordings: Recordings, desk: Desk, sound: list[Sent], tmp_path: Path, workers: Workers
) -> None:
    say(recordings.open(S1, KEY, desk.on_segment), sound)
    await recordings.close()
    await recordings.close()
    again = Recordings(tmp_path, workers, SystemClock())
    await again.recover(desk.key_of, desk.on_segment)
    assert desk.heard[-1].seconds == pytest.approx(1.98, abs=0.01)
