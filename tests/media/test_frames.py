"""Frames are completed from packets in any order, with any of them missing, and from junk nothing is."""

import random
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.frames import Frame, Line, opus_frames, payload_of, vp8_dimensions, vp8_frames, vp8_payload
from tests.support.packets import OPUS, VP8, Sent, camera, rtp, voice, without

MS = 1_000_000


def line(sent: Iterable[Sent]) -> Line:
    packets = list(sent)
    return Line([one.octets for one in packets], [one.arrival_ns for one in packets])


def pictures(sent: Iterable[Sent]) -> list[Frame]:
    return list(vp8_frames(line(sent)))


@pytest.fixture(scope="module")
def film() -> list[Sent]:
    return camera(3)


@given(st.lists(st.integers(-(2**15) + 1, 2**15 - 1), min_size=1, max_size=50), st.integers(0, 0xFFFF))
def test_numbers_are_continued_beyond_their_wrap(steps: list[int], first: int) -> None:
    numbers = [sum(steps[:count]) for count in range(len(steps) + 1)]
    sent = [Sent(0, rtp(OPUS, first + number, 0, 1, b"%d" % number)) for number in numbers]
    assert [number for number, _, _, _ in line(sent)] == sorted(set(numbers))


def test_every_picture_of_a_whole_stream_is_completed(film: list[Sent]) -> None:
    frames = pictures(film)
    assert len(frames) == 45
    assert [index for index, frame in enumerate(frames) if frame.keyframe] == [0, 30]
    assert {after.timestamp - before.timestamp for before, after in pairwise(frames)} == {6000}


def test_packets_in_disorder_and_twice_make_the_same_pictures(film: list[Sent]) -> None:
    disorder = random.Random(1)
    late = [Sent(sent.arrival_ns + disorder.randrange(300 * MS), sent.octets) for sent in (*film[1:], *film[::3])]
    assert pictures([film[0], *sorted(late, key=lambda sent: sent.arrival_ns)]) == pictures(film)


def test_a_retransmission_is_put_in_its_place(film: list[Sent]) -> None:
    late = Sent(film[100].arrival_ns + 1_500 * MS, film[100].octets)
    sent = sorted([*without(film, {100}), late], key=lambda sent: sent.arrival_ns)
    assert pictures(sent) == pictures(film)


@pytest.mark.parametrize("lost", [{100}, {100, 101, 102}, {50, 200, 350}], ids=str)
def test_only_pictures_that_lack_a_packet_are_left_out(film: list[Sent], lost: set[int]) -> None:
    torn = {list(line(film))[index][1] for index in lost}
    assert pictures(without(film, lost)) == [frame for frame in pictures(film) if frame.timestamp not in torn]


def test_nothing_is_shown_before_the_first_keyframe(film: list[Sent]) -> None:
    frames = pictures(film[5:])
    assert [frame.payload for frame in frames] == [frame.payload for frame in pictures(film)[30:]]


def test_each_packet_of_voice_is_a_frame() -> None:
    made = list(opus_frames(line(voice(1))))
    assert [frame.timestamp for frame in made] == list(range(0, 48_000, 960))
    assert all(frame.keyframe for frame in made)


def test_padding_is_no_frame() -> None:
    padding = bytearray(rtp(VP8, 1, 0, 1, bytes(19) + b"\x14"))
    padding[0] |= 0x20
    assert list(line([Sent(0, bytes(padding))])) == []


def test_dimensions_are_read_from_a_keyframe_alone(film: list[Sent]) -> None:
    first, second = pictures(film)[:2]
    assert vp8_dimensions(first.payload) == (320, 240)
    assert vp8_dimensions(second.payload) is None
    assert vp8_dimensions(first.payload[:9]) is None


@given(st.binary(min_size=1, max_size=60))
def test_junk_payloads_break_nothing(payload: bytes) -> None:
    described = vp8_payload(payload)
    if described is not None:
        assert payload.endswith(described[1])
        vp8_dimensions(described[1])


@given(st.lists(st.binary(min_size=12, max_size=40), min_size=1, max_size=30))
def test_junk_packets_break_nothing(packets: list[bytes]) -> None:
    sent = [Sent(index, octets) for index, octets in enumerate(packets)]
    list(vp8_frames(line(sent)))
    list(opus_frames(line(sent)))


@given(st.binary(min_size=12, max_size=60))
def test_a_payload_is_a_part_of_its_packet(packet: bytes) -> None:
    assert payload_of(packet) in packet[12:]
