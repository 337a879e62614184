"""Claims about a peer put together from its offer."""

import pytest
from aiortc.sdp import SessionDescription

from media.core.sdp import Candidate
from signaling.protocol.media import Source, Track
from signaling.protocol.names import Role
from tests.support.forwarding import Forwarding
from tests.support.peers import a_peer
from tests.support.rtp import packet, vp8
from tests.support.rtp_peer import ssrc_of


@pytest.fixture
def way() -> Forwarding:
    return Forwarding()


async def test_a_window_publishes_three_tracks_and_is_sent_those_of_two_officials(way: Forwarding) -> None:
    peer, _ = a_peer(way, Role.WINDOW)
    sources = [peer.producers[index].source for index in range(3)]
    assert sources == [Source(Role.WINDOW, track) for track in (Track.VOICE, Track.CAMERA, Track.DOCUMENT)]
    assert set(peer.inbound.producers) == {ssrc_of(index) for index in range(3)}
    assert set(peer.feeds) == {0, 1, 2, 3, 4}
    assert peer.member.sends == {0, 1, 2}
    assert peer.member.receives == {0, 1, 2, 3, 4}


async def test_a_supervisor_publishes_nothing(way: Forwarding) -> None:
    peer, _ = a_peer(way, Role.SUPERVISOR)
    assert peer.producers == {}
    assert set(peer.feeds) == set(range(8))


async def test_the_answer_names_our_streams_and_addresses(way: Forwarding) -> None:
    peer, _ = a_peer(way, Role.WINDOW)
    answer = SessionDescription.parse(peer.answer((Candidate("192.0.2.1", 5),)))
    ssrcs = [[one.ssrc for one in media.ssrc] for media in answer.media]
    assert ssrcs == [[peer.feeds[line].ssrc] for line in range(5)]
    assert not {feed.ssrc for feed in peer.feeds.values()} & set(peer.inbound.producers)
    ice = answer.media[0].ice
    assert ice is not None
    assert ice.usernameFragment == peer.link.agent.ufrag


async def test_an_unnamed_stream_joins_its_line(way: Forwarding) -> None:
    peer, told = a_peer(way, Role.WINDOW, named=False)
    assert peer.inbound.producers == {}
    peer.inbound.rtp(packet(1, ssrc=7, payload=vp8(1), elements=[(4, b"1")]), 0)
    assert peer.producers[1].ssrc == 7
    assert told == [peer.producers[1]]
    assert peer.producers[1].packets == 1


async def test_a_second_stream_of_a_line_takes_the_place_of_the_first(way: Forwarding) -> None:
    peer, told = a_peer(way, Role.WINDOW)
    first = peer.producers[1]
    peer.inbound.rtp(packet(1, ssrc=ssrc_of(1), payload=vp8(1)), 0)
    peer.inbound.rtp(packet(1, ssrc=7, payload=vp8(1), elements=[(4, b"1")]), 0)
    assert peer.producers[1] is not first
    assert told == [peer.producers[1]]


async def test_a_peer_that_invents_streams_is_ignored_after_a_while(way: Forwarding) -> None:
    peer, _ = a_peer(way, Role.WINDOW)
    for ssrc in range(1, 200):
        peer.inbound.rtp(packet(1, ssrc=ssrc, payload=vp8(1), elements=[(4, b"1")]), 0)
    assert len(peer.inbound.producers) == 64


async def test_a_mid_that_is_none_of_ours_joins_nothing(way: Forwarding) -> None:
    peer, _ = a_peer(way, Role.WINDOW)
    peer.inbound.rtp(packet(1, ssrc=7, payload=vp8(1), elements=[(4, b"\xff9")]), 0)
    assert 7 not in peer.inbound.producers


async def test_closing_leaves_every_producer(way: Forwarding) -> None:
    peer, _ = a_peer(way, Role.WINDOW)
    producer = way.producer()
    peer.feeds[1].want(producer, 0)
    await peer.close()
    await peer.close()
    assert producer.waiting == []
