"""The window's socket: dialled again and again, with a heartbeat, handing up what it hears."""

import asyncio
import random
import ssl
from collections.abc import Callable

import msgspec
import structlog
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus
from websockets.typing import Origin

from counter_client.core.effects import Closed, Opened
from counter_client.rest import Rest
from signaling.protocol.codec import decode_server, encode
from signaling.protocol.codes import Close
from signaling.protocol.commands import Ping, WindowFrame
from signaling.protocol.messages import ServerFrame

_PING_SECONDS = 10.0
_SILENCE_SECONDS = 25.0
_DELAYS_SECONDS = (0.2, 0.4, 0.8, 1.6, 3.0)
_WAITING_FRAMES = 256  # More than that unsent means a dead line: it is dialled anew, and commands are repeated.
_LARGEST_FRAME = 4 * 1024 * 1024
_FINAL = {Close.TAKEN_OVER: "taken-over", Close.NOT_SIGNED_IN: "not-enrolled", Close.VERSION_UNSUPPORTED: "too-old"}
_log = structlog.get_logger(room="counter_client")


class Socket:
    """Keeps one connection open. `run` returns only when the server wants no more of us, with the reason."""

    def __init__(self, rest: Rest, hear: Callable[[ServerFrame | Opened | Closed], None]) -> None:
        self._rest = rest
        self._hear = hear
        self._outbox: asyncio.Queue[WindowFrame] | None = None
        self._connection: ClientConnection | None = None

    async def run(self) -> str:
        """Serve one connection after another."""
        attempt = 0
        while True:
            try:
                async with self._dial() as connection:
                    attempt = 0
                    await self._serve(connection)
            except InvalidStatus as status:
                if status.response.status_code in (401, 403):
                    return "not-enrolled"
            except ConnectionClosed as closed:
                code = closed.rcvd.code if closed.rcvd is not None else 0
                if code in _FINAL:
                    return _FINAL[Close(code)]
            except (OSError, InvalidHandshake, TimeoutError):
                pass
            delay = _DELAYS_SECONDS[min(attempt, len(_DELAYS_SECONDS) - 1)]
            attempt += 1
            # Jitter: a thousand windows must not come back in the same instant.
            await asyncio.sleep(delay * random.uniform(0.5, 1.0))  # noqa: S311

    def send(self, frame: WindowFrame) -> None:
        """Send a frame; without a connection it is dropped, for the window repeats its commands after a welcome."""
        if self._outbox is None:
            return
        try:
            self._outbox.put_nowait(frame)
        except asyncio.QueueFull:
            self.redial()

    def redial(self) -> None:
        """Drop the connection; `run` dials another one."""
        if self._connection is not None:
            self._connection.transport.abort()

    def _dial(self) -> connect:
        url = "ws" + self._rest.server.removeprefix("http") + f"/ws/{self._rest.role.value}"
        secure = url.startswith("wss:")
        return connect(
            url,
            additional_headers={"Cookie": self._rest.cookie},
            origin=Origin(self._rest.origin),
            ssl=(self._rest.tls or ssl.create_default_context()) if secure else None,
            compression=None,
            open_timeout=5,
            ping_interval=None,  # The application's own heartbeat shows more: that the server still decides.
            close_timeout=1,
            max_size=_LARGEST_FRAME,
            proxy=None,
        )

    async def _serve(self, connection: ClientConnection) -> None:
        self._outbox, self._connection = asyncio.Queue(_WAITING_FRAMES), connection
        writer = asyncio.create_task(self._write(connection, self._outbox))
        self._hear(Opened())
        try:
            while True:
                async with asyncio.timeout(_SILENCE_SECONDS):
                    raw = await connection.recv()
                try:
                    frame = decode_server(raw)
                except msgspec.DecodeError as error:
                    _log.warning("frame_unknown", problem=str(error))
                    continue
                self._hear(frame)
        finally:
            self._outbox = self._connection = None
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)
            self._hear(Closed())

    async def _write(self, connection: ClientConnection, outbox: asyncio.Queue[WindowFrame]) -> None:
        while True:
            try:
                async with asyncio.timeout(_PING_SECONDS):
                    frame: WindowFrame = await outbox.get()
            except TimeoutError:
                frame = Ping()
            await connection.send(encode(frame).decode())
