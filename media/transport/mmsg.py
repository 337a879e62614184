"""
Many datagrams a system call: recvmmsg(2) and sendmmsg(2) through cffi's ABI mode, so that nothing is compiled.

Same behaviour as `plain.PlainIO`, which serves where the C library lacks these calls. The structures are Linux's on
64-bit machines; cffi lays them out by the platform's own alignment rules.
"""

import errno
import sys
import time
from collections.abc import Callable

from cffi import FFI

from media.transport.arena import MAX_DATAGRAM, SLOT, SLOTS, Arena, CData
from media.transport.endpoint import Endpoint
from media.transport.sockaddr import NAME

_MSG_DONTWAIT = 0x40

_ffi = FFI()
_ffi.cdef(
    """
    struct iovec { void *iov_base; size_t iov_len; };
    struct msghdr {
        void *msg_name; unsigned int msg_namelen; struct iovec *msg_iov; size_t msg_iovlen;
        void *msg_control; size_t msg_controllen; int msg_flags;
    };
    struct mmsghdr { struct msghdr msg_hdr; unsigned int msg_len; };
    struct arrival { size_t cmsg_len; int cmsg_level; int cmsg_type; int64_t seconds; int64_t nanoseconds; };
    int recvmmsg(int fd, struct mmsghdr *messages, unsigned int count, int flags, void *timeout);
    int sendmmsg(int fd, struct mmsghdr *messages, unsigned int count, int flags);
    """
)
_MESSAGE = _ffi.sizeof("struct mmsghdr")
_ARRIVAL = _ffi.sizeof("struct arrival")


def is_available() -> bool:
    """Tell whether this platform has both calls."""
    if sys.platform != "linux" or sys.maxsize < 1 << 32:
        return False
    library = _ffi.dlopen(None)
    return hasattr(library, "recvmmsg") and hasattr(library, "sendmmsg")


def _call(name: str) -> Callable[..., int]:
    """Return a function of the C library."""
    function: Callable[..., int] = getattr(_ffi.dlopen(None), name)
    return function


class MmsgIO:
    """
    Batches of datagrams by one system call each way.

    A datagram came at `seconds` and `nanoseconds` of the wall clock, by the kernel's stamp; `shift_ns` more is its time
    on the monotonic clock. What a datagram waited for us must not look like delay of the network to its sender.
    """

    def __init__(self, incoming: Arena, outgoing: Arena) -> None:
        self._recvmmsg = _call("recvmmsg")
        self._sendmmsg = _call("sendmmsg")
        self._kept: dict[int, object] = {}
        self._in_names = _ffi.new("char[]", SLOTS * NAME)
        self._in_vectors, self._in = self._messages(incoming, MAX_DATAGRAM + 1)
        self._in_times = _ffi.new("struct arrival[]", SLOTS)
        for index in range(SLOTS):
            header = self._in[index].msg_hdr
            header.msg_name = self._in_names + index * NAME
            header.msg_control, header.msg_controllen = self._in_times + index, _ARRIVAL
        times = memoryview(_ffi.buffer(self._in_times)).cast("q")
        self._seconds, self._nanoseconds = times[2 :: _ARRIVAL // 8], times[3 :: _ARRIVAL // 8]
        self.seconds, self.nanoseconds = self._seconds.tolist(), self._nanoseconds.tolist()
        self.shift_ns = 0
        self._out_vectors, self._out = self._messages(outgoing, 0)
        # Strided views of the structures: the forwarding loop writes plain integers, no cdata per packet; what it reads
        # is copied to lists once a batch.
        words = memoryview(_ffi.buffer(self._in)).cast("I")
        self._lengths = words[_ffi.offsetof("struct mmsghdr", "msg_len") // 4 :: _MESSAGE // 4]
        self.lengths = self._lengths.tolist()
        self._name_sizes = words[2 :: _MESSAGE // 4]
        self.names = _ffi.buffer(self._in_names)
        self.out_lengths = memoryview(_ffi.buffer(self._out_vectors)).cast("Q")[1::2]
        self.out_names = memoryview(_ffi.buffer(self._out)).cast("Q")[:: _MESSAGE // 8]

    def _messages(self, arena: Arena, size: int) -> tuple[CData, CData]:
        vectors = _ffi.new("struct iovec[]", SLOTS)
        messages = _ffi.new("struct mmsghdr[]", SLOTS)
        for index in range(SLOTS):
            vectors[index].iov_base = _ffi.cast("void *", arena.base + index * SLOT)
            vectors[index].iov_len = size
            header = messages[index].msg_hdr
            header.msg_iov, header.msg_iovlen, header.msg_namelen = vectors + index, 1, NAME
        return vectors, messages

    def receive(self, endpoint: Endpoint) -> int:
        """Fill the incoming arena, `lengths` and `names`; return how many datagrams came (0: none waiting)."""
        if endpoint.is_ipv6:
            # The kernel wrote IPv4's shorter name sizes into what other sockets used: it would cut IPv6 names.
            for index in range(SLOTS):
                self._name_sizes[index] = NAME
        count = self._recvmmsg(endpoint.fd, self._in, SLOTS, _MSG_DONTWAIT, _ffi.NULL)
        self.shift_ns = time.monotonic_ns() - time.time_ns()
        if count <= 0:
            return 0
        self.lengths = self._lengths[:count].tolist()
        self.seconds, self.nanoseconds = self._seconds[:count].tolist(), self._nanoseconds[:count].tolist()
        return count

    def send(self, endpoint: Endpoint, count: int) -> int:
        """Send the first `count` slots of the outgoing arena; return how many of them the kernel refused."""
        fd, done, failed = endpoint.fd, 0, 0
        while done < count:
            sent = self._sendmmsg(fd, self._out + done, count - done, _MSG_DONTWAIT)
            if sent < 0:
                if _ffi.errno == errno.EINTR:
                    continue
                # The entry at the front failed (sendmmsg(2): an error is told only if it is the first's). Its own
                # address or size may be at fault: the others must not suffer for it.
                sent = 1
                failed += 1
            done += sent
        return failed

    def name(self, sockaddr: bytes) -> int:
        """Return a handle of an address for `out_names`; give it back with `forget`."""
        kept = _ffi.new("char[]", sockaddr.ljust(NAME, b"\0"))
        handle = int(_ffi.cast("uintptr_t", kept))
        self._kept[handle] = kept
        return handle

    def forget(self, handle: int) -> None:
        """Free an address; the caller no longer uses its handle."""
        del self._kept[handle]
