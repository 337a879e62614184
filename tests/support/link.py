"""A link on a socket of its own, without an engine, and the bare peer at its other end."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from media.core.sdp import Candidate, Local, agree, write_answer
from media.transport.aiortc_seam import Certificate, read_offer
from media.transport.arena import Arena
from media.transport.endpoint import Endpoint, Path
from media.transport.ice import LiteAgent
from media.transport.link import Link, LinkState
from media.transport.mmsg import MmsgIO
from media.transport.mux import Mux, Statistics
from signaling.protocol.names import Role
from tests.support.rtp_peer import RtpPeer


class LinkUp:
    """What the link tells, and both of its ends."""

    def __init__(self, io: type = MmsgIO) -> None:
        incoming = Arena()
        self.endpoint = Endpoint("127.0.0.1", 0)
        self.statistics = Statistics()
        self.mux = Mux(
            [self.endpoint],
            io(incoming, Arena()),
            incoming,
            self.statistics,
            begin=lambda now_ns: self.batches.append("begin"),
            flush=lambda: self.batches.append("flush"),
        )
        self.batches: list[str] = []
        self.packets: list[tuple[bytes, int]] = []
        self.compounds: list[bytes] = []
        self.states: list[LinkState] = []
        self.moves: list[Path | None] = []
        self.peer = RtpPeer(Role.OFFICIAL)
        self.certificate = Certificate()

    async def answer(self, *, honest: bool = True) -> None:
        """Make a link for the peer's offer; unless honest, for one with another certificate."""
        offer = read_offer(self.peer.offer())
        stranger = RtpPeer(Role.OFFICIAL)
        fingerprints = offer.fingerprints if honest else read_offer(stranger.offer()).fingerprints
        self.agent = LiteAgent(offer.ufrag, time.monotonic_ns())
        self.link = Link(
            self.agent,
            self.certificate,
            fingerprints,
            on_rtp=lambda packet, now_ns: self.packets.append((packet, now_ns)),
            on_rtcp=lambda compound, now_ns: self.compounds.append(compound),
            on_state=self._state,
            on_moved=self.moves.append,
        )
        self.mux.add(self.link)
        self.mux.start()
        candidates = (Candidate(self.endpoint.address, self.endpoint.port),)
        local = Local(self.agent.ufrag, self.agent.password, self.certificate.fingerprint, candidates, 1)
        await self.peer.open(write_answer(agree(offer, Role.OFFICIAL), local, {}))

    async def connect(self) -> None:
        """Bring both ends up."""
        await self.answer()
        await self.peer.check()
        await self.peer.shake_hands()
        await self.until_state(LinkState.CONNECTED)

    async def until_state(self, state: LinkState) -> None:
        """Wait until the link says so: a check goes back and forth until it does."""
        while state not in self.states:
            await self.peer.check()

    def _state(self, state: LinkState) -> None:
        self.states.append(state)


@asynccontextmanager
async def a_link(io: type = MmsgIO) -> AsyncIterator[LinkUp]:
    """Close all of it afterwards."""
    up = LinkUp(io)
    try:
        yield up
    finally:
        await up.link.close()
        await up.peer.hang_up()
        up.mux.stop()
