"""Claims about datagrams by recvmmsg and sendmmsg: the contract of every backend."""

import pytest

from media.transport import mmsg
from tests.support.datagram_contract import DatagramContract


@pytest.mark.skipif(not mmsg.is_available(), reason="this platform has no recvmmsg")
class TestMmsgIO(DatagramContract):
    make = mmsg.MmsgIO


def test_linux_has_it() -> None:
    assert mmsg.is_available()
