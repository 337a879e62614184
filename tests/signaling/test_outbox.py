"""The bounded way out of one connection, written to a socket that takes what the test lets it take."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from starlette.types import Message
from starlette.websockets import WebSocket

from signaling.outbox import MAX_BYTES, MAX_FRAMES, Outbox, Work
from signaling.protocol.codes import Close


class Line:
    """An ASGI socket whose reader may stop reading."""

    def __init__(self) -> None:
        self.sent: list[str | int] = []
        self.open = asyncio.Event()
        self.open.set()
        self.lost = False
        self.tasks: set[asyncio.Task[None]] = set()

    async def receive(self) -> Message:
        return {"type": "websocket.connect"}

    async def send(self, message: Message) -> None:
        await self.open.wait()
        if message["type"] == "websocket.send":
            self.sent.append(message["text"])
        elif message["type"] == "websocket.close":
            self.sent.append(message["code"])

    def spawn(self, work: Work) -> None:
        async def run() -> None:
            await work()

        task = asyncio.create_task(run())
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def hang_up(self) -> None:
        self.lost = True


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    made = Line()
    yield made
    made.open.set()
    for task in tuple(made.tasks):
        await task


async def outbox(line: Line, send_seconds: float = 5.0) -> Outbox:
    socket = WebSocket({"type": "websocket", "headers": []}, line.receive, line.send)
    await socket.accept()
    return Outbox(socket, line.spawn, line.hang_up, send_seconds)


async def test_frames_go_out_in_order_and_the_close_comes_last(line: Line) -> None:
    box = await outbox(line)
    for text in ("1", "2", "3"):
        box.put(text)
    box.close(Close.TAKEN_OVER)
    box.put("after the close")
    await box.written()
    assert line.sent == ["1", "2", "3", Close.TAKEN_OVER]


async def test_nothing_runs_while_nothing_waits(line: Line) -> None:
    box = await outbox(line)
    box.put("1")
    await box.written()
    assert all(task.done() for task in line.tasks)
    box.put("2")
    await box.written()
    assert line.sent == ["1", "2"]


async def test_a_reader_that_does_not_read_is_closed_at_the_bound(line: Line) -> None:
    box = await outbox(line)
    line.open.clear()
    for number in range(MAX_FRAMES + 2):
        box.put(str(number))
    assert box.closing
    line.open.set()
    await box.written()
    assert line.sent == [Close.SLOW_READER]


async def test_large_frames_reach_the_bound_sooner(line: Line) -> None:
    box = await outbox(line)
    line.open.clear()
    for _ in range(3):
        box.put("x" * MAX_BYTES)
    assert box.closing


async def test_signals_give_way_before_facts(line: Line) -> None:
    box = await outbox(line)
    line.open.clear()
    for number in range(MAX_FRAMES):
        box.put_signal(f"signal {number}")
    box.put("fact")
    assert not box.closing
    line.open.set()
    await box.written()
    assert line.sent[-1] == "fact"
    assert len(line.sent) == MAX_FRAMES // 2 + 1


async def test_what_a_client_is_owed_does_not_count_against_it(line: Line) -> None:
    box = await outbox(line)
    line.open.clear()
    for number in range(2 * MAX_FRAMES):
        box.put_owed(str(number))
    box.put("fact")
    assert not box.closing
    line.open.set()
    await box.written()
    assert len(line.sent) == 2 * MAX_FRAMES + 1


async def test_a_client_that_takes_nothing_at_all_is_given_up(line: Line) -> None:
    box = await outbox(line, send_seconds=0.01)
    line.open.clear()
    box.put("1")
    await box.written()
    assert line.lost
    assert box.closing
