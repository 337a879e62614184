"""Media frames from RTP packets: put in order, completed, without decoding (RFC 3550, RFC 7741)."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from media.core.rtp import HEADER, payload_size, read_layout

HOLD_NS = 2_000_000_000  # How long a missing packet is waited for: a retransmission comes within a second.


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of a codec, as a container takes it."""

    timestamp: int  # In RTP ticks, unwrapped, of an arbitrary origin.
    payload: bytes
    keyframe: bool


class Unwrapper:
    """Continues a counter of so many bits beyond its wrap, backwards too."""

    def __init__(self, bits: int) -> None:
        self._size = 1 << bits
        self._last: int | None = None

    def __call__(self, value: int) -> int:
        if self._last is None:
            # Room below, so that what was sent before the first one to arrive stays positive.
            self._last = value + self._size
            return self._last
        ahead = (value - self._last) % self._size
        if ahead >= self._size // 2:
            ahead -= self._size
        unwrapped = self._last + ahead
        self._last = max(self._last, unwrapped)
        return unwrapped


@dataclass(frozen=True, slots=True, order=True)
class Packet:
    """One RTP packet with its number and time unwrapped; ordered by number."""

    number: int
    timestamp: int
    arrival_ns: int
    marker: bool
    payload: bytes


class Reorder:
    """
    Puts the packets of one SSRC in order, once each.

    Whatever is missing is waited for until the next packet in line has waited for `HOLD_NS`; so it holds two seconds of
    one stream at most.
    """

    def __init__(self) -> None:
        self._numbers = Unwrapper(16)
        self._timestamps = Unwrapper(32)
        self._heap: list[Packet] = []
        self._next: int | None = None

    def push(self, octets: bytes, arrival_ns: int) -> Iterator[Packet]:
        """Take a packet in the order of arrival, and yield those whose turn has come. Broken ones are left out."""
        layout = read_layout(octets, {})
        if layout is None:
            return
        _, second, sequence, timestamp, _ = HEADER.unpack_from(octets)
        size = payload_size(octets, layout.end)
        if size:
            number = self._numbers(sequence)
            payload = octets[layout.end : layout.end + size]
            packet = Packet(number, self._timestamps(timestamp), arrival_ns, bool(second & 0x80), payload)
            if self._next is None:
                self._next = number
            if number >= self._next:
                heapq.heappush(self._heap, packet)
        else:
            self._numbers(sequence)
        while self._heap:
            head = self._heap[0]
            if head.number != self._next and arrival_ns - head.arrival_ns < HOLD_NS:
                return
            yield from self._pop()

    def drain(self) -> Iterator[Packet]:
        """Yield what is left, at the end of the stream."""
        while self._heap:
            yield from self._pop()

    def _pop(self) -> Iterator[Packet]:
        packet = heapq.heappop(self._heap)
        if self._next is None or packet.number >= self._next:  # Else it came twice.
            self._next = packet.number + 1
            yield packet


class OpusFrames:
    """Opus: every packet is a frame (RFC 7587 §4.2)."""

    def push(self, packet: Packet) -> Iterator[Frame]:
        """Yield the packet's frame."""
        yield Frame(packet.timestamp, packet.payload, keyframe=True)


class Vp8Frames:
    """
    VP8: frames of one or more packets (RFC 7741 §4).

    A frame that lacks a packet is left out. Those after it are kept, although their picture is damaged until the next
    keyframe: on record, a damaged picture is worth more than none. Before the first keyframe nothing can be shown.
    """

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._expected: int | None = None  # The packet that continues the frame in `_parts`.
        self._started = False

    def push(self, packet: Packet) -> Iterator[Frame]:
        """Yield the frame that the packet completes, if it does."""
        described = vp8_payload(packet.payload)
        if described is None:
            self._parts.clear()
            return
        begins, part = described
        if begins:
            self._parts = [part]
        elif self._parts and packet.number == self._expected:
            self._parts.append(part)
        else:
            self._parts.clear()
            return
        self._expected = packet.number + 1
        if not packet.marker:
            return
        payload = b"".join(self._parts)
        self._parts.clear()
        keyframe = not payload[0] & 1
        self._started = self._started or keyframe
        if self._started:
            yield Frame(packet.timestamp, payload, keyframe)


def vp8_payload(payload: bytes) -> tuple[bool, bytes] | None:
    """Return whether the packet begins a frame, and its payload without descriptor; None where that is cut short."""
    at = 1
    if payload[:1] and payload[0] & 0x80 and len(payload) > 1:
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
    if len(keyframe) < 10 or keyframe[3:6] != b"\x9d\x01\x2a":
        return None
    if keyframe[0] & 1:
        return None
    width = int.from_bytes(keyframe[6:8], "little") & 0x3FFF
    height = int.from_bytes(keyframe[8:10], "little") & 0x3FFF
    return (width, height) if width and height else None
