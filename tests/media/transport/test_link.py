"""Claims about a peer's transport, over real sockets: who may speak, and when it is over."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from media.transport.ice import CONSENT_NS
from media.transport.link import LinkState
from tests.support.link import LinkUp, a_link
from tests.support.rtp import packet

FATAL_ALERT = b"\x15\xfe\xfd" + bytes(8) + b"\x00\x02\x02\x28"  # Plain: handshake_failure.


@pytest.fixture
async def up() -> AsyncIterator[LinkUp]:
    async with a_link() as up:
        yield up


async def test_a_link_comes_up_with_the_preferred_cipher(up: LinkUp) -> None:
    await up.connect()
    assert up.states == [LinkState.CONNECTED]
    assert up.link.profile == "SRTP_AEAD_AES_256_GCM"
    assert len(up.moves) == 1


async def test_dtls_starts_with_the_first_check_and_not_with_nomination(up: LinkUp) -> None:
    await up.answer()
    await up.peer.check(nominate=False)
    await up.peer.shake_hands()


async def test_a_check_with_a_wrong_password_is_not_answered(up: LinkUp) -> None:
    await up.answer()
    await up.peer.check(password="wrong" * 5)
    await up.peer.check()
    assert up.statistics.dropped == 1
    assert len(up.agent.paths) == 1


async def test_dtls_from_an_address_that_proved_nothing_ends_no_handshake(up: LinkUp) -> None:
    await up.answer()
    await up.peer.check()
    loop = asyncio.get_running_loop()
    address = ("127.0.0.1", up.endpoint.port)
    stranger, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, remote_addr=address)
    for _ in range(5):
        stranger.sendto(FATAL_ALERT)
    await up.peer.shake_hands()
    await up.until_state(LinkState.CONNECTED)
    stranger.close()
    assert up.statistics.dropped == 5
    assert up.states == [LinkState.CONNECTED]


async def test_another_certificate_than_the_offers_is_refused(up: LinkUp) -> None:
    await up.answer(honest=False)
    await up.peer.check()
    await up.peer.shake_hands()
    await up.until_state(LinkState.LOST)
    assert up.link.inbound is None


async def test_media_comes_with_the_time_it_arrived(up: LinkUp) -> None:
    await up.connect()
    before = time.monotonic_ns()
    up.peer.send_raw(packet(1))
    await up.peer.check()
    ((raw, arrival_ns),) = up.packets
    assert raw == packet(1)
    assert before - 1_000_000 < arrival_ns < time.monotonic_ns() + 1_000_000


async def test_a_peer_that_moves_is_followed_when_it_nominates(up: LinkUp) -> None:
    await up.connect()
    former = up.link.path
    await up.peer.move()
    await up.peer.check(nominate=True)
    assert up.link.path is not former
    assert up.moves[-1] is up.link.path
    up.peer.send_raw(packet(1))
    await up.peer.check()
    assert len(up.packets) == 1


async def test_a_peer_that_closes_is_lost(up: LinkUp) -> None:
    await up.connect()
    await up.peer._wire.stop()
    await up.until_state(LinkState.LOST)
    assert up.states == [LinkState.CONNECTED, LinkState.LOST]


async def test_a_peer_without_consent_is_lost_once(up: LinkUp) -> None:
    await up.connect()
    now_ns = time.monotonic_ns()
    up.link.check_consent(now_ns)
    assert up.states == [LinkState.CONNECTED]
    up.link.check_consent(now_ns + CONSENT_NS)
    up.link.check_consent(now_ns + CONSENT_NS)
    assert up.states == [LinkState.CONNECTED, LinkState.LOST]


async def test_closing_tells_the_peer_and_forgets_its_addresses(up: LinkUp) -> None:
    await up.connect()
    await up.link.close()
    await up.link.close()
    await up.peer.until(lambda: up.peer.closed)
    assert up.endpoint.paths == {}
    assert up.states == [LinkState.CONNECTED], "who closes knows it"


async def test_a_link_closed_in_mid_handshake_leaves_no_task(up: LinkUp) -> None:
    await up.answer()
    await up.peer.check()
    await up.link.close()
    assert up.link.path is None
