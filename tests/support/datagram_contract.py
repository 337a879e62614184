"""What every datagram backend does: one contract, run on each."""

import socket
import time
from collections.abc import Iterator

import pytest

from media.transport import sockaddr
from media.transport.arena import MAX_DATAGRAM, SLOT, SLOTS, Arena
from media.transport.endpoint import Endpoint
from media.transport.mux import DatagramIO


class DatagramContract:
    """Subclass with the backend as `make`."""

    make: type

    @pytest.fixture(params=["127.0.0.1", "::1"])
    def endpoint(self, request: pytest.FixtureRequest) -> Iterator[Endpoint]:
        endpoint = Endpoint(request.param, 0)
        yield endpoint
        endpoint.close()

    @pytest.fixture
    def other(self, endpoint: Endpoint) -> Iterator[socket.socket]:
        with socket.socket(endpoint.sock.family, socket.SOCK_DGRAM) as sock:
            sock.bind((endpoint.address, 0))
            sock.settimeout(5)
            yield sock

    @pytest.fixture
    def arenas(self) -> tuple[Arena, Arena]:
        return Arena(), Arena()

    @pytest.fixture
    def io(self, arenas: tuple[Arena, Arena]) -> DatagramIO:
        io: DatagramIO = self.make(*arenas)
        return io

    def test_nothing_waiting_is_nothing_received(self, io: DatagramIO, endpoint: Endpoint) -> None:
        assert io.receive(endpoint) == 0

    def test_a_batch_is_received_with_its_senders_and_times(
        self, io: DatagramIO, endpoint: Endpoint, other: socket.socket, arenas: tuple[Arena, Arena]
    ) -> None:
        before = time.monotonic_ns()
        for text in (b"one", b"three"):
            other.sendto(text, endpoint.sock.getsockname())
        assert io.receive(endpoint) == 2
        after = time.monotonic_ns()
        buffer = arenas[0].buffer
        assert [buffer[slot * SLOT : slot * SLOT + io.lengths[slot]] for slot in range(2)] == [b"one", b"three"]
        size = endpoint.key_size
        sender = sockaddr.pack(*other.getsockname()[:2])[:size]
        assert [io.names[slot * sockaddr.NAME :][:size] for slot in range(2)] == [sender, sender]
        for slot in range(2):
            arrival = io.seconds[slot] * 1_000_000_000 + io.nanoseconds[slot] + io.shift_ns
            assert before - 1_000_000 < arrival < after + 1_000_000

    def test_no_more_than_a_batch_is_received_at_once(
        self, io: DatagramIO, endpoint: Endpoint, other: socket.socket
    ) -> None:
        for _ in range(SLOTS + 3):
            other.sendto(b"x", endpoint.sock.getsockname())
        assert [io.receive(endpoint) for _ in range(3)] == [SLOTS, 3, 0]

    def test_a_datagram_too_long_shows_by_its_length(
        self, io: DatagramIO, endpoint: Endpoint, other: socket.socket
    ) -> None:
        other.sendto(bytes(SLOT + 100), endpoint.sock.getsockname())
        assert io.receive(endpoint) == 1
        assert io.lengths[0] == MAX_DATAGRAM + 1

    def test_a_batch_is_sent(
        self, io: DatagramIO, endpoint: Endpoint, other: socket.socket, arenas: tuple[Arena, Arena]
    ) -> None:
        self.queue(io, arenas[1], [b"one", b"three"], [other.getsockname()] * 2)
        assert io.send(endpoint, 2) == 0
        assert [other.recvfrom(100)[0] for _ in range(2)] == [b"one", b"three"]

    def test_a_datagram_that_the_kernel_refuses_does_not_hold_back_the_others(
        self, io: DatagramIO, endpoint: Endpoint, other: socket.socket, arenas: tuple[Arena, Arena]
    ) -> None:
        nowhere = (endpoint.address, 0)
        self.queue(io, arenas[1], [b"one", b"lost", b"three"], [other.getsockname(), nowhere, other.getsockname()])
        assert io.send(endpoint, 3) == 1
        assert [other.recvfrom(100)[0] for _ in range(2)] == [b"one", b"three"]

    def test_the_address_families_do_not_disturb_each_other(
        self, io: DatagramIO, endpoint: Endpoint, other: socket.socket
    ) -> None:
        fourth = Endpoint("127.0.0.1", 0)
        try:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
                sender.sendto(b"four", fourth.sock.getsockname())
            assert io.receive(fourth) == 1
        finally:
            fourth.close()
        other.sendto(b"any", endpoint.sock.getsockname())
        assert io.receive(endpoint) == 1
        size = endpoint.key_size
        assert io.names[0:size] == sockaddr.pack(*other.getsockname()[:2])[:size]

    def queue(self, io: DatagramIO, arena: Arena, texts: list[bytes], addresses: list[tuple[str, int]]) -> None:
        for slot, (text, address) in enumerate(zip(texts, addresses, strict=True)):
            arena.buffer[slot * SLOT : slot * SLOT + len(text)] = text
            io.out_lengths[slot] = len(text)
            io.out_names[slot] = io.name(sockaddr.pack(*address[:2]))

    def test_a_forgotten_address_is_gone(self, io: DatagramIO) -> None:
        handle = io.name(sockaddr.pack("127.0.0.1", 1))
        io.forget(handle)
        with pytest.raises(KeyError):
            io.forget(handle)
