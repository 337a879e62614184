"""One local UDP address of the node: its socket, and the paths of peers that have proved themselves to it."""

import contextlib
import socket
import sys
from typing import TYPE_CHECKING

from media.transport import sockaddr

if TYPE_CHECKING:
    from media.transport.link import Link

_SO_TIMESTAMPNS = 35  # asm-generic/socket.h; the standard library does not name it.
_SO_FORCE = {socket.SO_RCVBUF: 33, socket.SO_SNDBUF: 32}  # The same beyond the system's limit, for root only.
_BUFFER = 16 << 20  # Octets; a keyframe to each of a hundred subscribers must fit while Python is elsewhere.


class Path:
    """A remote address that has passed an authenticated check on one of our sockets."""

    __slots__ = ("address", "endpoint", "heard_ns", "link", "name")

    def __init__(self, link: "Link", endpoint: "Endpoint", name: bytes, now_ns: int) -> None:
        self.link = link
        self.endpoint = endpoint
        self.name = name  # The whole socket address (transport.sockaddr), padded.
        self.address = sockaddr.unpack(name)  # The same, as Python's socket module wants it.
        self.heard_ns = now_ns  # Written by the demultiplexer for every datagram.


class Endpoint:
    """
    A bound, non-blocking UDP socket.

    One socket per local address, so that an answer leaves from the address that was asked.
    """

    def __init__(self, address: str, port: int) -> None:
        """Bind; raises OSError where the address is not this machine's or the port is taken."""
        self.is_ipv6 = ":" in address
        self.sock = socket.socket(socket.AF_INET6 if self.is_ipv6 else socket.AF_INET, socket.SOCK_DGRAM)
        try:
            if self.is_ipv6:
                self.sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            self.sock.setblocking(False)
            for option in (socket.SO_RCVBUF, socket.SO_SNDBUF):
                self._enlarge(option)
            if sys.platform == "linux":
                self.sock.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPNS, 1)
            self.sock.bind((address, port))
        except OSError:
            self.sock.close()
            raise
        self.fd = self.sock.fileno()
        self.address = address
        self.port: int = self.sock.getsockname()[1]
        self.key_size = sockaddr.key_size(self.sock.family)
        self.paths: dict[bytes, Path] = {}
        self.received = 0  # Datagrams.

    def _enlarge(self, option: int) -> None:
        """Ask for the whole buffer; the system grants its limit (net.core.rmem_max) to whoever is not root."""
        if sys.platform == "linux":
            with contextlib.suppress(PermissionError):
                self.sock.setsockopt(socket.SOL_SOCKET, _SO_FORCE[option], _BUFFER)
                return
        self.sock.setsockopt(socket.SOL_SOCKET, option, _BUFFER)

    def count_received(self) -> int:
        """Return how many datagrams have been received."""
        return self.received

    def forget(self, path: Path) -> None:
        """Let datagrams from this address be a stranger's again."""
        self.paths.pop(path.name[: self.key_size], None)

    def close(self) -> None:
        """Close the socket. Idempotent."""
        self.sock.close()

    def send(self, datagram: bytes, address: tuple[str, int] | tuple[str, int, int, int]) -> None:
        """Send one datagram. A full socket buffer or an unreachable address loses it, as the network may."""
        with contextlib.suppress(OSError):
            self.sock.sendto(datagram, address)
