"""Media tests run on both event loops; what they share of a call stands here."""

import asyncio
import base64
import time
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field

import msgspec
import pytest
import uvloop
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pytest_asyncio.plugin import LoopFactory

from media.node import MediaNode
from signaling import settings
from signaling.clock import SystemClock
from signaling.ports import MediaEvent, PeerEvent, PeerState, SegmentFinished
from signaling.protocol.media import Grant, Track
from signaling.protocol.names import PeerId, Role, SessionId

SESSION = SessionId("s1")
WAIT_SECONDS = 20.0


def pytest_asyncio_loop_factories(config: pytest.Config, item: pytest.Item) -> Mapping[str, LoopFactory]:
    return {"asyncio": asyncio.new_event_loop, "uvloop": uvloop.new_event_loop}


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

    def grant(self, role: Role, peer: str, *, node: str = "node", expires: float | None = None) -> str:
        self._grants += 1
        until = time.time() + 60 if expires is None else expires
        claims = msgspec.json.encode(Grant(f"g{self._grants}", SESSION, PeerId(peer), role, node, until))
        first = base64.urlsafe_b64encode(claims).rstrip(b"=")
        signature = base64.urlsafe_b64encode(self.key.sign(first)).rstrip(b"=")
        return f"{first.decode()}.{signature.decode()}"

    def recorder(self, session: SessionId, key: bytes, on_segment: Callable[[SegmentFinished], None]) -> MemoryRecorder:
        self.recorders.append(MemoryRecorder(session))
        return self.recorders[-1]

    def note(self, event: MediaEvent) -> None:
        self.events.append(event)
        self._changed.set()

    async def event(self, wanted: Callable[[MediaEvent], bool]) -> MediaEvent:
        async with asyncio.timeout(WAIT_SECONDS):
            while True:
                for event in self.events:
                    if wanted(event):
                        return event
                self._changed.clear()
                await self._changed.wait()

    async def peer_is(self, peer: str, state: PeerState) -> None:
        await self.event(lambda one: isinstance(one, PeerEvent) and (one.peer, one.state) == (peer, state))


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
async def node(desk: Desk) -> AsyncIterator[MediaNode]:
    node = MediaNode(
        settings.Media(),
        name="node",
        url="/media/peers",
        verify_key=desk.key.public_key(),
        recorder_factory=desk.recorder,
        clock=SystemClock(),
    )
    node.watch(desk.note)
    await node.start()
    yield node
    await node.stop()
