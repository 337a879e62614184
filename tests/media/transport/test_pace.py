"""Claims about when a socket is read."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import pytest

from media.transport.pace import BUSY, Reader


class Readings:
    """A socket whose datagrams are only counted, and a count of datagrams that the test sets."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.readings = 0
        self.got: list[bytes] = []
        self.step = 0  # How many more datagrams are said to have come at each look.
        self.full = 0  # How many of the next readings say that more is waiting.
        self._received = 0
        self._changed = asyncio.Event()

    def read(self) -> bool:
        self.readings += 1
        with contextlib.suppress(BlockingIOError):
            self.got.append(self.sock.recv(100))
        self._changed.set()
        self.full -= 1
        return self.full >= 0

    def received(self) -> int:
        self._received += self.step
        return self._received

    async def until(self, least: int) -> None:
        async with asyncio.timeout(10):
            while self.readings < least:
                self._changed.clear()
                await self._changed.wait()


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    with one, other:
        one.setblocking(False)
        yield one, other


async def test_a_quiet_socket_is_read_when_something_comes(ends: tuple[socket.socket, socket.socket]) -> None:
    readings = Readings(ends[0])
    reader = Reader(ends[0].fileno(), readings.read, readings.received)
    for number in range(1, 4):
        ends[1].send(b"datagram")
        await readings.until(number)
    assert readings.readings == len(readings.got) == 3
    reader.close()


async def test_what_fills_a_batch_is_read_on_at_once_but_not_for_ever(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    readings = Readings(ends[0])
    readings.full = 100
    reader = Reader(ends[0].fileno(), readings.read, readings.received)
    for _ in range(9):
        ends[1].send(b"datagram")
    await readings.until(8)
    assert readings.readings == 8
    assert reader.is_behind
    readings.full = 0
    await readings.until(9)
    assert not reader.is_behind
    reader.close()


async def test_a_busy_socket_is_read_by_the_clock_until_it_is_quiet(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    readings = Readings(ends[0])
    reader = Reader(ends[0].fileno(), readings.read, readings.received)
    readings.step = BUSY * 10
    while not reader.is_waiting:
        ends[1].send(b"datagram")
        await readings.until(readings.readings + 1)
    await readings.until(readings.readings + 5)  # Although nothing came.
    readings.step = 0
    while reader.is_waiting:
        await readings.until(readings.readings + 1)
    got = len(readings.got)
    ends[1].send(b"datagram")
    await readings.until(readings.readings + 1)
    assert len(readings.got) == got + 1
    reader.close()


async def test_a_closed_reader_reads_no_more(ends: tuple[socket.socket, socket.socket]) -> None:
    readings = Readings(ends[0])
    reader = Reader(ends[0].fileno(), readings.read, readings.received)
    reader.close()
    ends[1].send(b"datagram")
    other = Readings(ends[0])
    second = Reader(ends[0].fileno(), other.read, other.received)
    await other.until(1)
    assert readings.readings == 0
    second.close()
