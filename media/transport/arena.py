"""
Fixed buffers for datagrams, in memory that libsrtp can work on in place.

One arena receives and one sends, shared by all sockets of a node: everything happens synchronously within one wake-up
of the event loop, so no datagram outlives its batch here.
"""

from typing import Protocol

from _cffi_backend import _CDataBase as CData  # cffi names the type of its values only here.
from pylibsrtp._binding import ffi

__all__ = ["MAX_DATAGRAM", "SLOT", "SLOTS", "Arena", "CData", "Names", "Slots"]

SLOTS = 64  # Datagrams a batch.
SLOT = 2048  # Octets between datagrams: the largest datagram and libsrtp's largest trailer (16 + 128) fit.
MAX_DATAGRAM = 1600  # Octets. WebRTC keeps below 1,500; what is longer was truncated or is not ours.


class Arena:
    """`SLOTS` buffers in one block: as addresses for C, and as one writable buffer for Python."""

    def __init__(self) -> None:
        block = ffi.new("char[]", SLOTS * SLOT)
        self.base = int(ffi.cast("uintptr_t", block))
        self.buffer = ffi.buffer(block)  # Keeps the block alive; slices of it are bytes.
        self.view = memoryview(self.buffer)  # Single octets read faster through a view.
        self.pointers = [block + index * SLOT for index in range(SLOTS)]


class Slots(Protocol):
    """One number a slot: a strided view of C structures, or a list."""

    def __getitem__(self, slot: int, /) -> int: ...
    def __setitem__(self, slot: int, number: int, /) -> None: ...


class Names(Protocol):
    """Socket addresses side by side; a slice of them is bytes."""

    def __getitem__(self, part: slice, /) -> bytes: ...
