"""Claims about the embedded engine, made by bare RTP over real sockets: what is sent, lost, asked for and forwarded."""

import pytest
from aiortc.rtp import RtcpByePacket, RtcpPsfbPacket, RtcpRrPacket, RtcpRtpfbPacket, RtcpSrPacket

from media.core import rtcp
from media.node import MediaNode
from media.transport import mmsg
from media.transport.mux import Mux
from signaling.ports import PeerState
from signaling.protocol.media import Source, Track
from signaling.protocol.names import PeerId, Role
from tests.support.media_call import SESSION, Desk, a_node
from tests.support.rtp import Fields, packet, vp8
from tests.support.rtp_peer import RTX, RtpPeer, ssrc_of, two_peers

VOICE, CAMERA, DOCUMENT = 0, 1, 2


def asked_for_keyframes(peer: RtpPeer) -> set[int]:
    return {one.media_ssrc for one in peer.rtcp if isinstance(one, RtcpPsfbPacket) and one.fmt == 1}


@pytest.fixture
async def pair(node: MediaNode, desk: Desk) -> tuple[RtpPeer, RtpPeer]:
    return await two_peers(node, desk)


async def test_without_recvmmsg_a_call_goes_as_well(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    monkeypatch.setattr(mmsg, "is_available", lambda: False)
    async with a_node(desk) as node:
        window, official = await two_peers(node, desk)
        window.send_frames(CAMERA, 1, 40)
        official.send(VOICE, 1, b"opus")
        await official.until(lambda: len(official.got[CAMERA]) == 120)
        await window.until(lambda: len(window.got[VOICE]) == 1)
        official.send_rtcp(rtcp.nack(9, official.ssrc_in(CAMERA), official.sequences(CAMERA)[-1:]))
        await official.until(lambda: len(official.raw) == 121)
        assert official.raw[120] == official.raw[119]


async def test_packets_are_forwarded_in_order_with_a_low_first_number(pair: tuple[RtpPeer, RtpPeer]) -> None:
    window, official = pair
    window.send_frames(CAMERA, 60_000, 4)
    await official.until(lambda: len(official.got[CAMERA]) == 12)
    sequences = official.sequences(CAMERA)
    assert sequences == list(range(sequences[0], sequences[0] + 12))
    assert sequences[0] < 1 << 15
    assert [one.marker for one in official.got[CAMERA]] == [False, False, True] * 4
    assert {one.payload_type for one in official.got[CAMERA]} == {96}
    steps = {b.timestamp - a.timestamp for a, b in zip(official.got[CAMERA], official.got[CAMERA][3:], strict=False)}
    assert steps == {3000}


async def test_each_line_has_its_own_stream(pair: tuple[RtpPeer, RtpPeer]) -> None:
    window, official = pair
    window.send_frames(CAMERA, 1, 1)
    window.send_frames(DOCUMENT, 1, 2)
    window.send(VOICE, 1, b"opus", timestamp=0)
    official.send_frames(CAMERA, 1, 1)
    await official.until(lambda: [len(official.got[line]) for line in range(3)] == [1, 3, 6])
    await window.until(lambda: len(window.got[CAMERA]) == 3)
    assert window.got[DOCUMENT] == []


async def test_what_only_the_first_hop_needs_is_taken_out(pair: tuple[RtpPeer, RtpPeer]) -> None:
    window, official = pair
    window.send_frames(CAMERA, 1, 1)
    await official.until(lambda: len(official.got[CAMERA]) == 3)
    for fields in official.got[CAMERA]:
        assert set(fields.elements) == {2}, "abs-send-time alone: no MID, no transport-wide number"
        assert fields.elements[2] != b"abs"


async def test_a_lost_packet_is_sent_again_as_the_same_ciphertext(pair: tuple[RtpPeer, RtpPeer]) -> None:
    window, official = pair
    lost: list[int] = []

    def third(line: int, fields: Fields) -> bool:
        if len(official.got[line]) == 2 and not lost:
            lost.append(fields.sequence)
            return True
        return False

    official.lose = third
    window.send_frames(CAMERA, 1, 2)
    await official.until(lambda: len(official.got[CAMERA]) == 5)
    official.send_rtcp(rtcp.nack(9, official.ssrc_in(CAMERA), sorted([*lost, official.sequences(CAMERA)[0]])))
    before = list(official.raw)
    await official.until(lambda: len(official.got[CAMERA]) == 6 and len(official.raw) == 7)
    assert official.sequences(CAMERA)[-1] == lost[0]
    assert before[0] in official.raw[5:], "what was not lost came again, octet by octet"


async def test_the_node_asks_a_publisher_for_what_is_missing(pair: tuple[RtpPeer, RtpPeer]) -> None:
    window, official = pair
    window.send(VOICE, 65_534, b"a", timestamp=0)
    window.send(VOICE, 1, b"d", timestamp=2880)
    nack = await window.rtcp_of(RtcpRtpfbPacket, where=lambda one: getattr(one, "fmt", 0) == 1)
    assert isinstance(nack, RtcpRtpfbPacket)
    assert (nack.media_ssrc, [number & 0xFFFF for number in nack.lost]) == (ssrc_of(VOICE), [65_535, 0])
    window.send(VOICE, 0, b"c", timestamp=1920)
    await official.until(lambda: len(official.got[VOICE]) == 3)
    first, last, late = official.sequences(VOICE)
    assert (last - first, late - first) == (3, 2)


async def test_a_node_that_is_behind_does_not_ask_again(
    monkeypatch: pytest.MonkeyPatch, pair: tuple[RtpPeer, RtpPeer]
) -> None:
    def asked() -> int:
        return sum(isinstance(one, RtcpRtpfbPacket) and one.fmt == 1 for one in window.rtcp)

    def reports() -> int:
        return sum(isinstance(one, RtcpSrPacket | RtcpRrPacket) for one in window.rtcp)

    window, _ = pair
    with monkeypatch.context() as behind:
        behind.setattr(Mux, "is_behind", True)
        window.send_frames(CAMERA, 1, 1)
        window.send_frames(CAMERA, 8, 1)
        await window.until(lambda: reports() == 2)  # Half a second: ten times the pause between requests.
        assert asked() == 1
    await window.until(lambda: asked() > 1)


async def test_a_retransmission_stream_is_unwrapped(pair: tuple[RtpPeer, RtpPeer]) -> None:
    window, official = pair
    window.send_frames(CAMERA, 10, 1)
    window.send(CAMERA, 14, vp8(102), timestamp=6000)
    missing = vp8(101)
    rtx = packet(
        500, timestamp=3000, ssrc=ssrc_of(CAMERA) + 0x100, payload_type=RTX, payload=b"\0\x0d" + missing, padding=8
    )
    await official.until(lambda: len(official.got[CAMERA]) == 4)
    window.send_raw(rtx)
    await official.until(lambda: len(official.got[CAMERA]) == 5)
    assert official.got[CAMERA][-1].payload == missing
    assert official.sequences(CAMERA)[-1] == official.sequences(CAMERA)[0] + 3


async def test_a_retransmission_of_what_had_come_is_not_forwarded(pair: tuple[RtpPeer, RtpPeer]) -> None:
    window, official = pair
    window.send_frames(CAMERA, 10, 1)
    rtx = packet(500, ssrc=ssrc_of(CAMERA) + 0x100, payload_type=RTX, payload=b"\0\x0a" + vp8(1))
    window.send_raw(rtx)
    window.send_frames(CAMERA, 13, 1, keyframe=False)
    await official.until(lambda: len(official.got[CAMERA]) == 6)
    sequences = official.sequences(CAMERA)
    assert sequences == list(range(sequences[0], sequences[0] + 6))


async def test_a_keyframe_is_asked_for_when_somebody_subscribes(node: MediaNode, desk: Desk) -> None:
    window = RtpPeer(Role.WINDOW)
    await window.join(node, desk, "w1")
    assert not [one for one in window.rtcp if isinstance(one, RtcpPsfbPacket)]
    official = RtpPeer(Role.OFFICIAL)
    await official.open((await node.join(desk.grant(Role.OFFICIAL, "o1"), official.offer())).answer)
    await window.until(lambda: {ssrc_of(CAMERA), ssrc_of(DOCUMENT)} <= asked_for_keyframes(window))


async def test_packets_since_the_keyframe_wait_for_the_subscribers_srtp(node: MediaNode, desk: Desk) -> None:
    window = RtpPeer(Role.WINDOW)
    await window.join(node, desk, "w1")
    window.send_frames(CAMERA, 1, 2, keyframe=False)
    window.send_frames(CAMERA, 7, 30)
    window.send_junk(b"\x00" * 20)
    official = RtpPeer(Role.OFFICIAL)
    await official.join(node, desk, "o1")
    await official.until(lambda: len(official.got[CAMERA]) == 90)
    sequences = official.sequences(CAMERA)
    assert sequences == list(range(sequences[0], sequences[0] + 90))
    assert official.got[CAMERA][0].picture == 100
    window.send(CAMERA, 97, vp8(130), timestamp=90_000)
    await official.until(lambda: len(official.got[CAMERA]) == 91)
    assert official.sequences(CAMERA)[-1] == sequences[-1] + 1


async def test_nothing_is_forwarded_before_a_keyframe(pair: tuple[RtpPeer, RtpPeer]) -> None:
    window, official = pair
    window.send_frames(CAMERA, 1, 5, keyframe=False)
    window.send_frames(CAMERA, 16, 1)
    await official.until(lambda: len(official.got[CAMERA]) == 3)
    assert official.got[CAMERA][0].payload[5] & 1 == 0, "it begins with the keyframe"


async def test_a_newer_window_takes_over_at_its_keyframe_without_a_seam(
    node: MediaNode, desk: Desk, pair: tuple[RtpPeer, RtpPeer]
) -> None:
    window, official = pair
    window.send_frames(CAMERA, 60_000, 3)
    await official.until(lambda: len(official.got[CAMERA]) == 9)
    newer = RtpPeer(Role.WINDOW)
    await newer.join(node, desk, "w2")
    newer.send_frames(CAMERA, 7, 1, keyframe=False)
    window.send_frames(CAMERA, 60_009, 1, keyframe=False)
    await official.until(lambda: len(official.got[CAMERA]) == 12)
    newer.send_frames(CAMERA, 10, 2)
    await official.until(lambda: len(official.got[CAMERA]) == 18)
    got = official.got[CAMERA]
    assert [one.sequence for one in got] == list(range(got[0].sequence, got[0].sequence + 18))
    assert [one.picture for one in got[9:]] == [100] * 3 + [101] * 3 + [102] * 3
    assert [one.tl0 for one in got[12:]] == [1] * 3 + [2] * 3
    assert 0 < (got[12].timestamp - got[11].timestamp) % (1 << 32) < 1 << 31
    window.send_frames(CAMERA, 60_012, 1, keyframe=False)
    newer.send_frames(CAMERA, 16, 1, keyframe=False)
    await official.until(lambda: len(official.got[CAMERA]) == 21)
    assert official.got[CAMERA][-1].picture == 101, "the former one is no longer listened to"


async def test_a_shut_edge_sends_nothing_and_opens_at_a_keyframe(
    node: MediaNode, pair: tuple[RtpPeer, RtpPeer]
) -> None:
    window, official = pair
    window.send_frames(CAMERA, 1, 1)
    await official.until(lambda: len(official.got[CAMERA]) == 3)
    node.set_edge(SESSION, Source(Role.WINDOW, Track.CAMERA), Role.OFFICIAL, on=False)
    window.send_frames(CAMERA, 4, 1)
    window.send_frames(DOCUMENT, 4, 1)
    await official.until(lambda: len(official.got[DOCUMENT]) == 3)
    assert len(official.got[CAMERA]) == 3
    node.set_edge(SESSION, Source(Role.WINDOW, Track.CAMERA), Role.OFFICIAL, on=True)
    await official.until(lambda: len(official.got[CAMERA]) > 3)
    sequences = official.sequences(CAMERA)
    assert sequences == list(range(sequences[0], sequences[0] + len(sequences)))


async def test_a_supervisor_is_sent_all_and_can_send_nothing(
    node: MediaNode, desk: Desk, pair: tuple[RtpPeer, RtpPeer]
) -> None:
    window, official = pair
    supervisor = RtpPeer(Role.SUPERVISOR)
    await supervisor.join(node, desk, "s1")
    window.send_frames(CAMERA, 1, 1)
    official.send_frames(CAMERA, 1, 1)
    window.send(VOICE, 1, b"opus")
    await supervisor.until(lambda: [len(supervisor.got[line]) for line in range(5)] == [1, 3, 0, 0, 3])
    supervisor.send_frames(CAMERA, 1, 1)
    window.send_frames(CAMERA, 4, 1, keyframe=False)
    await official.until(lambda: len(official.got[CAMERA]) == 6)
    assert len(window.got[CAMERA]) == 3, "the official's alone"


async def test_an_unnamed_ssrc_is_known_by_its_mid(node: MediaNode, desk: Desk) -> None:
    window, official = await two_peers(node, desk, window=RtpPeer(Role.WINDOW, named=False))
    window.send_frames(DOCUMENT, 1, 1)
    window.send_frames(CAMERA, 1, 2)
    await official.until(lambda: [len(official.got[line]) for line in (CAMERA, DOCUMENT)] == [6, 3])


async def test_a_line_whose_ssrc_changes_goes_on_without_a_seam(pair: tuple[RtpPeer, RtpPeer]) -> None:
    window, official = pair
    window.send_frames(CAMERA, 1, 1)
    await official.until(lambda: len(official.got[CAMERA]) == 3)
    window.send(CAMERA, 900, vp8(7, keyframe=True), ssrc=0x7777)
    await official.until(lambda: len(official.got[CAMERA]) == 4)
    assert official.sequences(CAMERA)[-1] == official.sequences(CAMERA)[0] + 3


async def test_extension_ids_are_each_subscribers_own(node: MediaNode, desk: Desk) -> None:
    official = RtpPeer(Role.OFFICIAL)
    official.extensions = {uri: 15 - number for uri, number in official.extensions.items()}
    window, official = await two_peers(node, desk, official=official)
    window.send_frames(CAMERA, 1, 1)
    official.send_frames(CAMERA, 1, 1)
    await official.until(lambda: len(official.got[CAMERA]) == 3)
    await window.until(lambda: len(window.got[CAMERA]) == 3)
    assert {number for one in official.got[CAMERA] for number in one.elements} == {13}
    assert {number for one in window.got[CAMERA] for number in one.elements} == {2}


async def test_arrivals_are_acknowledged_for_every_stream(pair: tuple[RtpPeer, RtpPeer]) -> None:
    window, _ = pair
    window.send_frames(CAMERA, 1, 2)
    window.send(CAMERA, 300, b"padding", ssrc=0x9999, payload_type=RTX)
    seen: set[int] = set()

    def all_acknowledged() -> bool:
        for one in window.rtcp:
            if isinstance(one, RtcpRtpfbPacket) and one.fmt == 15:
                # aiortc reads the FCI as NACK pairs: base sequence number, then the status count.
                base = one.lost[0]
                seen.update(range(base, base + 7))
        return {1, 2, 3, 4, 5, 6, 7} <= seen

    await window.until(all_acknowledged)


async def test_a_subscribers_wish_for_a_keyframe_is_handed_on(pair: tuple[RtpPeer, RtpPeer]) -> None:
    window, official = pair
    window.send_frames(CAMERA, 1, 1)
    await official.until(lambda: len(official.got[CAMERA]) == 3)
    window.rtcp.clear()
    official.send_rtcp(rtcp.picture_loss(9, official.ssrc_in(CAMERA)))
    pli = await window.rtcp_of(RtcpPsfbPacket, where=lambda one: getattr(one, "fmt", 0) == 1)
    assert isinstance(pli, RtcpPsfbPacket)
    assert pli.media_ssrc in (ssrc_of(CAMERA), ssrc_of(DOCUMENT))


async def test_a_publishers_clock_reaches_its_subscribers(pair: tuple[RtpPeer, RtpPeer]) -> None:
    window, official = pair
    window.send_frames(CAMERA, 1, 1)
    window.send_rtcp(rtcp.sender_report(ssrc_of(CAMERA), 5 << 32, 0, 3, 300))
    await official.until(lambda: len(official.got[CAMERA]) == 3)
    report = await official.rtcp_of(RtcpSrPacket)
    assert isinstance(report, RtcpSrPacket)
    assert report.ssrc == official.ssrc_in(CAMERA)
    assert report.sender_info.packet_count == 3
    passed = (report.sender_info.rtp_timestamp - official.got[CAMERA][0].timestamp) % (1 << 32)
    assert 0 < passed < 90_000 * 15


async def test_closing_a_peer_says_goodbye(node: MediaNode, desk: Desk, pair: tuple[RtpPeer, RtpPeer]) -> None:
    _, official = pair
    node.close_peer(SESSION, PeerId("o1"))
    node.close_peer(SESSION, PeerId("o1"))
    await official.rtcp_of(RtcpByePacket)
    await official.until(lambda: official.closed)
    await desk.peer_is("o1", PeerState.CLOSED)


async def test_a_peer_that_hangs_up_is_lost(node: MediaNode, desk: Desk, pair: tuple[RtpPeer, RtpPeer]) -> None:
    window, _ = pair
    await window.hang_up()
    await desk.peer_is("w1", PeerState.LOST)


async def test_every_participant_is_recorded_even_unwatched(node: MediaNode, desk: Desk) -> None:
    node.record(SESSION, bytes(32))
    window = RtpPeer(Role.WINDOW)
    await window.join(node, desk, "w1")
    await window.rtcp_of(RtcpPsfbPacket)
    window.send_frames(CAMERA, 1, 2)
    window.send(VOICE, 1, b"opus")
    window.send_rtcp(rtcp.sender_report(ssrc_of(CAMERA), 5 << 32, 0, 3, 300))
    await window.rtcp_of(RtcpRtpfbPacket)
    (recorder,) = desk.recorders
    tracks = {source: len(recorder.packets[number]) for number, source in recorder.tracks.items()}
    assert tracks == {(Role.WINDOW, Track.VOICE): 1, (Role.WINDOW, Track.CAMERA): 6, (Role.WINDOW, Track.DOCUMENT): 0}
    assert recorder.reports == 1
    node.close(SESSION)
    assert recorder.closed
