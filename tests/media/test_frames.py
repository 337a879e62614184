"""Frames are completed from packets in any order, with any of them missing, and from junk nothing is."""

import random
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.frames import Frame, OpusFrames, Packet, Reorder, Unwrapper, Vp8Frames, vp8_dimensions, vp8_payload
from tests.support.packets import VP8, Sent, camera, rtp, voice, without

MS = 1_000_000


def ordered(sent: Iterable[Sent]) -> list[Packet]:
    reorder = Reorder()
    packets = [packet for one in sent for packet in reorder.push(one.octets, one.arrival_ns)]
    return packets + list(reorder.drain())


def pictures(sent: Iterable[Sent]) -> list[Frame]:
    frames = Vp8Frames()
    return [frame for packet in ordered(sent) for frame in frames.push(packet)]


@pytest.fixture(scope="module")
def film() -> list[Sent]:
    return camera(3)


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(-(2**15) + 1, 2**15 - 1), max_size=50))
def test_a_counter_is_continued_beyond_its_wrap(start: int, steps: list[int]) -> None:
    unwrap = Unwrapper(16)
    value = highest = start & 0xFFFF
    base = unwrap(value) - value
    for step in steps:
        value = highest + step
        assert unwrap(value & 0xFFFF) == base + value
        highest = max(highest, value)


def test_every_picture_of_a_whole_stream_is_completed(film: list[Sent]) -> None:
    frames = pictures(film)
    assert len(frames) == 45
    assert [index for index, frame in enumerate(frames) if frame.keyframe] == [0, 30]
    assert {after.timestamp - before.timestamp for before, after in pairwise(frames)} == {6000}


def test_packets_in_disorder_and_twice_make_the_same_pictures(film: list[Sent]) -> None:
    disorder = random.Random(1)
    late = [Sent(sent.arrival_ns + disorder.randrange(300 * MS), sent.octets) for sent in (*film[1:], *film[::3])]
    assert pictures([film[0], *sorted(late, key=lambda sent: sent.arrival_ns)]) == pictures(film)


def test_a_retransmission_within_the_hold_is_put_in_its_place(film: list[Sent]) -> None:
    late = Sent(film[100].arrival_ns + 1_500 * MS, film[100].octets)
    sent = sorted([*without(film, {100}), late], key=lambda sent: sent.arrival_ns)
    assert pictures(sent) == pictures(film)


@pytest.mark.parametrize("lost", [{100}, {100, 101, 102}, {50, 200, 350}], ids=str)
def test_only_pictures_that_lack_a_packet_are_left_out(film: list[Sent], lost: set[int]) -> None:
    times = {index: packet.timestamp for index, packet in enumerate(ordered(film))}
    torn = {times[index] for index in lost}
    assert pictures(without(film, lost)) == [frame for frame in pictures(film) if frame.timestamp not in torn]


def test_nothing_is_shown_before_the_first_keyframe(film: list[Sent]) -> None:
    frames = pictures(film[5:])
    assert frames == pictures(film)[30:]


def test_each_packet_of_voice_is_a_frame() -> None:
    frames = OpusFrames()
    made = [frame for packet in ordered(voice(1)) for frame in frames.push(packet)]
    assert len(made) == 50
    assert all(frame.keyframe for frame in made)


def test_padding_is_no_frame() -> None:
    padding = bytearray(rtp(VP8, 1, 0, 1, bytes(19) + b"\x14"))
    padding[0] |= 0x20
    assert ordered([Sent(0, bytes(padding))]) == []


def test_dimensions_are_read_from_a_keyframe_alone(film: list[Sent]) -> None:
    first, second = pictures(film)[:2]
    assert vp8_dimensions(first.payload) == (320, 240)
    assert vp8_dimensions(second.payload) is None
    assert vp8_dimensions(first.payload[:9]) is None


@given(st.binary(max_size=60))
def test_junk_payloads_break_nothing(payload: bytes) -> None:
    described = vp8_payload(payload)
    if described is not None:
        assert payload.endswith(described[1])
        vp8_dimensions(described[1])


@given(st.lists(st.tuples(st.binary(min_size=12, max_size=40), st.integers(0, 10**10)), max_size=30))
def test_junk_packets_break_nothing(sent: list[tuple[bytes, int]]) -> None:
    frames = Vp8Frames()
    for packet in ordered(Sent(arrival, octets) for octets, arrival in sent):
        list(frames.push(packet))
