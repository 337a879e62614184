"""Claims about the node: grants, events, and calls of real aiortc peers through it over UDP on loopback."""

import asyncio
import time

import pytest
from av import AudioFrame, VideoFrame

from media.engines import embedded
from media.node import MediaNode
from signaling.ports import MediaEvent, PeerEvent, PeerState, QualityEvent, Refused
from signaling.protocol.codes import Code
from signaling.protocol.names import PeerId, Role
from signaling.protocol.views import QualityWord
from tests.support.media_call import SESSION, Caller, Desk, frames
from tests.support.rtp_peer import RtpPeer


async def refusal(node: MediaNode, grant: str, offer: str) -> Code:
    with pytest.raises(Refused) as refused:
        await node.join(grant, offer)
    return refused.value.code


async def test_two_peers_see_and_hear_each_other_through_the_node(node: MediaNode, desk: Desk) -> None:
    window, official = Caller(Role.WINDOW), Caller(Role.OFFICIAL)
    await window.join(node, desk.grant(Role.WINDOW, "w1"))
    await desk.peer_is("w1", PeerState.CONNECTED)
    await official.join(node, desk.grant(Role.OFFICIAL, "o1"))
    await desk.peer_is("o1", PeerState.CONNECTED)
    got = await asyncio.gather(
        frames(official.receives(0), 10),
        frames(official.receives(1), 10),
        frames(official.receives(2), 10),
        frames(window.receives(0), 10),
        frames(window.receives(1), 10),
    )
    assert [type(one[0]) for one in got] == [AudioFrame, VideoFrame, VideoFrame, AudioFrame, VideoFrame]
    await window.close()
    await official.close()
    await desk.peer_is("w1", PeerState.LOST)
    statistics = node.statistics()
    assert statistics.rx > 50
    assert statistics.tx > 50
    assert statistics.errors == 0


async def test_a_grant_is_spent_once(node: MediaNode, desk: Desk) -> None:
    grant, offer = desk.grant(Role.WINDOW, "w1"), RtpPeer(Role.WINDOW).offer()
    joined = await node.join(grant, offer)
    assert await refusal(node, grant, RtpPeer(Role.WINDOW).offer()) is Code.GRANT_USED
    assert await node.join(grant, offer) == joined, "the answer got lost on its way"


async def test_an_expired_grant_is_refused_but_its_answer_is_kept(node: MediaNode, desk: Desk) -> None:
    offer = RtpPeer(Role.WINDOW).offer()
    assert await refusal(node, desk.grant(Role.WINDOW, "w1", expires=time.time() - 60), offer) is Code.GRANT_EXPIRED


async def test_another_nodes_grant_is_invalid(node: MediaNode, desk: Desk) -> None:
    grant = desk.grant(Role.WINDOW, "w1", node="other")
    assert await refusal(node, grant, RtpPeer(Role.WINDOW).offer()) is Code.GRANT_INVALID


async def test_a_bad_offer_does_not_spend_the_grant(node: MediaNode, desk: Desk) -> None:
    grant = desk.grant(Role.WINDOW, "w1")
    assert await refusal(node, grant, "junk") is Code.OFFER_INVALID
    assert await refusal(node, grant, RtpPeer(Role.SUPERVISOR).offer()) is Code.OFFER_INVALID
    await node.join(grant, RtpPeer(Role.WINDOW).offer())


async def test_a_peer_leaves_by_its_own_grant_and_location(node: MediaNode, desk: Desk) -> None:
    grant, other = desk.grant(Role.WINDOW, "w1"), desk.grant(Role.OFFICIAL, "o1")
    joined = await node.join(grant, RtpPeer(Role.WINDOW).offer())
    for bearer, location in ((other, joined.location), (grant, "elsewhere")):
        with pytest.raises(Refused, match="not-found"):
            await node.leave(bearer, location)
    await node.leave(grant, joined.location)
    await desk.peer_is("w1", PeerState.CLOSED)
    with pytest.raises(Refused, match="not-found"):
        await node.leave(grant, joined.location)


async def test_a_closed_peers_grant_stays_used(node: MediaNode, desk: Desk) -> None:
    grant, offer = desk.grant(Role.WINDOW, "w1"), RtpPeer(Role.WINDOW).offer()
    await node.join(grant, offer)
    node.close_peer(SESSION, PeerId("w1"))
    assert await refusal(node, grant, offer) is Code.GRANT_USED


async def test_events_tell_how_a_peer_fares(node: MediaNode, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "_QUALITY_TICKS", 4)  # 100 ms instead of 5 s.
    window = RtpPeer(Role.WINDOW)
    await window.join(node, desk, "w1")
    quality = await desk.event(lambda one: isinstance(one, QualityEvent))
    node.close(SESSION)
    node.close(SESSION)
    await desk.peer_is("w1", PeerState.CLOSED)
    assert isinstance(quality, QualityEvent)
    assert (quality.session, quality.peer, quality.role, quality.loss) == (SESSION, "w1", Role.WINDOW, 0)
    assert quality.word is QualityWord.GOOD
    states = [one.state for one in desk.events if isinstance(one, PeerEvent)]
    assert states == [PeerState.CONNECTED, PeerState.CLOSED]


async def test_every_listener_is_told(node: MediaNode, desk: Desk) -> None:
    events: list[MediaEvent] = []
    node.watch(events.append)
    await node.join(desk.grant(Role.WINDOW, "w1"), RtpPeer(Role.WINDOW).offer())
    node.close(SESSION)
    assert events == desk.events
    assert len(events) == 1


async def test_sessions_do_not_hear_each_other(node: MediaNode, desk: Desk) -> None:
    window, official = RtpPeer(Role.WINDOW), RtpPeer(Role.OFFICIAL)
    await window.join(node, desk, "w1")
    joined = await node.join(desk.grant(Role.OFFICIAL, "o1", session="other"), official.offer())
    await official.open(joined.answer)
    await official.check()
    await official.shake_hands()
    await desk.peer_is("o1", PeerState.CONNECTED)
    window.send_frames(1, 1, 2)
    await window.check()
    await official.check()
    assert official.got[1] == []
    assert node.statistics().tx == 0
