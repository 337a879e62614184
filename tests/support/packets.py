"""A participant's packets without a network: moving pictures in VP8 and a tone in Opus, with loss as a pattern."""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np
from aiortc.codecs.vpx import VpxPayloadDescriptor

VP8, OPUS = 96, 111
SECOND_NS = 1_000_000_000
START_NS = 1_000 * SECOND_NS  # Monotonic time of the first packet.
PICTURES_PER_SECOND = 15
NTP_START = 3_900_000_000 << 32  # NTP time of the first capture.


@dataclass(frozen=True)
class Sent:
    """One packet and when it arrived."""

    arrival_ns: int
    octets: bytes


def rtp(payload_type: int, sequence: int, timestamp: int, ssrc: int, payload: bytes, *, marker: bool = False) -> bytes:
    second = payload_type | (0x80 if marker else 0)
    return struct.pack("!BBHLL", 0x80, second, sequence & 0xFFFF, timestamp & 0xFFFFFFFF, ssrc) + payload


def camera(
    seconds: float,
    *,
    ssrc: int = 1,
    first_sequence: int = 65_530,
    first_timestamp: int = 0xFFFF_0000,
    start_ns: int = START_NS,
    size: tuple[int, int] = (320, 240),
    pictures_per_keyframe: int = 30,
    octets_per_packet: int = 500,
) -> list[Sent]:
    """Return a moving picture's packets; sequence numbers and timestamps wrap soon after the start by default."""
    encoder = av.CodecContext.create("libvpx", "w")
    assert isinstance(encoder, av.VideoCodecContext)
    encoder.width, encoder.height = size
    encoder.pix_fmt = "yuv420p"
    encoder.time_base = Fraction(1, PICTURES_PER_SECOND)
    encoder.gop_size = pictures_per_keyframe
    encoder.bit_rate = 800_000
    encoder.options = {"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0", "error-resilient": "1"}
    noise = np.random.default_rng(1).integers(0, 255, (size[1] // 8, size[0] // 8, 3), dtype=np.uint8)
    still = noise.repeat(8, 0).repeat(8, 1)
    sent = []
    sequence = first_sequence
    for index in range(int(seconds * PICTURES_PER_SECOND)):
        frame = av.VideoFrame.from_ndarray(np.roll(still, (index * 2, index * 3), (0, 1)), format="bgr24")
        frame.pts = index
        for packet in encoder.encode(frame):
            payload = bytes(packet)
            parts = [payload[at : at + octets_per_packet] for at in range(0, len(payload), octets_per_packet)]
            for place, part in enumerate(parts):
                described = bytes(VpxPayloadDescriptor(int(place == 0), 0, picture_id=index & 0x7FFF)) + part
                timestamp = first_timestamp + index * 90_000 // PICTURES_PER_SECOND
                arrival = start_ns + index * SECOND_NS // PICTURES_PER_SECOND + place * 100_000
                last = place == len(parts) - 1
                sent.append(Sent(arrival, rtp(VP8, sequence, timestamp, ssrc, described, marker=last)))
                sequence += 1
    return sent


def voice(
    seconds: float,
    *,
    ssrc: int = 2,
    first_sequence: int = 65_530,
    first_timestamp: int = 0xFFFF_0000,
    start_ns: int = START_NS,
) -> list[Sent]:
    """Return a tone's packets of 20 ms."""
    encoder = av.CodecContext.create("libopus", "w")
    assert isinstance(encoder, av.AudioCodecContext)
    encoder.sample_rate = 48_000
    encoder.layout = "stereo"
    encoder.format = "s16"
    payloads: list[bytes] = []
    for index in range(int(seconds * 50)):
        tone = (8_000 * np.sin((np.arange(960) + index * 960) * 440 * 2 * np.pi / 48_000)).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(tone.repeat(2)[None], format="s16", layout="stereo")
        frame.sample_rate = 48_000
        frame.pts = index * 960
        payloads.extend(bytes(packet) for packet in encoder.encode(frame))
    return [
        Sent(
            start_ns + index * 20_000_000, rtp(OPUS, first_sequence + index, first_timestamp + index * 960, ssrc, body)
        )
        for index, body in enumerate(payloads)
    ]


def without(sent: Iterable[Sent], lost: set[int]) -> Iterator[Sent]:
    """Leave out the packets at these places."""
    return (packet for index, packet in enumerate(sent) if index not in lost)
