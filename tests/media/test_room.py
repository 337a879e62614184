"""Claims about a session's media."""

import pytest

from media.core import rtcp
from media.peer import Peer
from media.room import Room
from signaling.protocol.media import Source, Track
from signaling.protocol.names import Role, SessionId
from tests.support.forwarding import Forwarding
from tests.support.media_call import MemoryRecorder
from tests.support.peers import a_peer
from tests.support.rtp import packet, vp8
from tests.support.rtp_peer import ssrc_of

SECOND = 1_000_000_000
CAMERA = Source(Role.WINDOW, Track.CAMERA)


@pytest.fixture
def way() -> Forwarding:
    return Forwarding()


@pytest.fixture
async def pair(way: Forwarding) -> tuple[Room, Peer, Peer]:
    room = Room()
    window, official = a_peer(way, Role.WINDOW, name="w")[0], a_peer(way, Role.OFFICIAL, name="o")[0]
    for peer in (window, official):
        room.add(peer)
    return room, window, official


async def test_peers_want_each_other(pair: tuple[Room, Peer, Peer]) -> None:
    _, window, official = pair
    nobody = [None, None]  # The second official has not come.
    assert [feed.wanted for feed in window.feeds.values()] == [*official.producers.values(), *nobody]
    assert [feed.wanted for feed in official.feeds.values()] == [*window.producers.values(), *nobody]


async def test_whoever_leaves_is_wanted_no_more(pair: tuple[Room, Peer, Peer]) -> None:
    room, window, official = pair
    room.remove(window)
    room.remove(window)
    assert [feed.wanted for feed in official.feeds.values()] == [None] * 5


async def test_a_shut_edge_is_not_wanted(pair: tuple[Room, Peer, Peer]) -> None:
    room, _, official = pair
    room.set_edge(CAMERA, Role.OFFICIAL, on=False)
    assert official.feeds[1].wanted is None
    assert official.feeds[2].wanted is not None


async def test_a_new_stream_of_a_line_is_wanted_in_its_place(pair: tuple[Room, Peer, Peer]) -> None:
    room, window, official = pair
    window.inbound.rtp(packet(1, ssrc=ssrc_of(1), payload=vp8(1)), 0)
    window.inbound.rtp(packet(1, ssrc=7, payload=vp8(1), elements=[(4, b"1")]), 0)
    room.replace(window.producers[1])
    assert official.feeds[1].wanted is window.producers[1]


async def test_everybody_is_recorded_before_and_after(pair: tuple[Room, Peer, Peer], way: Forwarding) -> None:
    room, window, official = pair
    recorder = MemoryRecorder(SessionId("s"))
    room.record(recorder)
    room.add(a_peer(way, Role.SUPERVISOR, name="s")[0])
    room.add(a_peer(way, Role.WINDOW, name="w2")[0])
    assert len(recorder.tracks) == 3 + 3 + 3
    window.inbound.rtp(packet(1, ssrc=ssrc_of(1), payload=vp8(1)), 0)
    official.inbound.rtp(packet(1, ssrc=ssrc_of(0), payload_type=111), 0)
    assert sorted(len(packets) for packets in recorder.packets.values()) == [0] * 7 + [1, 1]
    assert window.producers[1].keyframes.wanted


async def test_a_recording_begun_again_ends_the_former(pair: tuple[Room, Peer, Peer]) -> None:
    room, window, _ = pair
    former, newer = MemoryRecorder(SessionId("s")), MemoryRecorder(SessionId("s"))
    room.record(former)
    room.record(newer)
    window.inbound.rtp(packet(1, ssrc=ssrc_of(1), payload=vp8(1)), 0)
    assert former.closed
    assert sum(len(packets) for packets in newer.packets.values()) == 1
    room.finish_recording()
    room.finish_recording()
    window.inbound.rtp(packet(2, ssrc=ssrc_of(1), payload=vp8(1)), 0)
    assert sum(len(packets) for packets in newer.packets.values()) == 1


async def test_a_segment_begins_at_keyframes(pair: tuple[Room, Peer, Peer]) -> None:
    room, window, _ = pair
    room.rotate()
    recorder = MemoryRecorder(SessionId("s"))
    room.record(recorder)
    camera = window.producers[1]
    camera.keyframes.came()
    room.rotate()
    assert recorder.rotations == 1
    assert camera.keyframes.wanted


async def test_the_recording_knows_of_holds(pair: tuple[Room, Peer, Peer]) -> None:
    room, *_ = pair
    recorder = MemoryRecorder(SessionId("s"))
    room.record(recorder)
    room.set_edge(CAMERA, Role.OFFICIAL, on=False)
    assert recorder.edges == [(Role.WINDOW, Track.CAMERA, False)]


async def test_a_publisher_is_capped_by_the_worst_way_to_a_subscriber(
    pair: tuple[Room, Peer, Peer], way: Forwarding, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, window, official = pair
    caps: list[float | None] = []
    monkeypatch.setattr(window.feedback, "cap", caps.append)
    feed = official.feeds[1]
    way.connect(feed)
    feed.endpoint = way.feed(None).endpoint
    room.limit(SECOND)
    window.inbound.rtp(packet(1, ssrc=ssrc_of(1), payload=vp8(1, keyframe=True)), 0)
    feed.octets = 100_000
    official.feedback.rtcp(rtcp.bitrate_limit(1, 400_000, [feed.ssrc]), SECOND)
    room.limit(2 * SECOND)
    feed.octets += 50_000
    official.feedback.rtcp(rtcp.bitrate_limit(1, 900_000, [feed.ssrc]), 2 * SECOND)
    room.limit(3 * SECOND)
    assert caps[0] is None
    assert caps[1] == pytest.approx(400_000, rel=0.01)
    assert caps[2] is None
