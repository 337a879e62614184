"""Media frames from RTP packets: put in order, completed, without decoding (RFC 3550, RFC 7741)."""

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from media.core.rtp import HEADER_SIZE

_FIELDS = np.dtype([("flags", "u1"), ("marker", "u1"), ("sequence", ">u2"), ("timestamp", ">u4"), ("ssrc", ">u4")])


class Frame(msgspec.Struct, frozen=True, gc=False):
    """One frame of a codec, as a container takes it."""

    timestamp: int  # In RTP ticks since the line's first packet; negative for what was sent before it.
    payload: bytes
    keyframe: bool


class Line:
    """The packets of one SSRC in the order in which they were sent, each once."""

    def __init__(self, packets: Sequence[bytes], arrivals_ns: Sequence[int]) -> None:
        """
        Args:
            packets: In the order of their arrival, at least one, none shorter than a header.
            arrivals_ns: Their arrivals by the monotonic clock.
        """
        heads = np.frombuffer(b"".join([packet[:HEADER_SIZE] for packet in packets]), _FIELDS)
        numbers = _unwrapped(heads["sequence"].astype(np.uint16))
        ticks = _unwrapped(heads["timestamp"].astype(np.uint32))
        self.arrivals_ns = np.array(arrivals_ns, np.int64)
        self.ticks = ticks  # In the order of arrival, as `arrivals_ns`.
        self.first_timestamp = int(heads["timestamp"][0])
        _, order = np.unique(numbers, return_index=True)
        self._packets = packets
        self._order = order.tolist()
        self._fields = numbers[order].tolist(), ticks[order].tolist(), (heads["marker"][order] >= 0x80).tolist()

    def __iter__(self) -> Iterator[tuple[int, int, bool, bytes]]:
        """Yield number, ticks since the first packet to arrive, marker and payload; padding alone is left out."""
        for index, number, ticks, marker in zip(self._order, *self._fields, strict=True):
            body = payload_of(self._packets[index])
            if body:
                yield number, ticks, marker, body


def _unwrapped(values: NDArray[np.unsignedinteger]) -> NDArray[np.int64]:
    """Return a counter continued beyond its wraps, relative to its first value: each step is the shorter way round."""
    signed = np.int16 if values.itemsize == 2 else np.int32
    return np.concatenate([[0], np.cumsum(np.diff(values).astype(signed), dtype=np.int64)])


def payload_of(packet: bytes) -> bytes:
    """Return the payload of an RTP packet without padding; empty where there is none, or the packet is broken."""
    first = packet[0]
    start = HEADER_SIZE + 4 * (first & 15)
    if first & 0x10:
        start += 4 + 4 * int.from_bytes(packet[start + 2 : start + 4], "big")
    return packet[start : max(0, len(packet) - packet[-1])] if first & 0x20 else packet[start:]


def opus_frames(line: Line) -> Iterator[Frame]:
    """Yield the frames of Opus: every packet is one (RFC 7587 §4.2)."""
    for _, ticks, _, body in line:
        yield Frame(ticks, body, keyframe=True)


def vp8_frames(line: Line) -> Iterator[Frame]:
    """
    Yield the frames of VP8, of one or more packets (RFC 7741 §4).

    A frame that lacks a packet is left out. Those after it are kept, although their picture is damaged until the next
    keyframe: on record, a damaged picture is worth more than none. Before the first keyframe nothing can be shown.
    """
    parts: list[bytes] = []
    expected = 0  # The packet that continues the frame in `parts`.
    started = False
    for number, ticks, marker, body in line:
        described = vp8_payload(body)
        if described is None:
            parts = []
            continue
        begins, part = described
        if begins:
            parts = [part]
        elif parts and number == expected:
            parts.append(part)
        else:
            parts = []
            continue
        expected = number + 1
        if marker:
            payload = b"".join(parts)
            keyframe = vp8_dimensions(payload) is not None
            started = started or keyframe
            if started:
                yield Frame(ticks, payload, keyframe)
            parts = []


def vp8_payload(payload: bytes) -> tuple[bool, bytes] | None:
    """
    Return whether the packet begins a frame, and its payload without descriptor; None where that is cut short.

    Args:
        payload: Of one packet, at least one octet.
    """
    at = 1
    if payload[0] & 0x80 and len(payload) > 1:
        bits = payload[1]
        at = 2
        if bits & 0x80:
            at += 2 if at < len(payload) and payload[at] & 0x80 else 1
        if bits & 0x40:
            at += 1
        if bits & 0x30:
            at += 1
    if at >= len(payload):
        return None
    return payload[0] & 0x17 == 0x10, payload[at:]


def vp8_dimensions(keyframe: bytes) -> tuple[int, int] | None:
    """Return width and height that a keyframe declares (RFC 6386 §9.1); None where it is none."""
    if len(keyframe) < 10 or keyframe[0] & 1 or keyframe[3:6] != b"\x9d\x01\x2a":
        return None
    width = int.from_bytes(keyframe[6:8], "little") & 0x3FFF
    height = int.from_bytes(keyframe[8:10], "little") & 0x3FFF
    return (width, height) if width and height else None
