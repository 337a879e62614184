"""The embedded engine: our own forwarding, in this process."""

import asyncio
import time
from collections.abc import Callable

from media.core import quality
from media.core.sdp import Candidate, agree
from media.feed import Feed
from media.outbox import Outbox
from media.peer import Peer
from media.producer import Producer
from media.recorder import RecorderFactory
from media.room import Room
from media.transport import mmsg
from media.transport.addresses import expand
from media.transport.aiortc_seam import Certificate, read_offer
from media.transport.arena import Arena
from media.transport.endpoint import Endpoint
from media.transport.link import LinkState
from media.transport.mmsg import MmsgIO
from media.transport.mux import DatagramIO, Mux, Statistics
from media.transport.plain import PlainIO
from signaling import log, settings
from signaling.ports import MediaEvent, PeerEvent, PeerState, QualityEvent, SegmentFinished
from signaling.protocol.media import Source
from signaling.protocol.names import PeerId, Role, SessionId

_logger = log.get("media")
_TICK_SECONDS = 0.025
_GROUPS = 4  # A peer is served every fourth tick, so that not all peers' feedback leaves in one burst.
_REPORT_TICKS = 20  # RTCP reports every 500 ms.
_QUALITY_TICKS = 200  # 5 s.
_SEGMENT_TICKS = 12_000  # 5 min of recording.
_BURST = 32  # Packets of catching up at once; then as many each 5 ms.
_PACE_SECONDS = 0.005


class EmbeddedEngine:
    """Rooms of peers on the node's own UDP port."""

    def __init__(
        self,
        options: settings.Media,
        recorder_factory: RecorderFactory,
        emit: Callable[[MediaEvent], None],
    ) -> None:
        """
        Args:
            emit: Called on the event loop for each event.
        """
        self._options = options
        self._recorder_factory = recorder_factory
        self._emit = emit
        self.statistics = Statistics()
        incoming, outgoing = Arena(), Arena()
        self._io: DatagramIO = (MmsgIO if mmsg.is_available() else PlainIO)(incoming, outgoing)
        self._incoming = incoming
        self._outbox = Outbox(self._io, outgoing, self.statistics)
        self._certificate = Certificate()
        self._rooms: dict[SessionId, Room] = {}
        self._peers: list[tuple[SessionId, Peer]] = []  # Of all rooms: what the timers go through.
        self._mux: Mux | None = None
        self._closing: set[asyncio.Task[None]] = set()
        self._behind: list[Feed] = []
        self._ticks = 0
        self._timer: asyncio.TimerHandle | None = None
        self._pace: asyncio.Handle | None = None

    async def start(self) -> None:
        """Bind the addresses of the settings; raises OSError where one cannot be bound."""
        endpoints: list[Endpoint] = []
        try:
            for address in expand(self._options.listen):
                endpoints.append(Endpoint(address, self._options.port))
        except OSError:
            for endpoint in endpoints:
                endpoint.close()
            raise
        self._mux = Mux(
            endpoints,
            self._io,
            self._incoming,
            self.statistics,
            begin=self._outbox.begin,
            flush=self._outbox.flush,
        )
        self._mux.start()
        self._schedule()

    async def stop(self) -> None:
        """Close all sessions and the sockets. Idempotent."""
        for session in tuple(self._rooms):
            self.close(session)
        for timer in (self._timer, self._pace):
            if timer is not None:
                timer.cancel()
        await asyncio.gather(*self._closing)
        if self._mux is not None:
            self._mux.stop()
            self._mux = None

    def candidates(self) -> tuple[Candidate, ...]:
        """Return the host candidates of answers: `advertise` in place of `listen`, one for one (1:1 NAT)."""
        endpoints = () if self._mux is None else self._mux.endpoints
        if not self._options.advertise:
            return tuple(Candidate(one.address, one.port) for one in endpoints)
        last = len(endpoints) - 1
        return tuple(
            Candidate(address, endpoints[min(index, last)].port)
            for index, address in enumerate(self._options.advertise)
        )

    def join(self, session: SessionId, peer_id: PeerId, role: Role, offer_text: str) -> str:
        """
        Take a peer in and return the answer to its offer.

        Raises:
            Refused: offer-invalid.
        """
        assert self._mux is not None, "the engine has not been started"
        offer = read_offer(offer_text)
        lines = agree(offer, role)
        room = self._rooms.setdefault(session, Room())
        former = room.peers.get(peer_id)
        if former is not None:
            self._close(session, former)
        peer = Peer(
            peer_id,
            role,
            offer,
            lines,
            certificate=self._certificate,
            io=self._io,
            outbox=self._outbox,
            on_state=lambda peer, state: self._link_changed(session, peer, state),
            on_producer=lambda _, producer: self._producer_changed(session, producer),
            on_behind=self._catch_up,
        )
        self._mux.add(peer.link)
        self._peers.append((session, peer))
        room.add(peer)
        _logger.info("peer_joined", session=session, peer=peer_id, role=role)
        return peer.answer(self.candidates())

    def set_edge(self, session: SessionId, source: Source, subscriber: Role, *, on: bool) -> None:
        """Open or shut one edge, also before anybody has joined."""
        self._rooms.setdefault(session, Room()).set_edge(source, subscriber, on=on)

    def record(self, session: SessionId, key: bytes) -> None:
        """Record every participant from now on."""
        room = self._rooms.setdefault(session, Room())
        room.record(self._recorder_factory(session, key, self._segment_finished))

    def close_peer(self, session: SessionId, peer_id: PeerId) -> None:
        """Send BYE and close one peer. Idempotent."""
        room = self._rooms.get(session)
        peer = None if room is None else room.peers.get(peer_id)
        if peer is not None:
            self._close(session, peer)

    def close(self, session: SessionId) -> None:
        """Close all peers of a session and finish its recording. Idempotent."""
        room = self._rooms.get(session)
        if room is None:
            return
        for peer in tuple(room.peers.values()):
            self._close(session, peer)
        room.finish_recording()
        del self._rooms[session]

    def _close(self, session: SessionId, peer: Peer) -> None:
        self._rooms[session].remove(peer)
        self._peers.remove((session, peer))
        if self._mux is not None:
            self._mux.remove(peer.link)
        task = asyncio.get_running_loop().create_task(peer.close())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)
        self._emit(PeerEvent(session, peer.id, peer.role, PeerState.CLOSED))

    def _link_changed(self, session: SessionId, peer: Peer, state: LinkState) -> None:
        if state is LinkState.CONNECTED:
            _logger.info("peer_connected", session=session, peer=peer.id, profile=peer.link.profile)
            self._emit(PeerEvent(session, peer.id, peer.role, PeerState.CONNECTED))
        elif state is LinkState.LOST:
            _logger.info("peer_lost", session=session, peer=peer.id)
            self._emit(PeerEvent(session, peer.id, peer.role, PeerState.LOST))
            self._close(session, peer)

    def _producer_changed(self, session: SessionId, producer: Producer) -> None:
        room = self._rooms.get(session)
        if room is not None:
            room.replace(producer)

    def _segment_finished(self, event: SegmentFinished) -> None:
        self._emit(event)

    def _catch_up(self, feed: Feed) -> None:
        self._behind.append(feed)
        if self._pace is None:
            self._pace = asyncio.get_running_loop().call_soon(self._paced)

    def _paced(self) -> None:
        self._outbox.begin(time.monotonic_ns())
        self._behind = [feed for feed in self._behind if not self._outbox.catch_up(feed, _BURST)]
        self._outbox.flush()
        self._pace = asyncio.get_running_loop().call_later(_PACE_SECONDS, self._paced) if self._behind else None

    def _schedule(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(_TICK_SECONDS, self._tick)

    def _tick(self) -> None:
        self._schedule()
        self._ticks += 1
        now_ns = time.monotonic_ns()
        self._outbox.begin(now_ns)
        peers = self._peers
        # Repairs would only add to what we cannot read as it is; they are asked for as soon as we keep up again.
        is_behind = self._mux is not None and self._mux.is_behind
        for _, peer in peers[self._ticks % _GROUPS :: _GROUPS]:
            peer.feedback.acknowledge()
            if not is_behind:
                peer.feedback.repair(now_ns)
        for _, peer in peers[self._ticks % _REPORT_TICKS :: _REPORT_TICKS]:
            peer.feedback.report(now_ns)
            peer.link.check_consent(now_ns)
        for room in tuple(self._rooms.values())[self._ticks % _REPORT_TICKS :: _REPORT_TICKS]:
            room.limit(now_ns)
        self._outbox.flush()
        for session, peer in peers[self._ticks % _QUALITY_TICKS :: _QUALITY_TICKS]:
            self._emit(_quality(session, peer))
        if self._ticks % _SEGMENT_TICKS == 0:
            for room in self._rooms.values():
                room.rotate()


def _quality(session: SessionId, peer: Peer) -> QualityEvent:
    loss, round_trip_seconds = peer.feedback.take_loss(), peer.feedback.round_trip_seconds
    said = quality.word(loss, round_trip_seconds, connected=peer.link.state is LinkState.CONNECTED)
    return QualityEvent(session, peer.id, peer.role, round(loss, 4), round_trip_seconds, said)
