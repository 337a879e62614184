"""
What is recorded of a session: its packets as they came, sealed and on the disk within a second.

The event loop appends to a queue and nothing more; one thread of the process (`LogWriter`) empties each session's
queue once a second, seals, writes and syncs. So a kill costs at most the last second.

What if a queue is full (the disk hangs for many seconds): the newest packets are dropped and counted, the count is
written down when the disk works again, and the call goes on. What if the disk refuses (full, broken): the segment ends
there, `failure` says why, a warning is logged once, and a new segment is tried every second; the gap is declared.
"""

import threading
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path

from media.logfile import Closed, Dropped, EdgeChanged, Instant, LogFile, Record, Report, Rtp, TrackAdded
from signaling.clock import Clock
from signaling.log import get
from signaling.protocol.media import Track
from signaling.protocol.names import Role, SessionId

MAX_QUEUED = 30_000  # Records; at 1,200 bytes a packet some 36 MB for one session: 30 s of three full cameras.
SUFFIX = ".log"
_INTERVAL_SECONDS = 1.0
_logger = get("recording")


class _Rotate:
    """Stands in the queue where one segment ends and the next begins."""


class PacketLog:
    """
    The log of one session in its own folder: `00001.log`, `00002.log`, … Implements `media.recorder.Recorder`.

    Its public methods belong to the event loop, those below `_write` to the writer's thread.
    """

    def __init__(
        self,
        folder: Path,
        session: SessionId,
        key: bytes,
        clock: Clock,
        on_finished: Callable[[int], None],
        on_closed: Callable[[], None],
    ) -> None:
        """
        Args:
            folder: The session's own; created when the first record is written.
            key: The session's, 32 bytes.
            on_finished: Told, on the writer's thread, the number of each segment that will not grow any more.
            on_closed: Told, on the writer's thread, when all is on the disk after `close`.
        """
        self.failure: str | None = None  # Why nothing is being recorded now; None while all is well.
        self.dropped = 0  # Packets that found the queue full, or no disk.
        self._folder = folder
        self._session = session
        self._key = key
        self._clock = clock
        self._on_finished = on_finished
        self._on_closed = on_closed
        # A deque: its append and popleft are atomic, so event loop and writer need no lock.
        self._queue: deque[Record | _Rotate] = deque()
        self._append = self._queue.append
        self._tracks: dict[int, TrackAdded] = {}  # Repeated at the head of each segment.
        self._file: LogFile | None = None
        self._number = 0
        self._declared = 0  # Of `dropped`, how many are written down.
        self._ends = False
        self._ended = False

    def add_track(self, track_id: int, role: Role, track: Track, payload_types: Mapping[int, str]) -> None:
        """Announce a producer: its payload types by codec name. Ids are never reused in a session."""
        self._append(TrackAdded(track_id, role, track, dict(payload_types)))

    def rtp(self, track_id: int, packet: bytes, arrival_ns: int) -> None:
        """Append one decrypted packet, retransmissions unwrapped; `arrival_ns` is the monotonic clock's."""
        if len(self._queue) < MAX_QUEUED:
            self._append(Rtp(track_id, arrival_ns, packet))
        else:
            self.dropped += 1

    def sender_report(self, track_id: int, ntp: int, rtp_timestamp: int, arrival_ns: int) -> None:
        """Append what aligns the producer's RTP clock with its other tracks (64-bit NTP time)."""
        if len(self._queue) < MAX_QUEUED:
            self._append(Report(track_id, arrival_ns, ntp, rtp_timestamp))

    def edge(self, role: Role, track: Track, *, on: bool) -> None:
        """Note that a source was held (off) or let through again."""
        self._append(EdgeChanged(role, track, on))

    def rotate(self) -> None:
        """Begin a new segment, here."""
        self._append(_Rotate())

    def close(self) -> None:
        """Finish the last segment; the writer does it within a second. Idempotent."""
        self._ends = True

    def write(self) -> bool:
        """Write what is queued; return False when the log is closed and all is written. For the writer's thread."""
        ends = self._ends  # Read first: whatever was appended before it was set is in the queue now.
        batch: list[Record] = []
        for _ in range(len(self._queue)):
            record = self._queue.popleft()
            if not isinstance(record, _Rotate):
                batch.append(record)
                continue
            self._keep(batch)
            batch = []
            self._finish()
        self._keep(batch)
        if ends and not self._ended:
            self._ended = True
            self._finish()
            self._on_closed()
        return not ends

    def _keep(self, batch: list[Record]) -> None:
        """Write one chunk to the segment, opened where there is none."""
        fresh = self._file is None
        # A segment holds packets: one that would begin with notes alone waits for the first of them.
        if fresh and not any(type(record) is Rtp for record in batch):
            self._learn(batch)
            return
        if not batch:
            return
        try:
            file = self._file or self._open()
            head = [*self._tracks.values(), self._now()] if fresh else [self._now()]
            self._learn(batch)
            missing = self.dropped - self._declared
            file.append([*head, *([Dropped(missing)] if missing else []), *batch])
            self._declared += missing
        except OSError as error:
            self._fail(error, batch)
            return
        if self.failure is not None:
            _logger.info("recording_resumed", session=self._session, segment=self._number, dropped=self.dropped)
            self.failure = None

    def _learn(self, batch: list[Record]) -> None:
        self._tracks.update((record.id, record) for record in batch if isinstance(record, TrackAdded))

    def _open(self) -> LogFile:
        self._folder.mkdir(parents=True, exist_ok=True)
        # Numbers go on after those that another process wrote before it was killed; remuxed ones keep theirs.
        taken = [int(path.name[:5]) for path in self._folder.iterdir() if path.name[:5].isdigit()]
        self._number = max([self._number, *taken]) + 1
        path = self._folder / f"{self._number:05d}{SUFFIX}"
        self._file = LogFile(path, self._number, self._key)
        return self._file

    def _finish(self) -> None:
        if self._file is None:
            return
        try:
            self._file.append([self._now(), Closed()])
        except OSError as error:
            self._fail(error, [])
            return
        self._file.close()
        self._file = None
        self._on_finished(self._number)

    def _fail(self, error: OSError, lost: list[Record]) -> None:
        self.dropped += sum(type(record) is Rtp for record in lost)
        if self.failure is None:
            _logger.warning("recording_failed", session=self._session, segment=self._number, problem=error.strerror)
        self.failure = error.strerror or type(error).__name__
        self._learn(lost)
        if self._file is not None:
            self._file.close()
            self._file = None
            self._on_finished(self._number)

    def _now(self) -> Instant:
        return Instant(int(self._clock.monotonic() * 1e9), int(self._clock.now().timestamp() * 1e9))


class LogWriter:
    """
    The one thread that writes the logs of all sessions, each once a second, one after another.

    Evenly over the second: the thread shares Python with the event loop, whose sockets overflow if it is busy for long.
    """

    def __init__(self, interval_seconds: float = _INTERVAL_SECONDS) -> None:
        self._interval = interval_seconds
        self._logs: set[PacketLog] = set()
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._ends = False
        self._thread = threading.Thread(target=self._run, name="recording", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def add(self, log: PacketLog) -> None:
        """Write this log from now on, until it is closed."""
        with self._lock:
            self._logs.add(log)

    def stop(self) -> None:
        """Close all logs, write what is queued and end the thread. Blocks for as long as the disk needs."""
        with self._lock:
            for log in self._logs:
                log.close()
        self._ends = True
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._ends:
            logs = self._present()
            for log in logs:
                self._wake.wait(self._interval / len(logs))
                self._write(log)
            if not logs:
                self._wake.wait(self._interval)
        self.write()

    def write(self) -> None:
        """Write what every log has queued; forget those that are closed."""
        for log in self._present():
            self._write(log)

    def _present(self) -> tuple[PacketLog, ...]:
        with self._lock:
            return tuple(self._logs)

    def _write(self, log: PacketLog) -> None:
        if not log.write():
            with self._lock:
                self._logs.discard(log)
