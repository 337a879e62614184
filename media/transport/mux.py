"""
The demultiplexer: one UDP port, every peer of the node behind it (RFC 7983, RFC 9443 §3).

A datagram is somebody's only once its address has passed an authenticated check; DTLS and SRTP from elsewhere are
dropped unread, since a single stray plaintext alert would end a handshake. A wake-up of the event loop reads one batch,
unprotects it in place, gives each packet to its link's owner, and sends what came of it in one go.
"""

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

import msgspec

from media.core.stun import read_check
from media.transport import srtp
from media.transport.arena import MAX_DATAGRAM, SLOT, SLOTS, Arena, Names, Slots
from media.transport.endpoint import Endpoint
from media.transport.link import Link
from media.transport.pace import Reader
from media.transport.sockaddr import NAME


class Statistics(msgspec.Struct):
    """What the node's sockets have seen since it started; counts of datagrams."""

    rx: int = 0  # RTP packets received and unprotected.
    tx: int = 0  # RTP packets sent.
    dropped: int = 0  # From strangers, truncated, or no datagram of ours.
    errors: int = 0  # Forged, replayed, or refused by the kernel when sent.


class DatagramIO(Protocol):
    """Batches of datagrams: `mmsg.MmsgIO` or `plain.PlainIO`."""

    @property
    def lengths(self) -> Slots: ...
    @property
    def names(self) -> Names: ...
    @property
    def seconds(self) -> Slots: ...
    @property
    def nanoseconds(self) -> Slots: ...
    @property
    def shift_ns(self) -> int: ...
    @property
    def out_lengths(self) -> Slots: ...
    @property
    def out_names(self) -> Slots: ...
    def receive(self, endpoint: Endpoint) -> int: ...
    def send(self, endpoint: Endpoint, count: int) -> int: ...
    def name(self, sockaddr: bytes) -> int: ...
    def forget(self, handle: int) -> None: ...


class Mux:
    """The node's sockets and the way from a datagram to its link."""

    def __init__(
        self,
        endpoints: Sequence[Endpoint],
        io: DatagramIO,
        incoming: Arena,
        statistics: Statistics,
        *,
        begin: Callable[[int], None],
        flush: Callable[[], None],
    ) -> None:
        """
        Args:
            begin, flush: Called before (with the time in ns) and after each batch.
        """
        self.endpoints = endpoints
        self._io = io
        self._arena = incoming
        self._statistics = statistics
        self._begin = begin
        self._flush = flush
        self._links: dict[bytes, Link] = {}  # By our ufrag.
        self._readers: list[Reader] = []

    def start(self) -> None:
        """Read from now on, on the running event loop."""
        for endpoint in self.endpoints:
            read, received = partial(self._read, endpoint), endpoint.count_received
            self._readers.append(Reader(endpoint.fd, read, received))

    def stop(self) -> None:
        """Stop reading and close the sockets."""
        for reader in self._readers:
            reader.close()
        for endpoint in self.endpoints:
            endpoint.close()

    @property
    def is_behind(self) -> bool:
        """Whether datagrams come faster than we read them: what is missing may be waiting, or lost by ourselves."""
        return any(reader.is_behind for reader in self._readers)

    def add(self, link: Link) -> None:
        """Let checks with this link's credentials in."""
        self._links[link.agent.ufrag.encode()] = link

    def remove(self, link: Link) -> None:
        """Refuse this link's credentials from now on. Idempotent."""
        self._links.pop(link.agent.ufrag.encode(), None)

    def _read(self, endpoint: Endpoint) -> bool:
        """Take in one batch; tell whether it was full."""
        count = self._io.receive(endpoint)
        if not count:
            return False
        endpoint.received += count
        now_ns = time.monotonic_ns()
        self._begin(now_ns)
        lengths, view, buffer = self._io.lengths, self._arena.view, self._arena.buffer
        names = self._io.names[: count * NAME]
        pointers, paths, key_size = self._arena.pointers, endpoint.paths, endpoint.key_size
        seconds, nanoseconds, shift_ns = self._io.seconds, self._io.nanoseconds, self._io.shift_ns
        unprotect, length = srtp.unprotect, srtp.length
        received = 0
        at, named = -SLOT, -NAME
        for slot in range(count):
            size = lengths[slot]
            at += SLOT
            named += NAME
            if size > MAX_DATAGRAM:  # Cut off by the kernel.
                self._statistics.dropped += 1
                continue
            path = paths.get(names[named : named + key_size])
            inbound = None if path is None else path.link.inbound
            if path is None or inbound is None or view[at] & 0xC0 != 0x80 or 191 < view[at + 1] < 224:
                name = names[named : named + key_size].ljust(NAME, b"\0")
                self._other(buffer[at : at + size], endpoint, name, now_ns)
                continue
            path.heard_ns = now_ns
            length[0] = size
            if unprotect(inbound, pointers[slot], length):
                self._statistics.errors += 1
                continue
            received += 1
            # The one copy: caching, recording and forwarding all share these bytes.
            arrival_ns = seconds[slot] * 1_000_000_000 + nanoseconds[slot] + shift_ns
            path.link.on_rtp(buffer[at : at + length[0]], arrival_ns)
        self._statistics.rx += received
        self._flush()
        return count == SLOTS

    def _other(self, datagram: bytes, endpoint: Endpoint, name: bytes, now_ns: int) -> None:
        """Take whatever is no RTP of a connected peer."""
        first = datagram[0] if datagram else 255
        if first < 4:
            check = read_check(datagram)
            link = None if check is None else self._links.get(check.username.partition(b":")[0])
            if check is not None and link is not None and link.agent.accepts(check):
                link.checked(check, endpoint, name, now_ns)
                return
        path = endpoint.paths.get(name[: endpoint.key_size])
        if path is not None:
            if 19 < first < 64 and path.link.dtls(datagram):
                path.heard_ns = now_ns
                return
            sessions = path.link.sessions
            if sessions is not None and first & 0xC0 == 0x80:
                compound = sessions.unprotect_rtcp(datagram)
                if compound is not None:
                    path.heard_ns = now_ns
                    path.link.on_rtcp(compound, now_ns)
                    return
                self._statistics.errors += 1
                return
        self._statistics.dropped += 1
