"""Claims about the way out."""

import pytest

from media.core import rtcp
from media.producer import Producer
from media.transport.arena import SLOTS
from media.transport.endpoint import Endpoint
from tests.support.forwarding import ENDPOINT, Forwarding, video
from tests.support.rtp import Fields, session, sessions


@pytest.fixture
def way() -> Forwarding:
    return Forwarding()


@pytest.fixture
def producer(way: Forwarding) -> Producer:
    return way.producer()


def test_each_subscriber_gets_its_own_copy(way: Forwarding, producer: Producer) -> None:
    feeds = [way.feed(producer) for _ in range(3)]
    way.send(video(1, keyframe=True), video(2))
    assert {one.ssrc for feed in feeds for one in way.got(feed)} == {feed.ssrc for feed in feeds}
    assert {one.payload_type for feed in feeds for one in way.got(feed)} == {120}
    assert way.statistics.tx == 6


def test_more_than_a_batch_is_sent_in_several(way: Forwarding, producer: Producer) -> None:
    feed = way.feed(producer)
    way.send(video(1, keyframe=True), *(video(number) for number in range(2, SLOTS + 10)))
    assert len(way.got(feed)) == SLOTS + 9


def test_what_the_kernel_refuses_is_an_error_and_not_sent(way: Forwarding, producer: Producer) -> None:
    way.feed(producer)
    way.io.refuse = 1
    way.send(video(1, keyframe=True), video(2))
    assert (way.statistics.tx, way.statistics.errors) == (1, 1)


def test_a_batch_leaves_from_one_socket(way: Forwarding, producer: Producer) -> None:
    first, second = way.feed(producer), way.feed(producer)
    second.endpoint = Endpoint.__new__(Endpoint)
    way.send(video(1, keyframe=True), video(2))
    assert len(way.got(first)) == len(way.got(second)) == 2


def test_a_packet_sent_again_is_the_same_ciphertext(way: Forwarding, producer: Producer) -> None:
    feed = way.feed(producer)
    way.send(video(1, keyframe=True), video(2), now_ns=1_000_000_000)
    way.outbox.begin(2_000_000_000)
    assert way.outbox.resend(feed, 1)
    way.outbox.flush()
    first, _, again = way.raw(feed)
    assert again == first


def test_what_is_not_cached_cannot_be_sent_again(way: Forwarding, producer: Producer) -> None:
    feed = way.feed(producer)
    way.send(video(1, keyframe=True), video(3))
    assert not way.outbox.resend(feed, 2)


def test_a_new_subscriber_catches_up_in_steps(way: Forwarding, producer: Producer) -> None:
    way.send(video(1, keyframe=True), *(video(number) for number in range(2, 51)))
    feed = way.feed(producer)
    assert not way.outbox.catch_up(feed, 30)
    way.send(video(51))
    assert way.outbox.catch_up(feed, 30)
    assert feed.is_live
    way.send(video(52))
    got = [one.sequence for one in way.got(feed)]
    assert got == list(range(got[0], got[0] + 52))


def test_a_packet_that_comes_while_catching_up_is_sent_once(way: Forwarding, producer: Producer) -> None:
    way.send(video(1, keyframe=True), video(2), video(4), video(5), video(7))
    feed = way.feed(producer)
    assert not way.outbox.catch_up(feed, 2)
    way.send(video(3), video(6))
    assert way.outbox.catch_up(feed, 9)
    way.outbox.flush()
    assert len(way.raw(feed)) == len(set(way.raw(feed))) == 7


def test_a_subscriber_that_left_meanwhile_has_nothing_to_catch_up(way: Forwarding, producer: Producer) -> None:
    way.send(video(1, keyframe=True))
    feed = way.feed(producer)
    feed.want(None, 0)
    assert way.outbox.catch_up(feed, 9)


def test_rtcp_within_a_batch_leaves_with_it_and_outside_at_once(way: Forwarding) -> None:
    compound, handles = rtcp.receiver_report(1), sessions()
    way.outbox.begin(0)
    way.outbox.control(compound, handles.outbound, ENDPOINT, 7)
    assert way.io.sent == []
    way.outbox.flush()
    way.outbox.control(compound, handles.outbound, ENDPOINT, 7)
    assert [name for name, _ in way.io.sent] == [7, 7]
    assert session(inbound=True).unprotect_rtcp(way.io.sent[0][1]) == compound
    assert way.statistics.tx == 0


def test_the_stamp_is_the_batches_time(way: Forwarding, producer: Producer) -> None:
    feed = way.feed(producer)
    way.send(video(1, keyframe=True), now_ns=1_500_000_000)
    assert isinstance(way.got(feed)[0], Fields)
    assert way.got(feed)[0].elements[5] == (3 << 17).to_bytes(3, "big")
