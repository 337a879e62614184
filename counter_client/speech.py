"""The resident's voice: sentences spoken by espeak-ng, with pauses in which the official can speak."""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from counter_client.devices import SAMPLE_RATE, LoopedSound, Samples, read_sound
from signaling.protocol.names import Language

_PAUSE_SECONDS = 4.0
_VOICES = {Language.CHINESE: "cmn", Language.ENGLISH: "en-us"}
_DEADLINE_SECONDS = 20.0
_LEVEL_HERTZ = 25


class Speech(LoopedSound):
    """A looped sound that also knows how far its speaker's mouth is open."""

    def __init__(self, samples: Samples) -> None:
        super().__init__(samples)
        step = SAMPLE_RATE // _LEVEL_HERTZ
        usable = samples[: len(samples) // step * step].reshape(-1, step).astype(np.float32)
        self._levels = np.minimum(1.0, np.sqrt((usable**2).mean(axis=1)) / 5000.0)

    def level(self, seconds: float) -> float:
        """Return the loudness at a time, 0 silent … 1 loud."""
        return float(self._levels[int(seconds * _LEVEL_HERTZ) % len(self._levels)])


def sentences(item: str, language: Language) -> tuple[str, ...]:
    """Return what a resident says who came for this item."""
    if language is Language.ENGLISH:
        return (
            f"Hello, I am here for {item}.",
            "These are my papers. Please tell me if anything is missing.",
            "Take your time, thank you.",
        )
    return (f"您好，我来办理{item}。", "这是我的材料，请您看一下，还缺什么请告诉我。", "好的，不着急，谢谢您。")


def speak(texts: Sequence[str], language: Language) -> Speech | None:
    """Return the sentences as a loop, or None where espeak-ng is not installed or has no such voice."""
    program = shutil.which("espeak-ng")
    if program is None:
        return None
    pause = np.zeros(int(_PAUSE_SECONDS * SAMPLE_RATE), np.int16)
    pieces: list[Samples] = []
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            path = Path(folder, f"{number}.wav")
            command = [program, "-v", _VOICES[language], "-s", "170", "-w", str(path), "--", text]
            done = subprocess.run(command, capture_output=True, timeout=_DEADLINE_SECONDS, check=False)
            if done.returncode != 0 or not path.exists():
                return None
            pieces += [read_sound(path), pause]
    return Speech(np.concatenate(pieces))


def hum() -> Speech:
    """Return the voice of a resident without espeak-ng: a soft rising and falling tone, so that something is heard."""
    time = np.arange(SAMPLE_RATE * 2) / SAMPLE_RATE
    pitch = 2 * np.pi * (180 * time + 8 * np.sin(2 * np.pi * time))
    swell = np.sin(np.pi * time / 2) ** 2
    tone = 3500 * swell * (np.sin(pitch) + 0.4 * np.sin(2 * pitch))
    return Speech(np.concatenate([tone.astype(np.int16), np.zeros(int(_PAUSE_SECONDS * SAMPLE_RATE), np.int16)]))
