"""Claims about subscribers: when they start, and how their numbers go on."""

import pytest

from media.core.sdp import ABS_SEND_TIME, AUDIO_LEVEL, MID
from media.feed import Feed
from media.producer import Producer
from signaling.protocol.media import Kind
from tests.support.forwarding import Forwarding, video, voice
from tests.support.rtp import packet


@pytest.fixture
def way() -> Forwarding:
    return Forwarding()


@pytest.fixture
def producer(way: Forwarding) -> Producer:
    return way.producer()


def sequences(way: Forwarding, feed: Feed) -> list[int]:
    got = [one.sequence for one in way.got(feed)]
    return [sequence - got[0] for sequence in got]


def test_wanting_a_camera_asks_for_a_keyframe(way: Forwarding, producer: Producer) -> None:
    way.feed(producer)
    assert producer.keyframes.wanted
    assert way.keyframes_asked == 1


def test_a_feed_starts_with_the_keyframe_that_comes(way: Forwarding, producer: Producer) -> None:
    feed = way.feed(producer)
    way.send(video(5), video(6, keyframe=True), video(7))
    assert sequences(way, feed) == [0, 1]
    assert feed.is_live


def test_voice_starts_with_any_packet(way: Forwarding) -> None:
    feed = way.feed(way.producer(Kind.AUDIO))
    way.send(voice(5), voice(6))
    assert sequences(way, feed) == [0, 1]


def test_a_feed_whose_srtp_is_down_waits(way: Forwarding, producer: Producer) -> None:
    feed = way.feed(producer, connected=False)
    way.send(video(5, keyframe=True), video(6))
    assert way.raw(feed) == []
    way.connect(feed)
    assert feed.try_start(0)
    assert way.behind == [feed]
    assert (feed.start, feed.cursor, feed.is_live) == (5, 5, False)


def test_a_fresh_keyframe_is_not_asked_for_again(way: Forwarding, producer: Producer) -> None:
    way.send(video(5, keyframe=True), video(6))
    way.feed(producer)
    assert way.keyframes_asked == 0
    assert len(way.behind) == 1


def test_first_numbers_lie_low(way: Forwarding) -> None:
    firsts = set()
    for _ in range(50):
        one = Forwarding()
        feed = one.feed(one.producer())
        one.send(video(65_535, keyframe=True))
        firsts.add(one.got(feed)[0].sequence)
    assert len(firsts) > 10
    assert max(firsts) < 1 << 15


def test_another_producer_takes_over_at_its_keyframe_only(way: Forwarding, producer: Producer) -> None:
    feed = way.feed(producer)
    way.send(video(5, 100, keyframe=True), video(6, 101, timestamp=3000), now_ns=1)
    other = way.producer(ssrc=0x2222)
    feed.want(other, 1)
    way.send(from_other(video(500, 7)), video(7, 102, timestamp=6000), now_ns=33_000_000)
    way.send(from_other(video(501, 8, keyframe=True)), video(8, 103), now_ns=66_000_000)
    way.send(from_other(video(502, 9, timestamp=3000)), now_ns=99_000_000)
    assert sequences(way, feed) == [0, 1, 2, 3, 4]
    got = way.got(feed)
    assert [one.picture for one in got] == [100, 101, 102, 103, 104]
    assert [one.tl0 for one in got] == [100, 101, 102, 103, 104]
    assert got[3].timestamp - got[2].timestamp == 33 * 90
    assert got[4].timestamp - got[3].timestamp == 3000


def from_other(raw: bytes) -> bytes:
    return raw[:8] + (0x2222).to_bytes(4, "big") + raw[12:]


def test_after_a_change_a_late_packet_from_before_is_not_sent(way: Forwarding, producer: Producer) -> None:
    other = way.producer(ssrc=0x2222)
    way.send(from_other(video(500)), from_other(video(502)))
    feed = way.feed(producer)
    way.send(video(5, keyframe=True))
    feed.want(other, 1)
    way.send(from_other(video(503, keyframe=True)), from_other(video(501)), from_other(video(504)))
    assert sequences(way, feed) == [0, 1, 2]


def test_a_feed_that_wants_nobody_is_sent_nothing(way: Forwarding, producer: Producer) -> None:
    feed = way.feed(producer)
    way.send(video(5, keyframe=True))
    feed.want(None, 0)
    way.send(video(6, keyframe=True))
    assert sequences(way, feed) == [0]
    assert producer.feeds == producer.waiting == producer.catching == []


def test_wanting_the_former_one_again_before_the_change_changes_nothing(way: Forwarding, producer: Producer) -> None:
    other = way.producer(ssrc=0x2222)
    feed = way.feed(producer)
    way.send(video(5, keyframe=True))
    feed.want(other, 0)
    feed.want(producer, 0)
    way.send(video(6), from_other(video(9, keyframe=True)), video(7))
    assert sequences(way, feed) == [0, 1, 2]


def test_a_number_that_was_sent_leads_back_to_its_packet(way: Forwarding, producer: Producer) -> None:
    feed = way.feed(producer)
    way.send(video(5, keyframe=True), video(6), video(7))
    first = way.got(feed)[0].sequence
    assert feed.number_of(first) == 5
    assert feed.number_of(first + 2) == 7
    assert feed.number_of(first + 3) is None
    assert feed.number_of(first - 1) is None
    assert Feed(1, 2, {}, way.behind.append).number_of(1) is None


def test_only_what_is_carried_stays_in_the_extensions(way: Forwarding, producer: Producer) -> None:
    way.inbound = type(way.inbound)(way.outbox, {1: MID, 2: ABS_SEND_TIME, 7: AUDIO_LEVEL}, way.stranger)
    voice_ = way.producer(Kind.AUDIO, ssrc=0x1111)
    feed = way.feed(voice_, extensions={ABS_SEND_TIME: 9, AUDIO_LEVEL: 1, MID: 3})
    plain = way.feed(voice_, extensions={MID: 3})
    elements = [(1, b"mid"), (7, b"\x85"), (2, b"abs"), (12, b"?")]
    way.send(*(packet(number, payload=b"opus", elements=elements) for number in (1, 2)), now_ns=3_000_000_000)
    for one in way.got(feed):
        assert one.elements == {9: (3 << 18).to_bytes(3, "big"), 1: b"\x85"}
        assert one.payload == b"opus"
    assert [one.elements for one in way.got(plain)] == [{}, {}]


def test_a_rate_is_what_was_sent_since_the_last_one(way: Forwarding, producer: Producer) -> None:
    feed = way.feed(producer)
    feed.rate_bps(1_000_000_000)
    way.send(video(5, keyframe=True))
    assert feed.rate_bps(2_000_000_000) == 8 * len(video(5))
    assert feed.rate_bps(3_000_000_000) == 0
