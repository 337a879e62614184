"""
What a window shows and says: pictures, sound and a document camera, synthetic or from files.

A source is a function of time and belongs to nobody: two peers may read it at once while one replaces the other. Times
are monotonic seconds. Pictures are made in a worker thread, one call at a time per track.
"""

from pathlib import Path
from threading import Lock
from typing import Protocol

import av
import cv2
import numpy as np
import numpy.typing as npt

Image = npt.NDArray[np.uint8]  # Shape (height, width, 3), BGR.
Samples = npt.NDArray[np.int16]  # Mono, 48 kHz.

SAMPLE_RATE = 48_000
_LONGEST_SOUND_SECONDS = 600.0
_STILL_QUALITY = 92


class DeviceUnusable(Exception):
    """A device or file cannot be used; the message says which, and why."""


class Picture(Protocol):
    """Something to look at."""

    rate: float  # Pictures a second.

    def at(self, seconds: float) -> Image:
        """Return the picture at this time; the array may be shared and is not written to."""


class Sound(Protocol):
    """Something to hear."""

    def at(self, start: int, count: int) -> Samples:
        """Return `count` samples from sample number `start` on, counted from monotonic zero."""


class DocumentCamera(Picture, Protocol):
    """A camera that looks down on a desk; it also takes stills."""

    def lay(self, title: str, owner: str, turn: int, now: float) -> None:
        """Put the paper of this name down, afresh in another turn; `owner` is the resident's masked ID number."""

    def clear(self, now: float) -> None:
        """Take the last paper away."""

    def settled_at(self) -> float:
        """Return the time from which on whatever was laid down lies still."""

    def still(self, now: float) -> bytes:
        """
        Return what lies there as a JPEG or PNG in the camera's full resolution.

        Raises:
            DeviceUnusable: Nothing can be taken.
        """


def jpeg(image: Image) -> bytes:
    """Encode a still."""
    done, encoded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, _STILL_QUALITY])
    if not done:
        raise DeviceUnusable("the still cannot be encoded")
    return encoded.tobytes()


class FilePicture:
    """A film or a photograph, played from the start again and again."""

    def __init__(self, path: Path, *, most_pixels: int = 1280 * 720) -> None:
        self._path = path
        self._most_pixels = most_pixels
        self._lock = Lock()
        self._began: float | None = None
        self._container, self._stream = _open_video(path)
        self.rate = min(float(self._stream.average_rate or 1), 30.0)
        self._frames = self._container.decode(self._stream)
        self._shown = 0  # Frames since `_began`.
        self._length = 0  # Frames seen since the start of the file.
        self._latest: Image = np.zeros((0, 0, 3), np.uint8)
        self._latest = self._next()
        if not self._latest.size:
            raise DeviceUnusable(f"{path}: no picture in it")

    def at(self, seconds: float) -> Image:
        with self._lock:
            if self._began is None:
                self._began = seconds
            # A hair's breadth more, since 100.2 - 100.0 is not 0.2.
            due = int((seconds - self._began) * self.rate + 1e-6)
            if due > self._shown + self.rate:
                # The track slept, between two calls: it goes on from here rather than catch up.
                self._began, due = seconds - self._shown / self.rate, self._shown
            while self._shown < due:
                self._latest = self._next()
                self._shown += 1
            return self._fitted(self._latest)

    def full(self) -> Image:
        """Return the latest frame at the file's own resolution."""
        with self._lock:
            return self._latest

    def _next(self) -> Image:
        frame = next(self._frames, None)
        if frame is None and self._length > 1:
            self._container.seek(0)
            self._frames = self._container.decode(self._stream)
            self._length = 0
            frame = next(self._frames, None)
        if frame is None:
            # A photograph, or a film that cannot be wound back: what was seen last stays.
            return self._latest
        self._length += 1
        return np.ascontiguousarray(frame.to_ndarray(format="bgr24"), np.uint8)

    def _fitted(self, image: Image) -> Image:
        height, width = image.shape[:2]
        scale = min(1.0, (self._most_pixels / (width * height)) ** 0.5)
        even = (int(width * scale) // 2 * 2, int(height * scale) // 2 * 2)
        if even == (width, height):
            return image
        return np.asarray(cv2.resize(image, even, interpolation=cv2.INTER_AREA), np.uint8)


def _open_video(path: Path) -> tuple[av.container.InputContainer, av.VideoStream]:
    try:
        container = av.open(str(path))
    except (av.FFmpegError, OSError) as error:
        raise DeviceUnusable(f"{path}: {error}") from error
    if not container.streams.video:
        raise DeviceUnusable(f"{path}: no picture in it")
    return container, container.streams.video[0]


class FileDocument(FilePicture):
    """A photograph or film of papers in place of a document camera; a photograph is handed on byte for byte."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.rate = min(self.rate, 5.0)
        self._original = path.read_bytes() if path.suffix.lower() in (".jpg", ".jpeg", ".png") else None

    def lay(self, title: str, owner: str, turn: int, now: float) -> None:
        """A file shows what it shows."""

    def clear(self, now: float) -> None:
        """A file shows what it shows."""

    def settled_at(self) -> float:
        return 0.0

    def still(self, now: float) -> bytes:  # noqa: ARG002  A file lies still.
        return self._original or jpeg(self.full())


class LoopedSound:
    """Samples in memory, repeated for ever."""

    def __init__(self, samples: Samples) -> None:
        if not len(samples):
            raise DeviceUnusable("a sound of no length")
        self._samples = samples

    def at(self, start: int, count: int) -> Samples:
        places = np.arange(start, start + count) % len(self._samples)
        return self._samples[places]


def read_sound(path: Path) -> Samples:
    """
    Return a file's first sound track as mono at 48 kHz, ten minutes of it at most.

    Raises:
        DeviceUnusable: No such file, or no sound in it.
    """
    pieces: list[Samples] = []
    seconds = 0.0
    resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)
    try:
        with av.open(str(path)) as container:
            if not container.streams.audio:
                raise DeviceUnusable(f"{path}: no sound in it")
            for frame in container.decode(container.streams.audio[0]):
                frame.pts = None  # The resampler fills gaps by itself; a looped file has none that matter.
                for piece in resampler.resample(frame):
                    pieces.append(piece.to_ndarray().reshape(-1).astype(np.int16))
                    seconds += piece.samples / SAMPLE_RATE
                if seconds > _LONGEST_SOUND_SECONDS:
                    break
    except (av.FFmpegError, OSError) as error:
        raise DeviceUnusable(f"{path}: {error}") from error
    pieces += [piece.to_ndarray().reshape(-1).astype(np.int16) for piece in resampler.resample(None)]
    return np.concatenate(pieces) if pieces else np.zeros(0, np.int16)
