"""Claims about one published stream."""

import pytest

from media.producer import FRESH_NS, Producer
from signaling.protocol.media import Kind
from tests.support.forwarding import Forwarding, video, voice


@pytest.fixture
def way() -> Forwarding:
    return Forwarding()


@pytest.fixture
def producer(way: Forwarding) -> Producer:
    return way.producer()


def test_numbers_are_unwrapped(way: Forwarding, producer: Producer) -> None:
    way.send(*(video(number) for number in range(65_534, 65_540)))
    assert producer.next == 65_540
    assert producer.packets == 6
    assert producer.cache.get(65_539) is not None


def test_a_gap_is_told(way: Forwarding, producer: Producer) -> None:
    way.send(video(10), video(13))
    assert way.gaps == [(11, 13)]


def test_a_late_packet_is_used_once(way: Forwarding, producer: Producer) -> None:
    way.send(video(10), video(13), video(11), video(11))
    assert producer.packets == 3
    assert list(producer.missing.numbers) == [12]


def test_a_packet_from_before_the_first_is_not_used(way: Forwarding, producer: Producer) -> None:
    way.send(video(10), video(9))
    assert producer.packets == 1


def test_a_retransmission_hides_no_loss(way: Forwarding, producer: Producer) -> None:
    way.send(video(10), video(12), video(11))
    assert producer.reception.lost(producer.next) == 1


def test_jitter_is_the_unevenness_of_frames(way: Forwarding) -> None:
    even, uneven = Forwarding(), Forwarding()
    for one, late in ((even, 0), (uneven, 5_000_000)):
        one.producer(Kind.AUDIO)
        for number in range(20):
            one.send(voice(number, 960 * number), now_ns=1 + 20_000_000 * number + late * (number % 2))
    jitters = [next(iter(one.inbound.producers.values())).reception.jitter for one in (even, uneven)]
    assert jitters[0] == 0
    assert 100 < jitters[1] < 240  # 5 ms are 240 ticks.


def test_the_latest_keyframe_is_where_to_start(way: Forwarding, producer: Producer) -> None:
    assert producer.fresh_start(0) is None
    way.send(video(1, keyframe=True), video(2), video(3, keyframe=True), video(4), now_ns=5)
    assert producer.fresh_start(5) == 3


def test_an_old_keyframe_is_no_place_to_start(way: Forwarding, producer: Producer) -> None:
    way.send(video(1, keyframe=True), now_ns=5)
    assert producer.fresh_start(5 + FRESH_NS) == 1
    assert producer.fresh_start(6 + FRESH_NS) is None


def test_a_keyframe_far_behind_is_no_place_to_start(way: Forwarding, producer: Producer) -> None:
    way.send(video(1, keyframe=True), *(video(number) for number in range(2, 300)))
    assert producer.fresh_start(0) is None


def test_asking_is_left_to_the_publishers_feedback(way: Forwarding, producer: Producer) -> None:
    producer.ask()
    assert way.keyframes_asked == 1
