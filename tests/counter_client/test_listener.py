"""What the official says ends in a file that can be played."""

import asyncio
from fractions import Fraction
from pathlib import Path

import numpy as np
from av import AudioFrame

from counter_client.devices import SAMPLE_RATE, read_sound
from counter_client.listener import OFFICIAL_VOICE, VoiceFile
from signaling.protocol.media import Source, Track
from signaling.protocol.names import Role


def a_frame(number: int, loudness: int) -> AudioFrame:
    frame = AudioFrame.from_ndarray(np.full((1, 1920), loudness, np.int16), format="s16", layout="stereo")
    frame.sample_rate = SAMPLE_RATE
    frame.pts, frame.time_base = number * 960, Fraction(1, SAMPLE_RATE)
    return frame


async def test_the_officials_voice_is_written_and_nobody_elses(tmp_path: Path) -> None:
    path = tmp_path / "heard.wav"
    file = VoiceFile(path)
    writing = asyncio.create_task(file.write())
    for number in range(50):
        file(OFFICIAL_VOICE, a_frame(number, 7000))
        file(Source(Role.WINDOW, Track.VOICE), a_frame(number, -20_000))
    file.finish()
    await writing
    samples = read_sound(path)
    assert len(samples) == 50 * 960
    assert set(samples.tolist()) == {7000}


async def test_a_disk_that_is_too_slow_loses_voice_rather_than_memory(tmp_path: Path) -> None:
    path = tmp_path / "heard.wav"
    file = VoiceFile(path)
    for number in range(10_000):
        file(OFFICIAL_VOICE, a_frame(number, 7000))
    file.finish()
    await file.write()
    assert len(read_sound(path)) < 10_000 * 960 / 10
