"""The window's socket against a real server that drops, refuses or closes it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from websockets.asyncio.server import ServerConnection, serve

from counter_client.core.effects import Closed, Opened
from counter_client.rest import Rest
from counter_client.websocket import Socket
from signaling.protocol.codec import decode_window, encode
from signaling.protocol.codes import Close
from signaling.protocol.commands import Hello
from signaling.protocol.messages import Pong, ServerFrame
from signaling.protocol.names import Language

Behaviour = Callable[[ServerConnection], Awaitable[None]]
HELLO = Hello(1, Language.CHINESE)


class Line:
    """A socket under test and what it handed up."""

    def __init__(self, url: str) -> None:
        self.heard: list[object] = []
        self._news = asyncio.Event()
        self.rest = Rest(url, token="the-token")
        self.socket = Socket(self.rest, self._hear)

    def _hear(self, heard: ServerFrame | Opened | Closed) -> None:
        self.heard.append(heard)
        if isinstance(heard, Opened):
            self.socket.send(HELLO)
        self._news.set()

    async def until(self, *expected: object) -> None:
        async with asyncio.timeout(10):
            while self.heard[: len(expected)] != list(expected):
                self._news.clear()
                await self._news.wait()


@asynccontextmanager
async def line(behave: Behaviour) -> AsyncIterator[tuple[Line, "asyncio.Task[str]"]]:
    async with serve(behave, "127.0.0.1", 0) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        one = Line(f"http://127.0.0.1:{port}")
        running = asyncio.create_task(one.socket.run())
        try:
            yield one, running
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            await one.rest.close()


async def test_it_comes_back_by_itself_after_a_lost_connection() -> None:
    async def drop_once(connection: ServerConnection) -> None:
        assert connection.request is not None
        assert connection.request.path == "/ws/window"
        assert connection.request.headers["Cookie"] == "__Host-window=the-token"
        assert decode_window(await connection.recv()) == HELLO
        await connection.send(encode(Pong()).decode())
        connection.transport.abort()

    async with line(drop_once) as (one, _):
        await one.until(Opened(), Pong(), Closed(), Opened(), Pong(), Closed())


@pytest.mark.parametrize(("code", "reason"), [(Close.TAKEN_OVER, "taken-over"), (Close.NOT_SIGNED_IN, "not-enrolled")])
async def test_it_stays_away_when_it_is_not_wanted(code: Close, reason: str) -> None:
    async def close(connection: ServerConnection) -> None:
        await connection.close(code)

    async with line(close) as (_, running):
        assert await asyncio.wait_for(running, 10) == reason


async def test_a_frame_of_a_later_server_is_skipped() -> None:
    async def talk(connection: ServerConnection) -> None:
        await connection.send('{"type":"tomorrow"}')
        await connection.send(encode(Pong()).decode())
        await connection.wait_closed()

    async with line(talk) as (one, _):
        await one.until(Opened(), Pong())


async def test_redialling_drops_the_connection_and_opens_another() -> None:
    async def talk(connection: ServerConnection) -> None:
        await connection.send(encode(Pong()).decode())
        await connection.wait_closed()

    async with line(talk) as (one, _):
        await one.until(Opened(), Pong())
        one.socket.redial()
        await one.until(Opened(), Pong(), Closed(), Opened(), Pong())


async def test_a_frame_without_a_connection_is_dropped() -> None:
    rest = Rest("http://127.0.0.1:1")
    Socket(rest, lambda _: None).send(HELLO)
    await rest.close()
