"""The recordings of a node: logs while a session runs, sealed films afterwards, and what a kill left between."""

import asyncio
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from media.blobs import fsync_folder
from media.logfile import LogUnreadable
from media.packetlog import SUFFIX, LogWriter, PacketLog
from media.remux import Remuxed, remux
from media.workers import WorkerFailed, Workers
from signaling.clock import Clock
from signaling.log import get
from signaling.ports import SegmentFinished
from signaling.protocol.names import SessionId

FILM = ".film"
_NOTE = ".json"
_REMUX_SECONDS = 600.0
_SEAMLESS_SECONDS = 0.5  # A shorter gap lies between two packets of a quiet line, not between two recordings.
_RECENT = timedelta(days=7)
_logger = get("recording")

OnSegment = Callable[[SegmentFinished], None]


class _Note(msgspec.Struct, frozen=True):
    """What is known of a film, beside it: later segments count their gap from it, a restarted desk learns of it."""

    started_at: datetime
    seconds: float
    sha256: str
    gap_seconds: float


@dataclass
class _Session:
    """The finished segments of one session, remuxed one after another."""

    key: bytes
    on_segment: OnSegment
    numbers: deque[int] = field(default_factory=deque)
    task: asyncio.Task[None] | None = None


class Recordings:
    """
    All recordings below one folder: `<session>/00001.log`, and once remuxed `00001.film` with `00001.json`.

    Methods belong to the event loop.
    """

    def __init__(self, folder: Path, workers: Workers, clock: Clock, writer: LogWriter | None = None) -> None:
        self._folder = folder
        self._workers = workers
        self._clock = clock
        self._writer = writer or LogWriter()
        self._sessions: dict[SessionId, _Session] = {}
        self._open: Counter[SessionId] = Counter()  # Logs that are being written.
        self._closed = False

    def start(self) -> None:
        """Start writing."""
        self._writer.start()

    def open(self, session: SessionId, key: bytes, on_segment: OnSegment) -> PacketLog:
        """
        Open a session's log; `media.recorder.RecorderFactory`.

        Segments that an earlier process left are remuxed too, since here their key is.

        Args:
            key: The session's, 32 bytes.
            on_segment: Told, on the event loop, of every segment that was remuxed, in order.
        """
        loop = asyncio.get_running_loop()
        self._take(session, key, on_segment)
        self._open[session] += 1

        def finished(number: int) -> None:
            loop.call_soon_threadsafe(self._enqueue, session, (number,))

        def closed() -> None:
            loop.call_soon_threadsafe(self._ended, session)

        log = PacketLog(self._folder / session, session, key, self._clock, finished, closed)
        self._writer.add(log)
        return log

    async def recover(self, key_of: Callable[[SessionId], Awaitable[bytes | None]], on_segment: OnSegment) -> None:
        """
        Remux what a kill left behind, and tell again of films of the last days: the desk may not have heard of them.

        Args:
            key_of: Looks up a session's key; None where it was destroyed, or the session is unknown.
            on_segment: Told of each film; must not mind to be told twice.
        """
        for session, recent in await asyncio.to_thread(self._survey):
            for segment in recent:
                on_segment(segment)
            if self._open[session] or not self._left(session):
                continue
            key = await key_of(session)
            if key is None:
                _logger.warning("recording_without_key", session=session)
                continue
            task = self._take(session, key, on_segment)
            if task is not None:
                await task

    async def close(self) -> None:
        """Put all logs on the disk and stop. What is not remuxed then is recovered at the next start. Idempotent."""
        if self._closed:
            return
        self._closed = True
        await asyncio.to_thread(self._writer.stop)
        tasks = [state.task for state in self._sessions.values() if state.task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def path(self, segment: SegmentFinished) -> Path:
        """Return where the sealed film of a segment lies."""
        return self._folder / segment.path

    def _survey(self) -> list[tuple[SessionId, list[SegmentFinished]]]:
        """Return the sessions that have logs, however old, or films of the last days; and those films."""
        found = []
        since = (self._clock.now() - _RECENT).timestamp()
        for folder in sorted(self._folder.iterdir()) if self._folder.is_dir() else ():
            if not folder.is_dir():
                continue
            session = SessionId(folder.name)
            numbers = _numbers(folder, _NOTE) if folder.stat().st_mtime >= since else []
            if numbers or self._left(session):
                films = [_segment(session, number, _read(folder, number)) for number in numbers]
                found.append((session, films))
        return found

    def _left(self, session: SessionId) -> list[int]:
        return _numbers(self._folder / session, SUFFIX)

    def _take(self, session: SessionId, key: bytes, on_segment: OnSegment) -> asyncio.Task[None] | None:
        """Become ready to remux a session's segments; begin with what lies there, unless it is being written now."""
        state = self._sessions.setdefault(session, _Session(key, on_segment))
        state.on_segment = on_segment
        # Listed here and not in a thread: what is listed must not become a live segment before it is enqueued.
        return state.task if self._open[session] else self._enqueue(session, self._left(session))

    def _enqueue(self, session: SessionId, numbers: Sequence[int]) -> asyncio.Task[None] | None:
        state = self._sessions[session]
        state.numbers.extend(number for number in numbers if number not in state.numbers)
        if state.numbers and state.task is None and not self._closed:
            state.task = asyncio.get_running_loop().create_task(self._finish(session, state), name=f"remux {session}")
        return state.task

    async def _finish(self, session: SessionId, state: _Session) -> None:
        try:
            while state.numbers:
                await self._remux(session, state, state.numbers[0])
                state.numbers.popleft()
        finally:
            state.task = None
            self._forget(session)

    def _ended(self, session: SessionId) -> None:
        self._open[session] -= 1
        self._forget(session)

    def _forget(self, session: SessionId) -> None:
        """Drop the key of a session that is neither written nor remuxed any more."""
        if self._open[session]:
            return
        del self._open[session]
        state = self._sessions.get(session)
        if state is not None and state.task is None:
            del self._sessions[session]

    async def _remux(self, session: SessionId, state: _Session, number: int) -> None:
        folder = self._folder / session
        log, film = _file(folder, number, SUFFIX), _file(folder, number, FILM)
        if not log.exists():  # Enqueued twice, by recovery and by whoever opened the session again.
            return
        try:
            made = await self._workers.run(
                remux, log, state.key, film, timeout_seconds=_REMUX_SECONDS, raises=(LogUnreadable, OSError)
            )
        except (WorkerFailed, OSError) as error:
            # The log stays, and is tried again at the next start.
            _logger.warning("remux_failed", session=session, segment=number, problem=str(error))
            return
        except LogUnreadable as error:
            _logger.warning("recording_unreadable", session=session, segment=number, problem=str(error))
            await asyncio.to_thread(log.rename, log.with_suffix(".unreadable"))
            return
        # The note first: should this process die now, the next one tells of the film.
        note = None if made is None else await asyncio.to_thread(_write, folder, number, made)
        await asyncio.to_thread(log.unlink, missing_ok=True)
        if made is not None and note is not None:
            _logger.info("segment_finished", session=session, segment=number, seconds=made.seconds, closed=made.closed)
            state.on_segment(_segment(session, number, note))


def _file(folder: Path, number: int, suffix: str) -> Path:
    return folder / f"{number:05d}{suffix}"


def _numbers(folder: Path, suffix: str) -> list[int]:
    return sorted(int(path.stem) for path in folder.glob(f"[0-9]*{suffix}"))


def _segment(session: SessionId, number: int, note: _Note) -> SegmentFinished:
    return SegmentFinished(
        session=session,
        number=number,
        path=_file(Path(session), number, FILM),
        sha256=note.sha256,
        started_at=note.started_at,
        seconds=note.seconds,
        gap_seconds=note.gap_seconds,
    )


def _read(folder: Path, number: int) -> _Note:
    return msgspec.json.decode(_file(folder, number, _NOTE).read_bytes(), type=_Note)


def _write(folder: Path, number: int, made: Remuxed) -> _Note:
    """Put down what became of a segment, with the gap since the one before it."""
    gap = 0.0
    earlier = [known for known in _numbers(folder, _NOTE) if known < number]
    if earlier:
        before = _read(folder, earlier[-1])
        gap = (made.started_at - before.started_at).total_seconds() - before.seconds
    note = _Note(made.started_at, made.seconds, made.sha256, round(gap, 3) if gap > _SEAMLESS_SECONDS else 0.0)
    part = _file(folder, number, ".part")
    part.write_bytes(msgspec.json.encode(note))
    part.replace(_file(folder, number, _NOTE))
    fsync_folder(folder)
    return note
