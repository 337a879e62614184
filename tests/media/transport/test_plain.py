"""Claims about datagrams by the standard library: the contract of every backend."""

from media.transport.plain import PlainIO
from tests.support.datagram_contract import DatagramContract


class TestPlainIO(DatagramContract):
    make = PlainIO
