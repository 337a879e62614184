"""What is logged is on the disk within a second; what goes wrong there never reaches the call."""

import errno
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from media import packetlog
from media.logfile import Closed, Dropped, EdgeChanged, Instant, LogFile, Record, Report, Rtp, TrackAdded, read_log
from media.packetlog import LogWriter, PacketLog
from signaling.clock import FakeClock
from signaling.protocol.media import Track
from signaling.protocol.names import Role, SessionId

KEY = bytes(range(32))
CAMERA = TrackAdded(1, Role.WINDOW, Track.CAMERA, {96: "VP8"})

KILLED = """
import sys
from pathlib import Path
from media.packetlog import PacketLog
from signaling.clock import SystemClock
from signaling.protocol.media import Track
from signaling.protocol.names import Role

log = PacketLog(Path(sys.argv[1]), "s1", bytes(range(32)), SystemClock(), print, print)
log.add_track(1, Role.WINDOW, Track.CAMERA, {96: "VP8"})
log.rtp(1, b"written", 1)
log.write()
log.rtp(1, b"queued", 2)
print("ready", flush=True)
sys.stdin.read()
"""


class Log(PacketLog):
    """A log that notes what it tells."""

    def __init__(self, folder: Path) -> None:
        self.finished: list[int] = []
        self.closings = 0
        super().__init__(folder, SessionId("s1"), KEY, FakeClock(), self.finished.append, self.closed)

    def closed(self) -> None:
        self.closings += 1

    def begin(self) -> None:
        self.add_track(CAMERA.id, CAMERA.role, CAMERA.track, CAMERA.payload_types)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    log = Log(tmp_path)
    log.begin()
    yield log
    log.close()
    log.write()


def records(folder: Path, number: int = 1) -> list[Record]:
    return list(read_log(folder / f"{number:05d}.log", KEY))


def packets(folder: Path, number: int = 1) -> list[bytes]:
    return [record.packet for record in records(folder, number) if isinstance(record, Rtp)]


def test_what_is_logged_is_read_in_order(log: Log, tmp_path: Path) -> None:
    log.rtp(1, b"a", 5)
    log.sender_report(1, 6, 7, 8)
    log.edge(Role.WINDOW, Track.CAMERA, on=False)
    log.close()
    assert not log.write()
    kept = records(tmp_path)
    assert [record for record in kept if not isinstance(record, Instant)] == [
        CAMERA,
        Rtp(1, 5, b"a"),
        Report(1, 8, 6, 7),
        EdgeChanged(Role.WINDOW, Track.CAMERA, False),
        Closed(),
    ]
    assert any(isinstance(record, Instant) for record in kept)


def test_nothing_touches_the_disk_before_the_first_packet(log: Log, tmp_path: Path) -> None:
    assert log.write()
    assert list(tmp_path.iterdir()) == []


def test_a_rotation_begins_a_segment_that_knows_its_tracks(log: Log, tmp_path: Path) -> None:
    log.rtp(1, b"a", 1)
    log.rotate()
    log.rtp(1, b"b", 2)
    log.write()
    assert packets(tmp_path, 1) == [b"a"]
    assert packets(tmp_path, 2) == [b"b"]
    assert CAMERA in records(tmp_path, 2)
    assert log.finished == [1]


def test_a_rotation_without_packets_begins_nothing(log: Log) -> None:
    log.rotate()
    log.rotate()
    log.close()
    log.write()
    assert (log.finished, log.closings) == ([], 1)


def test_closing_again_is_harmless(log: Log) -> None:
    log.rtp(1, b"a", 1)
    log.close()
    log.write()
    log.close()
    log.write()
    assert (log.finished, log.closings) == ([1], 1)


def test_a_full_queue_drops_and_declares(log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packetlog, "MAX_QUEUED", 3)
    for number in range(5):
        log.rtp(1, b"%d" % number, number)
    log.write()
    assert packets(tmp_path) == [b"0", b"1"]  # The track's own record takes a place.
    assert Dropped(3) in records(tmp_path)
    log.rtp(1, b"after", 9)
    log.write()
    assert packets(tmp_path) == [b"0", b"1", b"after"]


def test_a_full_disk_ends_the_segment_and_the_next_one_follows_when_there_is_room(
    log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.rtp(1, b"a", 1)
    log.write()
    with monkeypatch.context() as full:

        def refuse(self: LogFile, batch: list[Record]) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        full.setattr(LogFile, "append", refuse)
        log.rtp(1, b"lost", 2)
        log.write()
        assert log.failure == "No space left on device"
    log.rtp(1, b"b", 3)
    log.write()
    assert log.failure is None
    assert (packets(tmp_path, 1), packets(tmp_path, 2)) == ([b"a"], [b"b"])
    assert CAMERA in records(tmp_path, 2)
    assert Dropped(1) in records(tmp_path, 2)
    assert log.finished == [1]


def test_a_disk_that_refuses_the_file_collects_none(log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: LogFile, octets: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(LogFile, "_write", refuse)
    for number in range(3):
        log.rtp(1, b"lost", number)
        log.write()
    assert list(tmp_path.iterdir()) == []
    assert log.dropped == 3


def test_a_killed_process_loses_what_was_queued_and_its_successor_begins_a_new_segment(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGKILL)
    assert packets(tmp_path, 1) == [b"written"]
    log = Log(tmp_path)
    log.begin()
    log.rtp(1, b"later", 3)
    log.close()
    log.write()
    assert packets(tmp_path, 2) == [b"later"]


def test_the_writer_writes_without_being_asked(tmp_path: Path) -> None:
    written = threading.Event()
    log = PacketLog(tmp_path, SessionId("s1"), KEY, FakeClock(), lambda _: None, written.set)
    writer = LogWriter(interval_seconds=0.01)
    writer.add(log)
    writer.start()
    log.rtp(1, b"a", 1)
    log.close()
    assert written.wait(10.0)
    assert packets(tmp_path) == [b"a"]
    writer.stop()


def test_stopping_the_writer_puts_everything_on_the_disk(log: Log, tmp_path: Path) -> None:
    writer = LogWriter()
    writer.add(log)
    writer.start()
    log.rtp(1, b"a", 1)
    writer.stop()
    assert packets(tmp_path) == [b"a"]
    assert log.closings == 1
