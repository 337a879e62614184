"""One peer's transport on the shared sockets: ICE-lite, then DTLS, then SRTP."""

import asyncio
from collections.abc import Callable
from enum import StrEnum

from media.core.sdp import Fingerprint
from media.core.stun import Check
from media.transport.aiortc_seam import Certificate, DtlsFailed
from media.transport.arena import CData
from media.transport.endpoint import Endpoint, Path
from media.transport.ice import LiteAgent
from media.transport.srtp import Sessions

_HANDSHAKE_SECONDS = 30.0
_DTLS_WAITING = 32  # Datagrams; DTLS repeats what a full queue drops.


class LinkState(StrEnum):
    NEW = "new"
    CONNECTED = "connected"
    LOST = "lost"


class Link:
    """
    A peer's ICE agent, DTLS channel and SRTP sessions.

    The demultiplexer reads `inbound` (libsrtp's session, set once DTLS is up) and calls `on_rtp` for each packet.
    """

    def __init__(
        self,
        agent: LiteAgent,
        certificate: Certificate,
        fingerprints: tuple[Fingerprint, ...],
        on_rtp: Callable[[bytes, int], None],
        on_rtcp: Callable[[bytes, int], None],
        on_state: Callable[[LinkState], None],
        on_moved: Callable[[Path | None], None],
    ) -> None:
        """
        Args:
            on_rtp, on_rtcp: Called with each packet, unprotected, and the monotonic time it came at in ns.
            on_state: Called on the event loop when DTLS comes up and when the link is lost.
            on_moved: Called with the selected path whenever it has changed.
        """
        self.agent = agent
        self.on_rtp = on_rtp
        self.on_rtcp = on_rtcp
        self.state = LinkState.NEW
        self.inbound: CData | None = None
        self.sessions: Sessions | None = None
        self._fingerprints = fingerprints
        self._on_state = on_state
        self._on_moved = on_moved
        self._waiting: asyncio.Queue[bytes] = asyncio.Queue(_DTLS_WAITING)
        self._channel = certificate.channel(self.send, self._next_dtls, self._lost)
        self._handshake: asyncio.Task[None] | None = None

    @property
    def path(self) -> Path | None:
        """The path that carries what we send, None before the first check."""
        return self.agent.selected

    @property
    def profile(self) -> str:
        """The SRTP protection profile, by its OpenSSL name."""
        return self._channel.profile

    def checked(self, check: Check, endpoint: Endpoint, name: bytes, now_ns: int) -> None:
        """Answer a check that the agent accepts, and let media follow it."""
        key = name[: endpoint.key_size]
        path = endpoint.paths.get(key)
        if path is None or path.link is not self:
            if path is not None:
                path.link.leave(path)  # A peer's new link comes from its old address: the newer credentials win.
            path = endpoint.paths[key] = Path(self, endpoint, name, now_ns)
        former = self.agent.selected
        dropped = self.agent.checked(path, now_ns, use_candidate=check.use_candidate)
        if dropped is not None:
            dropped.endpoint.forget(dropped)
        endpoint.send(self.agent.response(check, name), path.address)
        if self.agent.selected is not former:
            self._on_moved(self.agent.selected)
        if self._handshake is None:
            # On the first check and not on nomination, which a browser sends an ICE-lite peer some 50 ms later.
            self._handshake = asyncio.create_task(self._shake_hands())

    def leave(self, path: Path) -> None:
        """Note that an address now belongs to another link."""
        if path in self.agent.paths:
            self.agent.paths.remove(path)

    def dtls(self, datagram: bytes) -> bool:
        """Take a DTLS datagram from a proven address; False where the queue is full."""
        try:
            self._waiting.put_nowait(datagram)
        except asyncio.QueueFull:
            return False
        return True

    def send(self, datagram: bytes) -> None:
        """Send one datagram on the selected path; before the first check it is lost, as on a network."""
        path = self.agent.selected
        if path is not None:
            path.endpoint.send(datagram, path.address)

    def check_consent(self, now_ns: int) -> None:
        """Drop the link if its consent has lapsed (RFC 7675)."""
        if not self.agent.has_consent(now_ns):
            self._lost()

    async def close(self) -> None:
        """Close DTLS and forget the peer's addresses. Idempotent."""
        self._stop()
        if self._handshake is not None:
            self._handshake.cancel()
            await asyncio.gather(self._handshake, return_exceptions=True)
        await self._channel.close()
        for path in self.agent.paths:
            path.endpoint.forget(path)
        self.agent.paths.clear()
        self.agent.selected = None

    async def _shake_hands(self) -> None:
        try:
            async with asyncio.timeout(_HANDSHAKE_SECONDS):
                inbound, outbound = await self._channel.handshake(self._fingerprints)
        except (DtlsFailed, TimeoutError):
            self._lost()
            return
        self.sessions = Sessions(inbound, outbound)
        self.inbound = self.sessions.inbound
        self.state = LinkState.CONNECTED
        self._on_state(self.state)

    async def _next_dtls(self) -> bytes:
        return await self._waiting.get()

    def _lost(self) -> None:
        if self.state is not LinkState.LOST:
            self._stop()
            self._on_state(self.state)

    def _stop(self) -> None:
        self.state = LinkState.LOST
        self.inbound = None
        self.sessions = None
