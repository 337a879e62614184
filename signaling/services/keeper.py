"""What the desk does without being asked: listen to the media node and the other nodes, and look round each second."""

import asyncio

from sqlalchemy.exc import SQLAlchemyError

from signaling import log
from signaling.clock import Clock
from signaling.core.refusal import Refused
from signaling.core.routing import covering
from signaling.core.session import Parties
from signaling.ports import (
    Bus,
    MediaEvent,
    MediaPlane,
    PeerEvent,
    PeerState,
    QualityEvent,
    SegmentFinished,
    Transaction,
)
from signaling.protocol.codes import Close
from signaling.protocol.messages import Directive, QualityReported, QueuePlace, Ring
from signaling.protocol.names import Role, TicketId
from signaling.services import board, colleagues, drafts, nodes, presences, queue
from signaling.services.clients import Client, Clients
from signaling.services.exchange import Exchange
from signaling.services.nodes import Arrived, Committed, Present, RollCall, Signalled, SignedOut
from signaling.services.ringing import Bells
from signaling.services.room import Rooms
from signaling.store import duties, invitations
from signaling.store.engine import Store
from signaling.store.sessions import Session

TICK_SECONDS = 1.0
BOARD_SECONDS = 5.0  # Waits shrink by themselves; changes of the queue are told within a tick.
ABSENCE_SECONDS = 60.0  # After which an official without a socket is no longer on duty.
MAX_MEDIA_EVENTS = 10_000  # Peers and films; beyond, what is told is lost, and logged.

_log = log.get("desk")


class Keeper:
    """The desk's own chores on one node."""

    def __init__(
        self,
        store: Store,
        bus: Bus,
        clock: Clock,
        media: MediaPlane,
        exchange: Exchange,
        clients: Clients,
        rooms: Rooms,
    ) -> None:
        self._store = store
        self._bus = bus
        self._clock = clock
        self._media = media
        self._exchange = exchange
        self._clients = clients
        self._rooms = rooms
        self._bells = Bells()
        self._told: dict[TicketId, tuple[Client, QueuePlace]] = {}
        self._board_due = 0.0
        self._events: asyncio.Queue[PeerEvent | SegmentFinished] = asyncio.Queue(MAX_MEDIA_EVENTS)
        media.watch(self._hear_media)

    # -- After a start --------------------------------------------------------------------------

    async def begin(self) -> None:
        """Note that whoever was at this node's media is not any more, and begin to wait for the officials on duty."""
        now = self._clock.now()
        await self._store.write(lambda tx: presences.lost_with_node(tx, self._media.name, now))
        for official in await self._store.read(duties.officials):
            self._clients.miss(official, self._clock.monotonic())
        self._exchange.tell(RollCall(self._exchange.node))

    # -- The media node -------------------------------------------------------------------------

    def _hear_media(self, event: MediaEvent) -> None:
        if isinstance(event, QualityEvent):
            self.report_quality(QualityReported(event.session, event.role, event.word))
            return
        try:
            self._events.put_nowait(event)
        except asyncio.QueueFull:
            _log.warning("media_event_lost", session=event.session)

    def report_quality(self, reported: QualityReported, but: Client | None = None) -> None:
        """Tell the session, and its floor, how somebody's connection is."""
        self._exchange.signal(drafts.session(reported.session), reported, but)
        division = self._rooms.division(reported.session)
        if division is not None:
            for code in covering(division):
                self._exchange.signal(drafts.floor(code), reported)

    async def listen_to_media(self) -> None:
        """Keep what the media node tells, for as long as the node runs."""
        while True:
            event = await self._events.get()
            try:
                await self._keep(event)
            except (SQLAlchemyError, Refused) as error:
                _log.warning("media_event_not_kept", session=event.session, error=type(error).__name__)

    async def _keep(self, event: PeerEvent | SegmentFinished) -> None:
        now, node = self._clock.now(), self._media.name
        if isinstance(event, SegmentFinished):
            await self._store.write(lambda tx: presences.keep_segment(tx, node, event, now))
            return
        visitor = self._rooms.visitor(event.peer)

        def change(tx: Transaction) -> tuple[Session, bool] | None:
            session = presences.peer_changed(tx, node, event, visitor, now)
            return None if session is None else (session, presences.is_seated(tx, event))

        changed = await self._store.write(change)
        if changed is None:
            return
        session, is_seated = changed
        self._rooms.conform(session)
        if event.state is PeerState.LOST and is_seated:
            self._call_back(event, session.parties)

    def _call_back(self, event: PeerEvent, parties: Parties) -> None:
        seats = {
            Role.WINDOW: (Role.WINDOW, parties.window),
            Role.OFFICIAL: (Role.OFFICIAL, parties.official),
            Role.COLLEAGUE: (Role.OFFICIAL, parties.colleague),
        }
        role, who = seats.get(event.role, (event.role, None))
        client = None if who is None else self._clients.find(role, who)
        if client is not None:
            client.send(Directive("rejoin-media", event.session, "node-lost"))

    # -- The other nodes ------------------------------------------------------------------------

    async def listen_to_nodes(self) -> None:
        """Take in what other nodes tell, for as long as the node runs."""
        ear = self._bus.subscribe(nodes.TOPIC)
        try:
            async for _, payload in ear:
                word = nodes.decode(payload)
                if word is not None and word.node != self._exchange.node:
                    self._hear(word)
        finally:
            await ear.aclose()

    def _hear(self, word: nodes.AnyWord) -> None:
        match word:
            case Committed() | Signalled():
                self._exchange.hear(word)
            case Arrived(role=role, actor=actor, at=at):
                self._clients.take_over(role, actor, at)
                if role is Role.OFFICIAL:
                    self._clients.heard_of(frozenset({actor}))
            case SignedOut(role=role, actor=actor):
                self.sign_out(role, actor)
            case RollCall():
                self._exchange.tell(Present(self._exchange.node, self._clients.officials()))
            case Present(officials=officials):
                self._clients.heard_of(officials)

    def sign_out(self, role: Role, actor: str) -> None:
        """Close the socket of an actor who has signed out."""
        client = self._clients.find(role, actor)
        if client is not None:
            client.dismiss(Directive("leave", reason="signed-out"), Close.NOT_SIGNED_IN)

    # -- Each second ----------------------------------------------------------------------------

    async def keep_time(self) -> None:
        """Look round each second, for as long as the node runs; at once where facts are missing."""
        while True:
            try:
                async with asyncio.timeout(TICK_SECONDS):
                    await self._exchange.gap.wait()
            except TimeoutError:
                pass
            try:
                await self._exchange.reread()
                await self._tell_places()
                await self._give_up_waiting()
                await self._give_up_ringing()
            except (SQLAlchemyError, Refused) as error:
                _log.warning("store_unreachable", error=type(error).__name__)

    def forget_ring(self, official: str) -> None:
        """Ring an official anew who has just come."""
        self._bells.forget(official)
        self._exchange.queues_moved.set()

    async def _tell_places(self) -> None:
        moved, now = self._exchange.queues_moved, self._clock.monotonic()
        if not moved.is_set() and now < self._board_due:
            return
        moved.clear()
        self._board_due = now + BOARD_SECONDS
        divisions = [name.partition("/")[2] for name in self._exchange.hub.cursors() if name.startswith("queue/")]
        if not divisions:
            return
        at = self._clock.now()
        seen = await self._store.read(lambda tx: board.picture(tx, divisions, at))
        self._tell_windows(seen)
        self._ring(seen)

    def _tell_windows(self, seen: board.Queue) -> None:
        told, self._told = self._told, {}
        for ticket, view in seen.tickets.items():
            window = self._clients.find(Role.WINDOW, view.window)
            if window is None:
                continue
            news = (window, seen.place(ticket))
            if told.get(ticket) != news:
                window.send(news[1])
            self._told[ticket] = news

    def _ring(self, seen: board.Queue) -> None:
        for ticket, official in self._bells.ring(seen.waiting, seen.officials, self._clock.monotonic()).items():
            client = self._clients.find(Role.OFFICIAL, official)
            if client is not None:
                client.send(Ring(seen.tickets[ticket]))

    async def _give_up_waiting(self) -> None:
        gone = self._clients.given_up(self._clock.monotonic() - ABSENCE_SECONDS)
        if gone:
            now, node = self._clock.now(), self._media.name
            await self._store.write(lambda tx: queue.end_duties(tx, node, gone, now))
            self._exchange.queues_moved.set()

    async def _give_up_ringing(self) -> None:
        now, node = self._clock.now(), self._media.name
        if await self._store.read(lambda tx: invitations.overdue(tx, now)):
            await self._store.write(lambda tx: colleagues.expire(tx, node, now))
