"""Claims about what one peer sends."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from media.core.rtp import HEADER
from media.producer import Producer
from signaling.protocol.media import Kind
from tests.support.forwarding import Forwarding, video, voice
from tests.support.rtp import packet, vp8


@pytest.fixture
def way() -> Forwarding:
    return Forwarding()


@pytest.fixture
def producer(way: Forwarding) -> Producer:
    return way.producer()


def test_every_packet_is_acknowledged_whatever_it_is(way: Forwarding, producer: Producer) -> None:
    stranger = packet(1, ssrc=0x9999, elements=[(3, b"\0\7")])
    wrong_type = packet(1, payload_type=50, elements=[(3, b"\0\10")])
    way.send(video(5), stranger, wrong_type, now_ns=42)
    assert way.inbound.arrivals == {5: 42, 7: 42, 8: 42}
    assert producer.packets == 1


def test_every_packet_is_recorded_watched_or_not(way: Forwarding, producer: Producer) -> None:
    log: list[tuple[int, bytes, int]] = []
    producer.log, producer.track_id = lambda *record: log.append(record), 3
    way.send(video(5), video(6), now_ns=42)
    assert log == [(3, video(5), 42), (3, video(6), 42)]


def test_a_stream_may_change_the_shape_of_its_packets(way: Forwarding, producer: Producer) -> None:
    other = bytearray(packet(6, payload=vp8(1), elements=[(3, b"\0\6")]))
    other[12:14] = b"\x10\x00"  # Two-byte headers (RFC 8285 §4.3), which nobody negotiated: no value is read.
    way.send(packet(5, payload=vp8(1), elements=[(3, b"\0\5")]), bytes(other), now_ns=42)
    way.send(packet(7, payload=vp8(1), elements=[(3, b"\0\7")]), packet(8, payload=vp8(1)), now_ns=42)
    assert set(way.inbound.arrivals) == {5, 7}
    assert producer.packets == 4


def test_a_keyframe_grants_the_wish(way: Forwarding, producer: Producer) -> None:
    producer.keyframes.want()
    way.send(video(5))
    assert producer.keyframes.wanted
    way.send(video(6, keyframe=True), now_ns=9)
    assert not producer.keyframes.wanted
    assert (producer.keyframe, producer.keyframe_ns) == (6, 9)


def test_a_keyframe_that_comes_late_starts_those_who_wait(way: Forwarding, producer: Producer) -> None:
    feed = way.feed(producer)
    way.send(video(5), video(7, start=False), video(6, keyframe=True))
    assert way.behind == [feed]
    assert feed.start == 6
    assert way.outbox.catch_up(feed, 9)
    way.outbox.flush()
    assert len(way.got(feed)) == 2


def test_an_unknown_ssrc_is_known_by_its_mid(way: Forwarding) -> None:
    producer = way.producer()
    way.inbound.producers.clear()
    way.unknown[0x7777, "1"] = producer
    way.send(packet(1, ssrc=0x7777, payload=vp8(1), elements=[(4, b"1")]))
    way.send(packet(2, ssrc=0x7777, payload=vp8(1)))
    way.send(packet(1, ssrc=0x8888, payload=vp8(1)), packet(1, ssrc=0x8888, elements=[(4, b"2")]))
    assert producer.packets == 2


def test_a_retransmission_is_unwrapped_when_its_packet_is_missing(way: Forwarding, producer: Producer) -> None:
    way.inbound.repairs[0x2111] = (producer, 97)
    feed = way.feed(producer)
    way.send(video(5, keyframe=True), video(7))
    rtx = packet(900, ssrc=0x2111, payload_type=97, payload=b"\0\6" + vp8(3), elements=[(3, b"\1\1")], padding=30)
    way.send(rtx, rtx)
    assert [one.payload for one in way.got(feed)][2:] == [vp8(3)]
    cached = producer.cache.get(6)
    assert cached is not None
    assert HEADER.unpack_from(cached[0])[1:] == (96, 6, 0, producer.ssrc)
    assert producer.reception.lost(producer.next) == 1


@pytest.mark.parametrize(
    "rtx",
    [
        packet(900, ssrc=0x2111, payload_type=97, payload=b"\0\5" + vp8(3)),
        packet(900, ssrc=0x2111, payload_type=97, payload=b"", padding=100),
        packet(900, ssrc=0x2111, payload_type=98, payload=b"\0\6" + vp8(3)),
    ],
    ids=["had come", "padding", "another type"],
)
def test_a_retransmission_of_nothing_missing_is_not_used(way: Forwarding, producer: Producer, rtx: bytes) -> None:
    way.inbound.repairs[0x2111] = (producer, 97)
    way.send(video(5, keyframe=True), video(7), rtx)
    assert producer.packets == 2


def test_shapes_that_differ_in_order_are_read_each_its_own_way(way: Forwarding, producer: Producer) -> None:
    one = packet(1, payload=vp8(1), elements=[(2, b"abs"), (3, b"\0\1")])
    other = packet(2, payload=vp8(1), elements=[(3, b"\0\2"), (2, b"abs")])
    way.send(one, other, one[:2] + b"\0\3" + one[4:])
    assert set(way.inbound.arrivals) == {1, 2}
    assert producer.packets == 3


def test_a_peer_that_invents_shapes_costs_little(way: Forwarding, producer: Producer) -> None:
    for number in range(200):
        elements = [(number % 14 + 1, b"abc"), (number // 14 % 14 + 1, b"abc")]
        way.send(packet(number, payload=vp8(1), elements=elements))
    assert producer.packets == 200
    assert sum(len(known) for known in way.inbound._layouts.values()) == 16


@given(some.binary(min_size=12, max_size=100))
def test_junk_that_was_encrypted_well_kills_nothing(junk: bytes) -> None:
    way = Forwarding()
    for kind, ssrc in ((Kind.VIDEO, 0x1111), (Kind.AUDIO, 0x2222)):
        way.feed(way.producer(kind, ssrc))
    for first in (0x80, 0x90, 0xB0):
        for ssrc in (0x1111, 0x2222, 0x3333):
            way.send(bytes([first, 96]) + junk[2:8] + ssrc.to_bytes(4, "big") + junk[12:])


def test_packets_out_of_order_reach_those_who_are_live(way: Forwarding) -> None:
    feed = way.feed(way.producer(Kind.AUDIO))
    way.send(voice(5), voice(7), voice(6), voice(8))
    first = way.got(feed)[0].sequence
    assert [one.sequence - first for one in way.got(feed)] == [0, 2, 1, 3]
