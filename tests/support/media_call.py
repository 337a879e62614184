"""A media node's surroundings for tests: a desk that signs grants, a recorder in memory, and peers of aiortc."""

import asyncio
import base64
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import msgspec
from aiortc import (
    MediaStreamTrack,
    RTCBundlePolicy,
    RTCConfiguration,
    RTCPeerConnection,
    RTCSessionDescription,
)
from aiortc.mediastreams import AudioStreamTrack, VideoStreamTrack
from av import AudioFrame, VideoFrame
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from media.node import Joined, MediaNode
from signaling import settings
from signaling.clock import Clock, SystemClock
from signaling.ports import MediaEvent, PeerEvent, PeerState, SegmentFinished
from signaling.protocol.media import PLANS, Grant, Track
from signaling.protocol.names import PeerId, Role, SessionId

SESSION = SessionId("s1")
WAIT_SECONDS = 20.0


@dataclass
class MemoryRecorder:
    """A packet log in memory."""

    session: SessionId
    tracks: dict[int, tuple[Role, Track]] = field(default_factory=dict)
    packets: dict[int, list[bytes]] = field(default_factory=dict)
    reports: int = 0
    rotations: int = 0
    edges: list[tuple[Role, Track, bool]] = field(default_factory=list)
    closed: bool = False

    def add_track(self, track_id: int, role: Role, track: Track, payload_types: Mapping[int, str]) -> None:
        self.tracks[track_id] = (role, track)
        self.packets[track_id] = []

    def rtp(self, track_id: int, packet: bytes, arrival_ns: int) -> None:
        self.packets[track_id].append(packet)

    def sender_report(self, track_id: int, ntp: int, rtp_timestamp: int, arrival_ns: int) -> None:
        self.reports += 1

    def edge(self, role: Role, track: Track, *, on: bool) -> None:
        self.edges.append((role, track, on))

    def rotate(self) -> None:
        self.rotations += 1

    def close(self) -> None:
        self.closed = True


class Desk:
    """The desk's side of a media node: it signs grants and watches events."""

    def __init__(self) -> None:
        self.key = Ed25519PrivateKey.generate()
        self.events: list[MediaEvent] = []
        self.recorders: list[MemoryRecorder] = []
        self._changed = asyncio.Event()
        self._grants = 0

    def grant(
        self, role: Role, peer: str, *, session: str = SESSION, node: str = "node", expires: float | None = None
    ) -> str:
        """Return a signed grant, valid for 60 s by the machine's clock unless told otherwise."""
        self._grants += 1
        until = time.time() + 60 if expires is None else expires
        grant = Grant(f"g{self._grants}", SessionId(session), PeerId(peer), role, node, until)
        first = base64.urlsafe_b64encode(msgspec.json.encode(grant)).rstrip(b"=")
        signature = base64.urlsafe_b64encode(self.key.sign(first)).rstrip(b"=")
        return f"{first.decode()}.{signature.decode()}"

    def recorder(self, session: SessionId, key: bytes, on_segment: Callable[[SegmentFinished], None]) -> MemoryRecorder:
        """The node's recorder factory."""
        self.recorders.append(MemoryRecorder(session))
        return self.recorders[-1]

    def note(self, event: MediaEvent) -> None:
        """The node's listener."""
        self.events.append(event)
        self._changed.set()

    async def event(self, wanted: Callable[[MediaEvent], bool]) -> MediaEvent:
        """Wait until such an event has come."""
        async with asyncio.timeout(WAIT_SECONDS):
            while True:
                for event in self.events:
                    if wanted(event):
                        return event
                self._changed.clear()
                await self._changed.wait()

    async def peer_is(self, peer: str, state: PeerState) -> None:
        """Wait until the node has said so of a peer."""
        await self.event(lambda one: isinstance(one, PeerEvent) and (one.peer, one.state) == (peer, state))


@asynccontextmanager
async def a_node(
    desk: Desk, clock: Clock | None = None, listen: Sequence[str] = ("127.0.0.1",)
) -> AsyncIterator[MediaNode]:
    """Run a node that trusts the desk."""
    node = MediaNode(
        settings.Media(listen=tuple(listen)),
        name="node",
        url="/media/peers",
        verify_key=desk.key.public_key(),
        recorder_factory=desk.recorder,
        clock=clock or SystemClock(),
    )
    node.watch(desk.note)
    await node.start()
    try:
        yield node
    finally:
        await node.stop()


class Caller:
    """An aiortc peer that offers its role's plan, with synthetic tracks unless told otherwise."""

    def __init__(self, role: Role, tracks: Mapping[int, MediaStreamTrack] | None = None) -> None:
        self.connection = RTCPeerConnection(RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE))
        self.role = role
        self.offer = ""
        for index, line in enumerate(PLANS[role]):
            sends, receives = line.sends is not None, line.receives is not None
            direction = "sendrecv" if sends and receives else "sendonly" if sends else "recvonly"
            if line.sends is None:
                self.connection.addTransceiver(line.kind.value, direction=direction)
            else:
                synthetic = AudioStreamTrack() if line.kind == "audio" else VideoStreamTrack()
                self.connection.addTransceiver((tracks or {}).get(index, synthetic), direction=direction)

    async def join(self, node: MediaNode, grant: str) -> Joined:
        """Offer, and take the answer."""
        await self.connection.setLocalDescription(await self.connection.createOffer())
        self.offer = self.connection.localDescription.sdp
        joined = await node.join(grant, self.offer)
        await self.connection.setRemoteDescription(RTCSessionDescription(joined.answer, "answer"))
        return joined

    def receives(self, index: int) -> MediaStreamTrack:
        """Return what comes in on one m-line."""
        track: MediaStreamTrack = self.connection.getTransceivers()[index].receiver.track
        return track

    async def close(self) -> None:
        """Hang up."""
        await self.connection.close()


async def frames(track: MediaStreamTrack, count: int) -> list[VideoFrame | AudioFrame]:
    """Return the next decoded frames of a track."""
    got: list[VideoFrame | AudioFrame] = []
    async with asyncio.timeout(WAIT_SECONDS):
        while len(got) < count:
            frame = await track.recv()
            assert isinstance(frame, VideoFrame | AudioFrame)
            got.append(frame)
    return got
