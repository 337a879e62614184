"""One media peer: the plan's m-lines in order, one offer, one answer, then watching that the node is alive."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from aiortc import (
    MediaStreamTrack,
    RTCBundlePolicy,
    RTCConfiguration,
    RTCPeerConnection,
    RTCSessionDescription,
)
from aiortc.exceptions import InternalError, InvalidAccessError, InvalidStateError, OperationError
from aiortc.mediastreams import MediaStreamError
from av import AudioFrame, VideoFrame

from counter_client import aiortc_seam as seam
from counter_client.devices import Picture, Sound
from counter_client.rest import Answer, Declined, Rest
from counter_client.tracks import PictureTrack, VoiceTrack
from signaling.protocol.media import Line, Source, Track

CONNECT_SECONDS = 10.0
SILENCE_SECONDS = 2.5  # The node says something every 500 ms, media or not.
_LOOK_SECONDS = 0.5

Listener = Callable[[Source, AudioFrame | VideoFrame], None]


class PeerFailed(Exception):
    """No connection to the node came about; the message says at which step."""


class Sources:
    """What a peer publishes; a device that is missing leaves its m-line silent."""

    def __init__(
        self, *, voice: Sound | None = None, camera: Picture | None = None, document: Picture | None = None
    ) -> None:
        self.voice = voice
        self.pictures: Mapping[Track, Picture | None] = {Track.CAMERA: camera, Track.DOCUMENT: document}

    def track(self, line: Line) -> MediaStreamTrack | None:
        """Return a new track for an m-line."""
        if line.sends is Track.VOICE:
            return None if self.voice is None else VoiceTrack(self.voice)
        picture = None if line.sends is None else self.pictures.get(line.sends)
        return None if picture is None else PictureTrack(picture)


class Peer:
    """
    A peer of one session; used once.

    `frames` counts what was decoded, by its source. A source in `unwatched` is received but not decoded.
    """

    def __init__(
        self,
        plan: Sequence[Line],
        sources: Sources,
        *,
        unwatched: Sequence[Source] = (),
        listen: Listener | None = None,
    ) -> None:
        seam.prepare()
        self.frames: Counter[Source] = Counter()
        self._plan = plan
        self._listen = listen
        self._unwatched = unwatched
        self._readers: list[asyncio.Task[None]] = []
        self._connected: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._gone = asyncio.Event()
        self._where: tuple[Rest, str, str] | None = None
        self._connection = RTCPeerConnection(RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE))
        self._connection.on("track", self._on_track)
        self._connection.on("connectionstatechange", self._on_state)
        for line in plan:
            self._add(line, sources)

    def _add(self, line: Line, sources: Sources) -> None:
        directions = {(True, True): "sendrecv", (True, False): "sendonly", (False, True): "recvonly"}
        direction = directions[(line.sends is not None, line.receives is not None)]
        track = sources.track(line)
        transceiver = self._connection.addTransceiver(track or line.kind.value, direction=direction)
        transceiver.setCodecPreferences(seam.codecs(line.kind.value))
        if line.sends is not None:
            seam.name_stream(transceiver.sender, "paper" if line.sends is Track.DOCUMENT else "person")

    async def join(self, rest: Rest, url: str, grant: str) -> None:
        """
        Offer, take the answer, and return once media can flow.

        Raises:
            PeerFailed: The grant or the offer was refused, or no connection came about within 10 s.
        """
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                await self._connection.setLocalDescription(await self._connection.createOffer())
                answer: Answer = await rest.offer(url, grant, self._connection.localDescription.sdp)
                self._where = (rest, answer.location, grant)
                await self._connection.setRemoteDescription(RTCSessionDescription(answer.sdp, "answer"))
                if not await self._connected:
                    raise PeerFailed("connecting")
        except TimeoutError as late:
            raise PeerFailed("deadline") from late
        except Declined as declined:
            raise PeerFailed(declined.code) from declined
        except (InternalError, InvalidAccessError, InvalidStateError, OperationError, ValueError) as wrong:
            raise PeerFailed("answer") from wrong

    async def lost(self) -> None:
        """Return when the connection has ended, or the node has been silent for 2.5 s."""
        heard, silent = seam.packets_received(self._connection), 0.0
        while silent < SILENCE_SECONDS:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._gone.wait(), _LOOK_SECONDS)
                return
            now = seam.packets_received(self._connection)
            silent = 0.0 if now != heard else silent + _LOOK_SECONDS
            heard = now

    async def close(self) -> None:
        """Close the peer here and at the node. Idempotent."""
        where, self._where = self._where, None
        for reader in self._readers:
            reader.cancel()
        await asyncio.gather(*self._readers, return_exceptions=True)
        self._readers.clear()
        await self._connection.close()
        if not self._connected.done():
            self._connected.cancel()
        if where is not None:
            rest, location, grant = where
            await rest.withdraw(location, grant)

    def _on_state(self) -> None:
        state = self._connection.connectionState
        if state in ("connected", "failed", "closed") and not self._connected.done():
            self._connected.set_result(state == "connected")
        if state in ("failed", "closed"):
            self._gone.set()

    def _on_track(self, track: MediaStreamTrack) -> None:
        seam.hold_back(track)
        transceivers = self._connection.getTransceivers()
        index = next(n for n, one in enumerate(transceivers) if one.receiver.track is track)
        source = self._plan[index].receives
        if source is None or source in self._unwatched:
            seam.ignore(self._connection, index)
        else:
            self._readers.append(asyncio.create_task(self._read(track, source)))

    async def _read(self, track: MediaStreamTrack, source: Source) -> None:
        with contextlib.suppress(MediaStreamError):
            while True:
                frame = await track.recv()
                if isinstance(frame, AudioFrame | VideoFrame):
                    self.frames[source] += 1
                    if self._listen is not None:
                        self._listen(source, frame)
