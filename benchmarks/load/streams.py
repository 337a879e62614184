"""
What the synthetic publishers send: VP8 and Opus as to framing, size and pace, noise as to content.

A server that forwards without decoding reads no further than the VP8 payload header (RFC 7741 §4.2, RFC 6386 §9.1).
"""

import os
import random
from collections.abc import Iterator
from typing import Literal

import msgspec

PAYLOAD_BYTES = 1160
NOISE = os.urandom(1 << 16)
KEYFRAME_FACTOR = 6  # A keyframe is so many times as large as the frames between.
KEYFRAME_START = bytes([0x9D, 0x01, 0x2A])


class Stream(msgspec.Struct, frozen=True):
    """One producer's pace and size."""

    kind: Literal["audio", "video"]
    frames_per_second: float
    bits_per_second: float
    width: int = 0
    height: int = 0
    keyframe_seconds: float = 5.0


CAMERA = Stream("video", frames_per_second=30, bits_per_second=1_500_000, width=640, height=480)
DOCUMENT = Stream("video", frames_per_second=5, bits_per_second=500_000, width=1920, height=1080)
VOICE = Stream("audio", frames_per_second=50, bits_per_second=32_000)


class Vp8:
    """The payloads of a VP8 stream, frame by frame. The same seed gives the same sizes."""

    def __init__(self, stream: Stream, seed: int) -> None:
        self._stream = stream
        self._random = random.Random(seed)
        self._picture = self._random.randrange(1 << 15)
        self._layer_picture = self._random.randrange(1 << 8)
        self._started = False
        frames = stream.frames_per_second * stream.keyframe_seconds
        self._interval = int(frames)
        self._since_keyframe = self._random.randrange(self._interval)  # No two cameras of a city are in step.
        self._delta_bytes = stream.bits_per_second / 8 * stream.keyframe_seconds / (frames - 1 + KEYFRAME_FACTOR)

    def frame(self, *, keyframe: bool) -> Iterator[bytes]:
        """Yield the payloads of the next frame; the last one carries the marker."""
        key = keyframe or not self._started or self._since_keyframe == 0
        self._started = True
        self._since_keyframe = (self._since_keyframe + 1) % self._interval
        size = int(self._delta_bytes * (KEYFRAME_FACTOR if key else self._random.uniform(0.7, 1.3)))
        header = self._header(key)
        self._picture = (self._picture + 1) & 0x7FFF
        self._layer_picture = (self._layer_picture + 1) & 0xFF
        descriptor = self._descriptor()
        for at in range(0, size, PAYLOAD_BYTES):
            chunk = NOISE[at : at + min(PAYLOAD_BYTES, size - at)]
            yield b"\x90" + descriptor + header + chunk[len(header) :] if at == 0 else b"\x80" + descriptor + chunk

    def _descriptor(self) -> bytes:
        """The extension: PictureID (15 bit), TL0PICIDX and temporal layer 0, as Chromium writes it."""
        picture = 0x8000 | self._picture
        return bytes([0xE0, picture >> 8, picture & 0xFF, self._layer_picture, 0x00])

    def _header(self, key: bool) -> bytes:
        if not key:
            return bytes([0x11, 0x00, 0x00])
        size = self._stream.width.to_bytes(2, "little") + self._stream.height.to_bytes(2, "little")
        return bytes([0x10, 0x00, 0x00]) + KEYFRAME_START + size


class Opus:
    """The payloads of an Opus stream: 20 ms each, constant size."""

    def __init__(self, stream: Stream) -> None:
        # TOC of RFC 6716 §3.1: hybrid fullband 20 ms, mono, one frame.
        self._payload = bytes([0x78]) + NOISE[: int(stream.bits_per_second / 8 / stream.frames_per_second) - 1]

    def frame(self, *, keyframe: bool) -> Iterator[bytes]:  # noqa: ARG002  Voice has no keyframes.
        """Yield the one payload."""
        yield self._payload
