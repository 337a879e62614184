"""Datagrams one system call each, by the standard library alone: where recvmmsg and sendmmsg are missing."""

import itertools
import time

from pylibsrtp._binding import ffi

from media.transport import sockaddr
from media.transport.arena import MAX_DATAGRAM, SLOT, SLOTS, Arena
from media.transport.endpoint import Endpoint


class PlainIO:
    """The behaviour of `mmsg.MmsgIO` on recvfrom and sendto, save that a datagram comes when it is read."""

    def __init__(self, incoming: Arena, outgoing: Arena) -> None:
        size = MAX_DATAGRAM + 1
        self._in = [incoming.view[index * SLOT : index * SLOT + size] for index in range(SLOTS)]
        self._out = outgoing.view
        self._addresses: dict[int, tuple[str, int] | tuple[str, int, int, int]] = {}
        self._handles = itertools.count(1)
        self.lengths = [0] * SLOTS
        self.names = ffi.buffer(ffi.new("char[]", SLOTS * sockaddr.NAME))  # Unlike a bytearray's, its slices are bytes.
        self.seconds = [0] * SLOTS
        self.nanoseconds = [0] * SLOTS
        self.shift_ns = 0
        self.out_lengths = [0] * SLOTS
        self.out_names = [0] * SLOTS

    def receive(self, endpoint: Endpoint) -> int:
        """Fill the incoming arena, `lengths` and `names`; return how many datagrams came (0: none waiting)."""
        self.shift_ns = time.monotonic_ns()
        for index in range(SLOTS):
            try:
                self.lengths[index], address = endpoint.sock.recvfrom_into(self._in[index])
            except OSError:
                return index
            scope = address[3] if len(address) == 4 else 0
            name = sockaddr.pack(address[0], address[1], scope)
            self.names[index * sockaddr.NAME : (index + 1) * sockaddr.NAME] = name
        return SLOTS

    def send(self, endpoint: Endpoint, count: int) -> int:
        """Send the first `count` slots of the outgoing arena; return how many of them the kernel refused."""
        failed = 0
        for index in range(count):
            begin = index * SLOT
            try:
                endpoint.sock.sendto(
                    self._out[begin : begin + self.out_lengths[index]], self._addresses[self.out_names[index]]
                )
            except OSError:
                failed += 1
        return failed

    def name(self, address: bytes) -> int:
        """Return a handle of an address for `out_names`; give it back with `forget`."""
        handle = next(self._handles)
        self._addresses[handle] = sockaddr.unpack(address)
        return handle

    def forget(self, handle: int) -> None:
        """Free an address; the caller no longer uses its handle."""
        del self._addresses[handle]
