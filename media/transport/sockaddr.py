"""
Socket addresses as the kernel writes them: the key by which a datagram finds its peer.

A name is `struct sockaddr_in` or `sockaddr_in6`, zero-padded to `NAME` octets (ip(7), ipv6(7)). The first `key_size`
octets tell two senders apart: family, port and address, for IPv6 flow label and scope too.
"""

import socket
import struct
import sys

NAME = 28  # sizeof(struct sockaddr_in6), the longer of the two.
_FAMILY = struct.Struct("=H")


def key_size(family: int) -> int:
    """Return how many octets of a name identify the sender."""
    return 28 if family == socket.AF_INET6 else 8


def pack(address: str, port: int, scope: int = 0) -> bytes:
    """Return the name of an address and port."""
    if ":" in address:
        packed = socket.inet_pton(socket.AF_INET6, address.partition("%")[0])
        head = _FAMILY.pack(socket.AF_INET6) + port.to_bytes(2, "big") + bytes(4) + packed
        return head + scope.to_bytes(4, sys.byteorder)
    name = _FAMILY.pack(socket.AF_INET) + port.to_bytes(2, "big") + socket.inet_aton(address)
    return name.ljust(NAME, b"\0")


def host(name: bytes) -> bytes:
    """Return the packed IP address of a name: 4 or 16 octets."""
    return name[8:24] if _is_ipv6(name) else name[4:8]


def port(name: bytes) -> int:
    """Return the port of a name."""
    return int.from_bytes(name[2:4], "big")


def unpack(name: bytes) -> tuple[str, int] | tuple[str, int, int, int]:
    """Return a name as Python's socket module wants it."""
    if _is_ipv6(name):
        text = socket.inet_ntop(socket.AF_INET6, name[8:24])
        return text, port(name), 0, int.from_bytes(name[24:28], sys.byteorder)
    return socket.inet_ntoa(name[4:8]), port(name)


def _is_ipv6(name: bytes) -> bool:
    return bool(_FAMILY.unpack_from(name)[0] == socket.AF_INET6)
