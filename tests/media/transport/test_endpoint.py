"""Claims about sockets."""

import socket

import pytest

from media.transport.endpoint import Endpoint


def test_an_endpoint_sends_from_its_own_address() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        other.settimeout(5)
        endpoint = Endpoint("127.0.0.1", 0)
        endpoint.send(b"hello", other.getsockname())
        assert other.recvfrom(10) == (b"hello", ("127.0.0.1", endpoint.port))
        endpoint.close()


def test_a_taken_port_is_said_so() -> None:
    endpoint = Endpoint("127.0.0.1", 0)
    with pytest.raises(OSError, match="in use"):
        Endpoint("127.0.0.1", endpoint.port)
    endpoint.close()


def test_another_machines_address_cannot_be_bound() -> None:
    with pytest.raises(OSError, match="assign"):
        Endpoint("198.51.100.1", 0)


def test_what_cannot_be_sent_is_lost_as_on_a_network() -> None:
    endpoint = Endpoint("127.0.0.1", 0)
    endpoint.send(b"nowhere", ("127.0.0.1", 0))
    endpoint.close()
    endpoint.close()
