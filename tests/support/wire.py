"""A person's socket in a test: says hello, keeps every frame heard, and waits for the one that a claim is about."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from counter_client.rest import Rest
from signaling.protocol.codec import decode_server, encode
from signaling.protocol.commands import Hello
from signaling.protocol.frames import PROTOCOL_VERSION, Frame
from signaling.protocol.messages import Refused, ServerFrame, Welcome
from signaling.protocol.names import Language

F = TypeVar("F", bound=Frame)
WAIT_SECONDS = 60.0


class Said(AssertionError):
    """The server refused a command that the test counted on."""


class Wire:
    """One connection. `heard` holds everything since the hello, in order."""

    def __init__(self, connection: ClientConnection) -> None:
        self.heard: list[ServerFrame] = []
        self._connection = connection
        self._news = asyncio.Condition()
        self._refs = 0

    async def read(self) -> None:
        """Keep what comes until the connection closes."""
        async for raw in self._connection:
            frame = decode_server(raw)
            async with self._news:
                self.heard.append(frame)
                self._news.notify_all()

    async def say(self, frame: Frame) -> None:
        await self._connection.send(encode(frame).decode())

    async def ask(self, make: Callable[[str], Frame], reply: type[F]) -> F:
        """Send the command that `make` builds with a fresh ref, and return its reply."""
        self._refs += 1
        ref = f"test-{id(self):x}-{self._refs:04d}"
        await self.say(make(ref))
        answer = await self.wait(Frame, lambda frame: getattr(frame, "ref", None) == ref)
        if isinstance(answer, Refused):
            raise Said(f"{make(ref)} was refused: {answer.code}")
        assert isinstance(answer, reply), answer
        return answer

    async def wait(self, kind: type[F], wanted: Callable[[F], bool] = lambda _: True) -> F:
        """Return the first frame, heard already or yet to come, of this kind that is wanted."""
        async with asyncio.timeout(WAIT_SECONDS), self._news:
            seen = 0
            while True:
                for frame in self.heard[seen:]:
                    if isinstance(frame, kind) and wanted(frame):
                        return frame
                seen = len(self.heard)
                await self._news.wait()


@asynccontextmanager
async def dialled(rest: Rest) -> AsyncIterator[Wire]:
    """Open the socket of whoever `rest` is signed in as; it has been welcomed when this returns."""
    url = "ws" + rest.server.removeprefix("http") + f"/ws/{rest.role.value}"
    headers = {"Cookie": rest.cookie}
    async with connect(
        url, additional_headers=headers, origin=Origin(rest.origin), ssl=rest.tls, compression=None, proxy=None
    ) as connection:
        wire = Wire(connection)
        reader = asyncio.create_task(wire.read())
        try:
            await wire.say(Hello(PROTOCOL_VERSION, Language.CHINESE))
            await wire.wait(Welcome)
            yield wire
        finally:
            reader.cancel()
            await asyncio.gather(reader, return_exceptions=True)
