"""
What waits to be written to one socket: bounded, and written by a task that lives only while something waits.

If it is full, the reader does not read: it is closed with 4410 and resumes later from its last offset, which costs it
nothing. Signals give way before that: they are worth something only while they are fresh.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketDisconnected

from signaling.protocol.codes import Close

MAX_FRAMES = 512
MAX_BYTES = 1 << 20  # Of what waits, counted as characters.

Work = Callable[[], Awaitable[None]]
Spawn = Callable[[Work], None]


class Outbox:
    """
    The way out of one connection.

    Args:
        spawn: Starts a task in a group that outlives the connection.
        on_lost: Called when the client cannot be written to any more.
        send_seconds: Patience with one frame, also with the last one, that says why the socket is closed.
    """

    __slots__ = ("_bytes", "_code", "_frames", "_idle", "_on_lost", "_owed", "_send_seconds", "_socket", "_spawn")

    def __init__(self, socket: WebSocket, spawn: Spawn, on_lost: Callable[[], None], send_seconds: float) -> None:
        self._socket = socket
        self._spawn = spawn
        self._on_lost = on_lost
        self._send_seconds = send_seconds
        self._frames: list[str] = []  # Short, and empty most of the time; an empty deque is ten times as large.
        self._bytes = 0
        self._owed = (0, 0)  # Frames and bytes that the bounds are raised by until everything is written.
        self._code: Close | None = None
        self._idle: asyncio.Event | None = None  # There is one while a task writes.

    @property
    def closing(self) -> bool:
        """Tell whether nothing more is taken in."""
        return self._code is not None

    def put(self, text: str) -> None:
        """Send a reply or a fact, after what waits."""
        if self._code is not None:
            return
        frames, size = self._owed
        if len(self._frames) >= MAX_FRAMES + frames or self._bytes > MAX_BYTES + size:
            self._give_up()
            self.close(Close.SLOW_READER)
            return
        self._frames.append(text)
        self._bytes += len(text)
        self._write()

    def put_owed(self, text: str) -> None:
        """
        Send a part of the answer to a hello: snapshots, and facts missed.

        Their number is bounded where they are read; a client that asked for them is not to blame for it.
        """
        frames, size = self._owed
        self._owed = (frames + 1, size + len(text))
        self.put(text)

    def put_signal(self, text: str) -> None:
        """Send a signal, unless the client is behind."""
        if len(self._frames) < MAX_FRAMES // 2 and self._bytes <= MAX_BYTES // 2:
            self.put(text)

    def close(self, code: Close) -> None:
        """Close the socket after what waits was sent. The first code counts."""
        if self._code is None:
            self._code = code
            self._write()

    async def written(self) -> None:
        """Return when nothing waits any more, or the client was given up."""
        if self._idle is not None:
            with suppress(TimeoutError):
                # The frame on its way, and the last one.
                async with asyncio.timeout(3 * self._send_seconds):
                    await self._idle.wait()

    def _give_up(self) -> None:
        self._frames.clear()
        self._bytes = 0

    def _write(self) -> None:
        if self._idle is None:
            self._idle = asyncio.Event()
            self._spawn(self._write_all)

    async def _write_all(self) -> None:
        idle = self._idle
        try:
            while self._frames:
                text = self._frames.pop(0)
                self._bytes -= len(text)
                async with asyncio.timeout(self._send_seconds):
                    await self._socket.send_text(text)
            self._owed = (0, 0)
            if self._code is not None:
                async with asyncio.timeout(self._send_seconds):
                    await self._socket.close(self._code)
        except (TimeoutError, WebSocketDisconnect, WebSocketDisconnected):
            self._code = self._code or Close.SLOW_READER
            self._give_up()
            self._on_lost()
        finally:
            self._idle = None
            if idle is not None:
                idle.set()
