"""Sources as aiortc tracks: paced by the clock, and each picture made in a worker thread."""

import asyncio
import time
from fractions import Fraction

import av
import cv2
import numpy as np
from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError

from counter_client.devices import SAMPLE_RATE, Picture, Samples, Sound

_VIDEO_CLOCK = 90_000
_FRAME_SAMPLES = 960  # 20 ms.
_LATE_SECONDS = 0.5  # What is later than this is left out rather than caught up with.
_VOICE_BITS = 32_000


class PictureTrack(MediaStreamTrack):
    """A picture source as video; aiortc encodes it, since it alone hears of keyframe requests."""

    kind = "video"

    def __init__(self, source: Picture) -> None:
        super().__init__()
        self._source = source
        self._began = time.monotonic()
        self._due = self._began

    async def recv(self) -> av.VideoFrame:
        """Return the next frame when its time has come."""
        if self.readyState != "live":
            raise MediaStreamError
        self._due = await _wait_until(self._due)
        frame = await asyncio.to_thread(_frame, self._source, self._due)
        frame.pts = int((self._due - self._began) * _VIDEO_CLOCK)
        frame.time_base = Fraction(1, _VIDEO_CLOCK)
        self._due += 1 / self._source.rate
        return frame


def _frame(source: Picture, seconds: float) -> av.VideoFrame:
    planes = cv2.cvtColor(source.at(seconds), cv2.COLOR_BGR2YUV_I420)
    return av.VideoFrame.from_ndarray(np.asarray(planes, np.uint8), format="yuv420p")


class VoiceTrack(MediaStreamTrack):
    """
    A sound source as Opus packets of 20 ms.

    Encoded here, as aiortc's encoder knows no forward error correction (RFC 6716 §2.1.7): with it a lost packet is
    rebuilt from the next one.
    """

    kind = "audio"

    def __init__(self, source: Sound) -> None:
        super().__init__()
        self._source = source
        self._encoder = _opus_encoder()
        self._sample = int(time.monotonic() * SAMPLE_RATE)
        self._first = self._sample

    async def recv(self) -> "av.Packet[av.AudioStream]":  # Generic in its stub only.
        """Return the next packet when its time has come."""
        if self.readyState != "live":
            raise MediaStreamError
        while True:
            due = await _wait_until(self._sample / SAMPLE_RATE)
            self._sample = max(self._sample, int(due * SAMPLE_RATE))
            at = self._sample - self._first
            packets = self._encoder.encode(_sound_frame(self._source.at(self._sample, _FRAME_SAMPLES)))
            self._sample += _FRAME_SAMPLES
            if packets:  # The first frame or two only fill the encoder.
                packet = packets[0]
                packet.pts = at
                packet.time_base = Fraction(1, SAMPLE_RATE)
                return packet


def _opus_encoder() -> av.AudioCodecContext:
    encoder = av.AudioCodecContext.create("libopus", "w")
    encoder.sample_rate = SAMPLE_RATE
    encoder.layout = "mono"
    encoder.format = "s16"
    encoder.bit_rate = _VOICE_BITS
    encoder.options = {"application": "voip", "fec": "1", "packet_loss": "10", "frame_duration": "20"}
    return encoder


def _sound_frame(samples: Samples) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate = SAMPLE_RATE
    return frame


async def _wait_until(due: float) -> float:
    """Sleep until a monotonic time and return it, or the present if it lies far in the past."""
    now = time.monotonic()
    if due > now:
        await asyncio.sleep(due - now)
        return due
    return due if now - due < _LATE_SECONDS else now
