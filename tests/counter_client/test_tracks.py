"""Tracks keep time and speak the formats that aiortc sends."""

import asyncio
from itertools import pairwise

import av
import numpy as np
import pytest
from aiortc.mediastreams import MediaStreamError

from counter_client.devices import SAMPLE_RATE, LoopedSound
from counter_client.scene import Scene
from counter_client.tracks import PictureTrack, VoiceTrack


async def test_pictures_come_in_their_rhythm() -> None:
    track = PictureTrack(Scene(None))
    frames = [await track.recv() for _ in range(4)]
    steps = [(after.pts or 0) - (before.pts or 0) for before, after in pairwise(frames)]
    assert all(step >= 90_000 / 15 - 1 for step in steps)
    assert (frames[0].width, frames[0].height, frames[0].format.name) == (640, 360, "yuv420p")


async def test_voice_is_opus_of_20_ms_with_error_correction() -> None:
    tone = (6000 * np.sin(2 * np.pi * 440 * np.arange(SAMPLE_RATE) / SAMPLE_RATE)).astype(np.int16)
    track = VoiceTrack(LoopedSound(tone))
    packets = [await track.recv() for _ in range(12)]
    assert all((after.pts or 0) - (before.pts or 0) >= 960 for before, after in pairwise(packets))
    decoder = av.CodecContext.create("libopus", "r")
    heard = [frame for packet in packets for frame in decoder.decode(av.Packet(bytes(packet)))]
    assert heard[0].samples == 960
    assert np.abs(heard[-1].to_ndarray()).max() > 0.05


async def test_a_stopped_track_ends() -> None:
    for track in (PictureTrack(Scene(None)), VoiceTrack(LoopedSound(np.ones(960, np.int16)))):
        track.stop()
        with pytest.raises(MediaStreamError):
            await asyncio.wait_for(track.recv(), 5)
