"""The official's voice, written into a WAV file as it is heard."""

import asyncio
from pathlib import Path

import av
from av import AudioFrame, VideoFrame

from counter_client.devices import SAMPLE_RATE
from signaling.protocol.media import Source, Track
from signaling.protocol.names import Role

OFFICIAL_VOICE = Source(Role.OFFICIAL, Track.VOICE)
_WAITING_FRAMES = 250  # 5 s; a disk that is slower than that loses the newest.


class VoiceFile:
    """
    Writes one source's frames; all other frames are ignored.

    The frames wait in a queue for the writer, which works in a thread: a slow disk must not hold up the call.
    """

    def __init__(self, path: Path, source: Source = OFFICIAL_VOICE) -> None:
        self._path = path
        self._source = source
        self._queue: asyncio.Queue[AudioFrame | None] = asyncio.Queue(_WAITING_FRAMES)

    def __call__(self, source: Source, frame: AudioFrame | VideoFrame) -> None:
        """Take a frame as a peer's listener."""
        if source == self._source and isinstance(frame, AudioFrame) and self._queue.qsize() < _WAITING_FRAMES - 1:
            self._queue.put_nowait(frame)

    async def write(self) -> None:
        """Write what comes until `finish` was called. Raises OSError where the file cannot be written."""
        resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)
        with av.open(str(self._path), "w", format="wav") as container:
            stream = container.add_stream("pcm_s16le", rate=SAMPLE_RATE, layout="mono")
            while (frame := await self._queue.get()) is not None:
                await asyncio.to_thread(_mux, container, stream, resampler, frame)

    def finish(self) -> None:
        """Let `write` end after what has been heard."""
        self._queue.put_nowait(None)


def _mux(
    container: av.container.OutputContainer, stream: av.AudioStream, resampler: av.AudioResampler, frame: AudioFrame
) -> None:
    frame.pts = None  # Heard is heard: a gap in the call is no gap in the file.
    for piece in resampler.resample(frame):
        piece.pts = None
        for packet in stream.encode(piece):
            container.mux(packet)
