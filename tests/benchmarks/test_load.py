"""The measuring instruments themselves: a load that sends the wrong thing measures nothing."""

import os
from itertools import pairwise

from aiortc.codecs.vpx import VpxPayloadDescriptor

from benchmarks import cpu
from benchmarks.load.peer import Tally
from benchmarks.load.sdp import RTX
from benchmarks.load.streams import CAMERA, PAYLOAD_BYTES, VOICE, Opus, Vp8


def packet(sequence: int, *, payload_type: int = 96, ssrc: int = 7) -> bytes:
    return bytes([0x80, payload_type]) + sequence.to_bytes(2, "big") + bytes(4) + ssrc.to_bytes(4, "big") + b"payload"


def test_a_tally_counts_across_the_wrap_and_misses_what_never_came() -> None:
    tally = Tally()
    for sequence in (65534, 65535, 0, 2, 3):
        tally(packet(sequence))
    assert (tally.packets, tally.missing) == (5, 1)


def test_a_packet_that_came_late_is_not_missing() -> None:
    tally = Tally()
    for sequence in (10, 12, 11):
        tally(packet(sequence))
    assert (tally.packets, tally.missing) == (3, 0)


def test_retransmissions_and_other_streams_are_told_apart() -> None:
    tally = Tally()
    for each in (packet(1), packet(900, ssrc=8), packet(500, payload_type=RTX, ssrc=9), packet(2)):
        tally(each)
    assert (tally.packets, tally.missing) == (3, 0)


def keyframes(frames: list[list[bytes]]) -> list[int]:
    return [n for n, frame in enumerate(frames) if not VpxPayloadDescriptor.parse(frame[0])[1][0] & 1]


def test_a_camera_keeps_its_rate_and_begins_with_a_keyframe() -> None:
    source = Vp8(CAMERA, seed=1)
    frames = [list(source.frame(keyframe=False)) for _ in range(1500)]
    bits = 8 * sum(len(payload) for frame in frames for payload in frame)
    assert 0.95 < bits / 50 / CAMERA.bits_per_second < 1.05
    assert all(len(payload) <= PAYLOAD_BYTES + 6 for frame in frames for payload in frame)
    first, *rest = keyframes(frames)
    assert first == 0
    assert [after - before for before, after in pairwise(rest)] == [150] * 9


def test_keyframes_of_two_cameras_are_out_of_step() -> None:
    sources = [Vp8(CAMERA, seed=seed) for seed in (1, 2)]
    second = [keyframes([list(source.frame(keyframe=False)) for _ in range(200)])[1] for source in sources]
    assert second[0] != second[1]


def test_pictures_are_numbered_in_a_row_and_begin_with_a_partition_start() -> None:
    source = Vp8(CAMERA, seed=1)
    numbers = []
    for _ in range(3):
        descriptors = [VpxPayloadDescriptor.parse(payload)[0] for payload in source.frame(keyframe=False)]
        assert [bool(each.partition_start) for each in descriptors] == [True] + [False] * (len(descriptors) - 1)
        assert len({each.picture_id for each in descriptors}) == 1
        numbers.append(descriptors[0].picture_id)
    first = numbers[0] or 0
    assert numbers == [(first + n) % (1 << 15) for n in range(3)]


def test_a_keyframe_comes_when_it_is_asked_for() -> None:
    source = Vp8(CAMERA, seed=1)
    for _ in range(7):
        list(source.frame(keyframe=False))
    (first, *_) = source.frame(keyframe=True)
    assert not VpxPayloadDescriptor.parse(first)[1][0] & 1


def test_voice_has_one_packet_a_frame() -> None:
    assert [len(payload) for payload in Opus(VOICE).frame(keyframe=False)] == [80]


def test_cpu_time_only_grows() -> None:
    before = cpu.seconds(os.getpid())
    sum(range(10**6))
    assert cpu.seconds(os.getpid()) > before
