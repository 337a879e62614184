"""Claims about the RTCP that we write: aiortc reads back what was meant."""

from aiortc.rtp import (
    RtcpByePacket,
    RtcpPacket,
    RtcpPsfbPacket,
    RtcpReceiverInfo,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSdesPacket,
    RtcpSrPacket,
    unpack_remb_fci,
)
from hypothesis import given
from hypothesis import strategies as some

from media.core import rtcp


def test_a_compound_of_reports_reads_back() -> None:
    block = rtcp.block(7, 64, -3, 70_000, 12, 0x1_2345_6789, 5)
    compound = (
        rtcp.sender_report(1, 9 << 32, 1 << 33, 10, 20, [block])
        + rtcp.receiver_report(2, [block, block])
        + rtcp.description(2, "window")
        + rtcp.goodbye([1, 2])
    )
    sent, received, named, bye = RtcpPacket.parse(compound)
    information = RtcpReceiverInfo(7, 64, -3, 70_000, 12, 0x23456789, 5)
    assert isinstance(sent, RtcpSrPacket)
    assert (sent.ssrc, sent.sender_info.ntp_timestamp, sent.sender_info.rtp_timestamp) == (1, 9 << 32, 0)
    assert sent.reports == [information]
    assert isinstance(received, RtcpRrPacket)
    assert received.reports == [information, information]
    assert isinstance(named, RtcpSdesPacket)
    assert named.chunks[0].items[0] == (1, b"window")
    assert bye == RtcpByePacket([1, 2])


@given(some.text(alphabet="abc", min_size=1, max_size=40))
def test_a_name_of_any_length_ends_on_a_word(name: str) -> None:
    packet = rtcp.description(1, name)
    assert len(packet) % 4 == 0
    assert int.from_bytes(packet[2:4], "big") == len(packet) // 4 - 1
    assert packet.endswith(b"\0")


@given(some.sets(some.integers(65_000, 66_000), min_size=1, max_size=200))
def test_a_nack_names_exactly_what_is_missing(numbers: set[int]) -> None:
    (packet,) = RtcpPacket.parse(rtcp.nack(1, 2, sorted(numbers)))
    assert isinstance(packet, RtcpRtpfbPacket)
    assert {number & 0xFFFF for number in packet.lost} == {number & 0xFFFF for number in numbers}


def test_a_keyframe_is_asked_for_by_its_stream() -> None:
    assert RtcpPacket.parse(rtcp.picture_loss(1, 2)) == [RtcpPsfbPacket(fmt=1, ssrc=1, media_ssrc=2)]


def test_transport_feedback_carries_its_fci() -> None:
    packet = rtcp.transport_feedback(1, 2, b"abcdefgh")
    assert packet[:4] == b"\x8f\xcd\x00\x04"
    assert packet[12:] == b"abcdefgh"


@given(some.integers(1, 1 << 31))
def test_a_limit_reads_back_to_within_its_precision(bps: int) -> None:
    (packet,) = RtcpPacket.parse(rtcp.bitrate_limit(1, bps, [5, 6]))
    assert isinstance(packet, RtcpPsfbPacket)
    limit, streams = unpack_remb_fci(packet.fci)
    assert streams == [5, 6]
    assert bps * (1 - 2**-17) <= limit <= bps
