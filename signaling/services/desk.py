"""The desk of one node: what connections ask of it, and what the program starts and stops."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Collection, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from signaling.clock import Clock
from signaling.core import session as core
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Bus, Cases, Items, MediaPlane, Stream, Transaction
from signaling.protocol.codes import Close
from signaling.protocol.commands import JoinMedia, Point, ReportQuality, SetDuty, TakeTicket, UnwatchSession, UseField
from signaling.protocol.messages import Directive, FieldInUse, Pointed, QualityReported, TicketIssued
from signaling.protocol.names import OfficialId, Role, SessionId, StreamName
from signaling.services import commands, drafts, streams, supervision
from signaling.services.clients import Client, Clients
from signaling.services.commands import Command
from signaling.services.context import Context, Reply
from signaling.services.exchange import Exchange
from signaling.services.keeper import Keeper
from signaling.services.nodes import Arrived, SignedOut
from signaling.services.room import Rooms
from signaling.services.streams import Start
from signaling.store import duties, ledger, sessions
from signaling.store.engine import Store

T = TypeVar("T")


class Desk:
    """
    One node's desk. Use within `async with desk.running()`.

    Args:
        grant_key: Signs grants; the media nodes hold its public half.
        master_key: 32 bytes that wrap the recording keys.
        further: Families of streams that others own (`case/`).
    """

    def __init__(
        self,
        *,
        store: Store,
        bus: Bus,
        clock: Clock,
        items: Items,
        cases: Cases,
        media: MediaPlane,
        grant_key: Ed25519PrivateKey,
        master_key: bytes,
        further: Sequence[Stream] = (),
    ) -> None:
        self.clock = clock
        self._store = store
        self._context = Context(items, cases, media.name, media.url, grant_key, master_key)
        self._registry: Mapping[str, Stream] = {stream.prefix: stream for stream in (*streams.DESK_STREAMS, *further)}
        self._exchange = Exchange(store, bus, secrets.token_urlsafe(8))
        self._clients = Clients()
        self._rooms = Rooms(media, master_key)
        self._keeper = Keeper(store, bus, clock, media, self._exchange, self._clients, self._rooms)
        self._group: asyncio.TaskGroup | None = None
        store.on_commit(self._exchange.committed)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Desk"]:
        """Own the desk's tasks; on leaving, tell the clients to come back elsewhere and close their sockets."""
        await self._keeper.begin()
        async with asyncio.TaskGroup() as group:
            self._group = group
            chores = [
                group.create_task(chore)
                for chore in (
                    self._exchange.speak(),
                    self._keeper.keep_time(),
                    self._keeper.listen_to_media(),
                    self._keeper.listen_to_nodes(),
                )
            ]
            try:
                yield self
            finally:
                for client in self._clients:
                    client.dismiss(Directive("resume", reason="node-closing"), Close.GOING_AWAY)
                for chore in chores:
                    chore.cancel()
                self._group = None

    def spawn(self, work: Coroutine[object, object, None]) -> None:
        """Start a task that belongs to a connection, and ends by itself."""
        if self._group is None:
            work.close()
            return
        self._group.create_task(work)

    def sign_out(self, role: Role, actor: str) -> None:
        """Close an actor's socket, on whichever node it is; called after the sign-out was committed."""
        self._keeper.sign_out(role, actor)
        self._exchange.tell(SignedOut(self._exchange.node, role, actor))

    # -- Coming and going -----------------------------------------------------------------------

    def enter(self, client: Client) -> None:
        """Let a client in that has said hello; an older socket of the same actor is closed, wherever it is."""
        self._clients.enter(client)
        self._exchange.tell(Arrived(self._exchange.node, client.actor.role, client.actor.id, client.since))
        if client.actor.role is Role.OFFICIAL:
            self._keeper.forget_ring(client.actor.id)
        else:
            self._exchange.queues_moved.set()

    def leave(self, client: Client) -> None:
        """Let a client go whose socket is closed."""
        self._clients.leave(client, self.clock.monotonic())

    # -- Streams --------------------------------------------------------------------------------

    @property
    def exchange(self) -> Exchange:
        """Where connections join streams."""
        return self._exchange

    async def readable(self, actor: Actor, watching: Collection[SessionId]) -> tuple[StreamName, ...]:
        """Return the streams that an actor is told now."""
        now = self.clock.now()
        return await self._store.read(lambda tx: streams.readable(tx, actor, watching, now))

    async def starts(
        self, actor: Actor, names: Sequence[StreamName], offsets: Mapping[StreamName, int]
    ) -> dict[StreamName, Start]:
        """Return where streams stand for an actor, of one picture; a stream that is not theirs is left out."""

        def look(tx: Transaction) -> dict[StreamName, Start]:
            found = {name: streams.start(tx, self._registry, actor, name, offsets.get(name)) for name in names}
            return {name: start for name, start in found.items() if start is not None}

        return await self._store.read(look)

    async def resume_watching(self, actor: Actor, asked: Collection[SessionId]) -> frozenset[SessionId]:
        """Return which sessions a supervisor goes on watching; that they do is on record by then."""
        now = self.clock.now()
        return await self._store.write(lambda tx: supervision.resume_watching(tx, actor, asked, now))

    async def is_on_duty(self, actor: Actor) -> bool:
        """Tell whether an official is on duty; nobody else ever is."""
        if actor.role is not Role.OFFICIAL:
            return False
        return await self._store.read(lambda tx: duties.is_on(tx, OfficialId(actor.id)))

    async def unseated(self, actor: Actor, names: Collection[StreamName]) -> tuple[SessionId, ...]:
        """Return the sessions among these streams in which the actor's media are not connected."""
        mine = [SessionId(name.partition("/")[2]) for name in names if name.startswith("session/")]
        if not mine:
            return ()

        def look(tx: Transaction) -> tuple[SessionId, ...]:
            return tuple(one for one in mine if not _is_seated(tx, one, actor))

        return await self._store.read(look)

    # -- Commands -------------------------------------------------------------------------------

    async def execute(self, actor: Actor, frame: Command) -> Reply:
        """Carry out a command and return its reply, after the commit and after its facts were told."""
        now = self.clock.now()
        try:
            result = await self._store.write(lambda tx: commands.execute(tx, self._context, actor, frame, now))
        except Refused as refused:
            return commands.refusal(frame.ref, refused)
        if result.session is not None:
            self._rooms.conform(result.session)
            if result.gone is not None:
                self._rooms.dismiss(result.session.id, result.gone)
        if isinstance(frame, JoinMedia) and result.granted is not None and actor.role is Role.SUPERVISOR:
            self._rooms.expect(frame.session, result.granted, actor)
        elif isinstance(frame, UnwatchSession):
            self._rooms.show_out(frame.session, actor)
        elif isinstance(frame, SetDuty):
            self._exchange.queues_moved.set()
        return result.reply

    async def take_for(self, clerk: Actor, window: Actor, frame: TakeTicket) -> Reply:
        """Take a ticket at a window in the name of its resident, who stands beside the clerk."""
        now = self.clock.now()

        def take(tx: Transaction) -> Reply:
            reply = commands.execute(tx, self._context, window, frame, now).reply
            if isinstance(reply, TicketIssued):
                entry = drafts.by(clerk, "take-ticket-for", reply.ticket.id, now, window=window.id, item=frame.item)
                ledger.record(tx, (), entry)
            return reply

        return await self._store.write(take)

    def relay(self, client: Client, frame: Point | UseField | ReportQuality, role: Role) -> None:
        """Tell the others in a session what is worth telling only now; `role` is what the client is in it."""
        if isinstance(frame, Point):
            pointed = Pointed(frame.session, role, frame.page, frame.at)
            self._exchange.signal(drafts.session(frame.session), pointed, client)
        elif isinstance(frame, UseField):
            used = FieldInUse(frame.session, role, frame.field)
            self._exchange.signal(drafts.session(frame.session), used, client)
        else:
            self._keeper.report_quality(QualityReported(frame.session, role, frame.word), client)


def _is_seated(tx: Transaction, session: SessionId, actor: Actor) -> bool:
    seat = core.seat(actor, sessions.get(tx, session).parties)
    return any(presence.role is seat and presence.connected for presence in sessions.view(tx, session).presences)
