"""Claims about socket addresses: written as the kernel writes them."""

import socket

import pytest

from media.transport import sockaddr


@pytest.mark.parametrize(("address", "packed"), [("192.0.2.7", 4), ("2001:db8::7", 16)])
def test_an_address_reads_back(address: str, packed: int) -> None:
    name = sockaddr.pack(address, 4711)
    assert len(name) == sockaddr.NAME
    assert sockaddr.unpack(name)[:2] == (address, 4711)
    assert sockaddr.port(name) == 4711
    assert len(sockaddr.host(name)) == packed


def test_scopes_tell_link_local_neighbours_apart() -> None:
    size = sockaddr.key_size(socket.AF_INET6)
    first, second = (sockaddr.pack("fe80::1", 1, scope)[:size] for scope in (2, 3))
    assert first != second
    assert sockaddr.unpack(first) == ("fe80::1", 1, 0, 2)


def test_ports_and_hosts_tell_ipv4_neighbours_apart() -> None:
    size = sockaddr.key_size(socket.AF_INET)
    keys = {sockaddr.pack(host, port)[:size] for host in ("192.0.2.1", "192.0.2.2") for port in (1, 2)}
    assert len(keys) == 4
