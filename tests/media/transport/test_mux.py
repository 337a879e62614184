"""Claims about the demultiplexer, on both datagram backends: what is whose, and that junk harms nothing."""

import asyncio
import random
from collections.abc import AsyncIterator

import pytest

from media.core import rtcp
from media.transport.link import LinkState
from media.transport.mmsg import MmsgIO
from media.transport.plain import PlainIO
from tests.support.link import LinkUp, a_link
from tests.support.rtp import packet


@pytest.fixture(params=[MmsgIO, PlainIO])
async def up(request: pytest.FixtureRequest) -> AsyncIterator[LinkUp]:
    async with a_link(request.param) as up:
        await up.connect()
        up.statistics.dropped = 0
        yield up


@pytest.fixture
async def stranger(up: LinkUp) -> AsyncIterator[asyncio.DatagramTransport]:
    loop = asyncio.get_running_loop()
    address = ("127.0.0.1", up.endpoint.port)
    transport, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, remote_addr=address)
    yield transport
    transport.close()


async def test_rtp_and_rtcp_of_one_port_are_told_apart(up: LinkUp) -> None:
    up.peer.send_raw(packet(1, payload_type=96, marker=True))
    up.peer.send_rtcp(rtcp.receiver_report(1))
    up.peer.send_raw(packet(2, payload_type=111))
    await up.peer.check()
    assert [raw for raw, _ in up.packets] == [packet(1, payload_type=96, marker=True), packet(2, payload_type=111)]
    assert up.compounds == [rtcp.receiver_report(1)]
    assert up.statistics.rx == 2


async def test_every_batch_is_begun_and_flushed(up: LinkUp) -> None:
    await up.peer.check()
    assert up.batches[:2] == ["begin", "flush"]
    assert up.batches.count("begin") == up.batches.count("flush")


async def test_media_from_a_stranger_is_dropped(up: LinkUp, stranger: asyncio.DatagramTransport) -> None:
    stranger.sendto(up.peer._wire._tx_srtp.protect(packet(1)))
    stranger.sendto(up.peer._wire._tx_srtp.protect_rtcp(rtcp.receiver_report(1)))
    await up.peer.check()
    assert up.packets == []
    assert up.compounds == []
    assert up.statistics.dropped == 2


async def test_forged_and_replayed_media_are_errors(up: LinkUp) -> None:
    up.peer.send_junk(packet(1) + bytes(16))
    up.peer.send_junk(rtcp.receiver_report(1) + bytes(20))
    protected = up.peer._wire._tx_srtp.protect(packet(1))
    up.peer.send_junk(protected)
    up.peer.send_junk(protected)
    await up.peer.check()
    assert len(up.packets) == 1
    assert up.statistics.errors == 3


async def test_a_datagram_cut_off_is_dropped(up: LinkUp) -> None:
    up.peer.send_junk(packet(1, payload=bytes(3000)))
    await up.peer.check()
    assert (up.packets, up.statistics.dropped) == ([], 1)


async def test_junk_from_anybody_kills_nothing(up: LinkUp, stranger: asyncio.DatagramTransport) -> None:
    dice = random.Random(7)
    for round_ in range(200):
        for send in (up.peer.send_junk, stranger.sendto):
            junk = dice.randbytes(dice.choice((0, 1, 2, 3, 11, 12, 20, 28, 100, 1200)))
            # DTLS records of the peer itself are its own affair: an alert of its own ends its own link.
            send(junk if round_ % 2 and junk[:1] not in (b"\x14", b"\x15", b"\x16", b"\x17") else b"\x80" + junk)
        if round_ % 20 == 0:
            await up.peer.check()
    up.peer.send_raw(packet(1))
    await up.peer.check()
    assert up.packets[-1][0] == packet(1)
    assert LinkState.LOST not in up.states


async def test_a_link_that_was_removed_is_let_in_no_more(up: LinkUp) -> None:
    await up.link.close()
    up.mux.remove(up.link)
    up.mux.remove(up.link)
    up.peer.answered = False
    await up.peer.check(password="any" * 8)
    up.peer.send_raw(packet(1))
    assert up.packets == []
    assert up.peer.answered is False
