"""Claims about RTCP with one peer."""

import pytest
from aiortc.rtp import (
    AnyRtcpPacket,
    RtcpByePacket,
    RtcpPacket,
    RtcpPsfbPacket,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSdesPacket,
    RtcpSrPacket,
    unpack_remb_fci,
)

from media.core import rtcp
from media.feedback import Feedback, ntp_now
from media.producer import Producer
from signaling.protocol.media import Kind
from tests.support.forwarding import SSRC, Forwarding, video, voice

OURS = 0x5555
SECOND = 1_000_000_000


class Peer:
    """A peer that both publishes and subscribes, and the feedback with it."""

    def __init__(self, kind: Kind = Kind.VIDEO) -> None:
        self.way = Forwarding()
        self.producer: Producer = self.way.producer(kind)
        self.producer.repairs_nack = True
        self.feed = self.way.feed(self.producer)
        self.sent: list[bytes] = []
        feeds = {self.feed.ssrc: self.feed}
        self.feedback = Feedback(OURS, "window", self.way.inbound, feeds, self.way.outbox, self.sent.append)

    def told(self) -> list[AnyRtcpPacket]:
        packets = [one for compound in self.sent for one in RtcpPacket.parse(compound)]
        self.sent.clear()
        return packets

    def tell(self, compound: bytes, now_ns: int = 0) -> None:
        self.way.outbox.begin(now_ns)
        self.feedback.rtcp(compound, now_ns)
        self.way.outbox.flush()


@pytest.fixture
def peer() -> Peer:
    return Peer()


def test_a_gap_is_asked_for_at_once_and_again(peer: Peer) -> None:
    peer.way.send(video(65_534), now_ns=0)
    peer.feedback.missed(peer.producer, 65_535, 65_537, 0)
    (first,) = peer.told()
    assert isinstance(first, RtcpRtpfbPacket)
    assert (first.media_ssrc, [number & 0xFFFF for number in first.lost]) == (SSRC, [65_535, 0])
    peer.feedback.repair(1)
    assert not [one for one in peer.told() if isinstance(one, RtcpRtpfbPacket)]
    peer.feedback.repair(SECOND)
    assert first in peer.told()


def test_without_nack_nothing_is_asked_for(peer: Peer) -> None:
    peer.producer.repairs_nack = False
    peer.producer.keyframes.came()
    peer.feedback.missed(peer.producer, 1, 2, 0)
    peer.feedback.repair(SECOND)
    assert peer.told() == []


def test_a_gap_too_wide_is_mended_by_a_keyframe(peer: Peer) -> None:
    peer.producer.keyframes.came()
    peer.feedback.missed(peer.producer, 1, 5_000, 0)
    peer.feedback.repair(SECOND)
    assert peer.told() == [RtcpPsfbPacket(fmt=1, ssrc=OURS, media_ssrc=SSRC)]


def test_arrivals_are_acknowledged_once(peer: Peer) -> None:
    peer.feedback.acknowledge()
    assert peer.sent == []
    peer.way.send(video(1), video(2))
    peer.feedback.acknowledge()
    peer.feedback.acknowledge()
    (compound,) = peer.sent
    assert compound[:2] == b"\x8f\xcd"
    assert compound[8:12] == SSRC.to_bytes(4, "big")


def test_our_reports_tell_what_was_sent_and_what_came(peer: Peer) -> None:
    peer.tell(rtcp.sender_report(SSRC, 7 << 32, 3000, 1, 1), SECOND)
    peer.way.send(video(1, keyframe=True, timestamp=3000), video(3), now_ns=SECOND)
    peer.feedback.report(SECOND + SECOND // 2)
    sender, named = peer.told()
    assert isinstance(sender, RtcpSrPacket)
    assert isinstance(named, RtcpSdesPacket)
    assert (sender.ssrc, sender.sender_info.packet_count) == (peer.feed.ssrc, 2)
    (block,) = sender.reports
    assert (block.ssrc, block.packets_lost, block.fraction_lost, block.highest_sequence) == (SSRC, 1, 85, 3)
    assert (block.lsr, block.dlsr) == (7 << 16, 32768)


def test_a_feed_without_a_clock_to_align_gets_no_sender_report(peer: Peer) -> None:
    peer.way.send(video(1, keyframe=True))
    peer.feedback.report(0)
    received, _ = peer.told()
    assert isinstance(received, RtcpRrPacket)
    assert len(received.reports) == 1


def test_even_with_nothing_to_report_there_is_a_sign_of_life(peer: Peer) -> None:
    peer.feedback.report(0)
    assert [type(one) for one in peer.told()] == [RtcpRrPacket, RtcpSdesPacket]


def test_voice_and_picture_stay_as_their_publisher_aligned_them(peer: Peer) -> None:
    other = peer.way.producer(Kind.AUDIO, ssrc=0x2222)
    peer.tell(rtcp.sender_report(SSRC, 100 << 32, 90_000, 1, 1))
    peer.tell(rtcp.sender_report(0x2222, 101 << 32, 48_000, 1, 1))
    assert peer.producer.report is not None
    assert other.report is not None
    assert other.report.our_ntp - peer.producer.report.our_ntp == 1 << 32
    assert abs(peer.producer.report.our_ntp - ntp_now()) < 1 << 32


def test_the_recording_is_told_of_the_publishers_clock(peer: Peer) -> None:
    reports: list[tuple[int, int, int, int]] = []
    peer.producer.log_report = lambda *report: reports.append(report)
    peer.tell(rtcp.sender_report(SSRC, 100 << 32, 90_000, 1, 1), 5)
    assert reports == [(0, 100 << 32, 90_000, 5)]


def test_a_subscriber_that_lost_a_packet_gets_it_again(peer: Peer) -> None:
    peer.way.send(video(1, keyframe=True), video(2))
    first = peer.way.got(peer.feed)[0].sequence
    peer.tell(rtcp.nack(1, peer.feed.ssrc, [first, first + 1, first + 2]))
    raw = peer.way.raw(peer.feed)
    assert raw[2:] == raw[:2]


def test_no_subscriber_can_have_much_sent_again_at_once(peer: Peer) -> None:
    peer.way.send(video(1, keyframe=True), *(video(number) for number in range(2, 301)))
    first = peer.way.got(peer.feed)[0].sequence
    peer.tell(rtcp.nack(1, peer.feed.ssrc, range(first, first + 300)))
    assert len(peer.way.raw(peer.feed)) == 300 + 128


@pytest.mark.parametrize(
    "wish",
    [
        lambda ssrc: rtcp.picture_loss(1, ssrc),
        lambda ssrc: bytes(RtcpPsfbPacket(fmt=4, ssrc=1, media_ssrc=0, fci=ssrc.to_bytes(4, "big") + bytes(4))),
    ],
    ids=["PLI", "FIR"],
)
def test_a_wish_for_a_keyframe_goes_to_the_producer(peer: Peer, wish: object) -> None:
    peer.way.send(video(1, keyframe=True))
    asked = peer.way.keyframes_asked
    assert callable(wish)
    peer.tell(wish(peer.feed.ssrc))
    assert peer.producer.keyframes.wanted
    assert peer.way.keyframes_asked == asked + 1


def test_a_report_tells_the_round_trip(peer: Peer) -> None:
    then = ntp_now() - (1 << 31)
    peer.tell(rtcp.receiver_report(1, [rtcp.block(peer.feed.ssrc, 0, 0, 0, 0, then >> 16, 1 << 14)]))
    assert peer.feedback.round_trip_seconds == pytest.approx(0.25, abs=0.05)


def test_a_publisher_of_voice_hears_of_its_subscribers_loss() -> None:
    peer = Peer(Kind.AUDIO)
    peer.way.send(*(voice(number) for number in range(10)))
    peer.tell(rtcp.receiver_report(1, [rtcp.block(peer.feed.ssrc, 77, 0, 0, 0, 0, 0)]))
    peer.feedback.report(0)
    (received, _) = peer.told()
    assert isinstance(received, RtcpRrPacket)
    assert received.reports[0].fraction_lost == 77


def test_loss_is_the_worse_of_both_ways(peer: Peer) -> None:
    assert peer.feedback.take_loss() == 0
    for fraction in (64, 0):
        peer.tell(rtcp.receiver_report(1, [rtcp.block(peer.feed.ssrc, fraction, 0, 0, 0, 0, 0)]))
    assert peer.feedback.take_loss() == 0.125
    assert peer.feedback.take_loss() == 0


def test_an_estimate_grows_old(peer: Peer) -> None:
    assert peer.feedback.estimate_bps(0) is None
    peer.tell(rtcp.bitrate_limit(1, 1 << 20, [peer.feed.ssrc]))
    assert peer.feedback.estimate_bps(5 * SECOND) == 1 << 20
    assert peer.feedback.estimate_bps(5 * SECOND + 1) is None


def test_a_cap_is_told_and_taken_back(peer: Peer) -> None:
    peer.feedback.cap(None)
    assert peer.sent == []
    for bps in (500_000.0, 1.0, None, None, None, None):
        peer.feedback.cap(bps)
    limits = [unpack_remb_fci(one.fci) for one in peer.told() if isinstance(one, RtcpPsfbPacket)]
    assert [limit for limit, _ in limits[:2]] == [500_000, 150_000]
    assert [limit for limit, _ in limits[2:]] == [1 << 30] * 3, "said three times, then no more"
    assert {tuple(streams) for _, streams in limits} == {(SSRC,)}


def test_the_end_is_told(peer: Peer) -> None:
    peer.feedback.bye()
    assert RtcpByePacket([peer.feed.ssrc]) in peer.told()


def test_junk_that_was_encrypted_well_says_nothing(peer: Peer) -> None:
    for junk in (b"", b"\x80\xc8", b"\xff" * 40, rtcp.sender_report(1, 2, 3, 4, 5), rtcp.nack(1, 2, [3])):
        peer.tell(junk)
    assert peer.sent == []
