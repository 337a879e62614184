"""Streams: which ones an actor may read, and where each stands for a reader who begins or resumes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from signaling.core import session as core
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.core.routing import covers
from signaling.ports import Stream, Transaction
from signaling.protocol.facts import BellSnapshot, FloorSnapshot, QueueSnapshot, SessionSnapshot, StreamStart
from signaling.protocol.names import OfficialId, Role, SessionId, StreamName, WindowId
from signaling.protocol.views import SessionState, TicketView
from signaling.services import drafts
from signaling.store import invitations, ledger, sessions, tickets
from signaling.store.ledger import StoredFact

REPLAY_FACTS = 200  # Whoever missed more of a stream is better served by a snapshot.
REPLAY_BYTES = 256 * 1024
AFTERWARDS = timedelta(minutes=2)  # How long the case of a served session is still told: its notice may come late.


class Start(msgspec.Struct, frozen=True):
    """
    Where a stream stands for one reader, and the facts that they missed; `head` is the last offset told by both.

    `seat` is what the reader is there: an official who was rung into a session is its colleague.
    """

    start: StreamStart
    missed: tuple[StoredFact, ...]
    head: int
    seat: Role


# -- Which ------------------------------------------------------------------------------------------


def readable(tx: Transaction, actor: Actor, watching: Iterable[SessionId], now: datetime) -> tuple[StreamName, ...]:
    """Return the streams that this actor is told now, in the order in which a page needs them."""
    if actor.role is Role.WINDOW:
        return _of_window(tx, actor, now)
    if actor.role is Role.OFFICIAL:
        official = OfficialId(actor.id)
        running = _of_session(tx, sessions.running_of_official(tx, official), actor, now)
        return (drafts.queue(actor.division), drafts.bell(actor.id), *running)
    if actor.role is Role.SUPERVISOR:
        watched = (name for session in sorted(watching) for name in _of_session(tx, session, actor, now))
        return (drafts.floor(actor.division), drafts.queue(actor.division), *watched)
    if actor.role is Role.CLERK and actor.hall:
        return (drafts.hall(actor.hall),)
    return ()


def _of_window(tx: Transaction, actor: Actor, now: datetime) -> tuple[StreamName, ...]:
    window = WindowId(actor.id)
    own = drafts.queue(actor.division)
    ticket = tickets.of_window(tx, window)
    # An item of another county stands in that county's queue.
    elsewhere = drafts.queue(tickets.route(tx, ticket.id).division) if ticket is not None else own
    queues = (own,) if _contains(own, elsewhere) else (own, elsewhere)
    if ticket is not None and ticket.session is None:
        return queues  # The next resident sits here already; the last one's case is none of their business.
    return (*queues, *_of_session(tx, sessions.running_of_window(tx, window), actor, now))


def _contains(outer: StreamName, inner: StreamName) -> bool:
    return covers(_name(outer), _name(inner))


def _name(stream: StreamName) -> str:
    return stream.partition("/")[2]


def _of_session(tx: Transaction, session: SessionId | None, actor: Actor, now: datetime) -> tuple[StreamName, ...]:
    if session is not None:
        found = sessions.get(tx, session)
        over = found.state is SessionState.ENDED
        return () if over else (drafts.session(session), drafts.case(found.case))
    if actor.role is Role.SUPERVISOR:
        return ()
    last = sessions.just_served(tx, actor.role, actor.id, now - AFTERWARDS)
    return () if last is None else (drafts.case(last),)


# -- Whence -----------------------------------------------------------------------------------------


def start(
    tx: Transaction, registry: Mapping[str, Stream], actor: Actor, stream: StreamName, offset: int | None
) -> Start | None:
    """
    Return where a stream stands for a reader who has seen it up to `offset` (None: never); None if it is not theirs.

    Both are of one picture of the database: the snapshot is what the facts up to its offset make.
    """
    owner = registry.get(stream.partition("/")[0])
    if owner is None or not owner.may_read(tx, actor, stream):
        return None
    seat = _seat(tx, actor, stream)
    missed = None if offset is None else ledger.facts_after(tx, stream, offset, REPLAY_FACTS + 1)
    if offset is not None and missed is not None and _is_short(missed):
        return Start(StreamStart(stream, offset, True, None), missed, offset + len(missed), seat)
    head = ledger.head(tx, stream)
    return Start(StreamStart(stream, head, False, owner.snapshot(tx, actor, stream)), (), head, seat)


def _seat(tx: Transaction, actor: Actor, stream: StreamName) -> Role:
    if actor.role is not Role.OFFICIAL or not stream.startswith("session/"):
        return actor.role
    return core.seat(actor, sessions.get(tx, SessionId(_name(stream))).parties) or actor.role


def _is_short(missed: Sequence[StoredFact]) -> bool:
    return len(missed) <= REPLAY_FACTS and sum(len(fact.body) for fact in missed) <= REPLAY_BYTES


# -- The desk's own streams -------------------------------------------------------------------------


def _reads_queue(_: Transaction, actor: Actor, stream: StreamName) -> bool:
    # A window reads every queue, in which it sees its own tickets only.
    return actor.role is Role.WINDOW or covers(actor.division, _name(stream))


def _queue(tx: Transaction, actor: Actor, stream: StreamName) -> QueueSnapshot:
    return QueueSnapshot(tuple(ticket for ticket in tickets.live(tx, _name(stream)) if _sees(actor, ticket)))


def _sees(actor: Actor, ticket: TicketView) -> bool:
    if actor.role is Role.WINDOW:
        return ticket.window == actor.id
    return ticket.department in actor.departments or (actor.role is Role.SUPERVISOR and not actor.departments)


def _reads_session(tx: Transaction, actor: Actor, stream: StreamName) -> bool:
    try:
        return core.takes_part(actor, sessions.get(tx, SessionId(_name(stream))).parties)
    except Refused:
        return False


def _session(tx: Transaction, _: Actor, stream: StreamName) -> SessionSnapshot:
    return SessionSnapshot(sessions.view(tx, SessionId(_name(stream))))


def _reads_floor(_: Transaction, actor: Actor, stream: StreamName) -> bool:
    return actor.role is Role.SUPERVISOR and covers(actor.division, _name(stream))


def _floor(tx: Transaction, actor: Actor, stream: StreamName) -> FloorSnapshot:
    rows = sessions.running(tx, _name(stream))
    return FloorSnapshot(tuple(row for row in rows if _sees(actor, row.ticket)))


def _reads_bell(_: Transaction, actor: Actor, stream: StreamName) -> bool:
    return actor.role is Role.OFFICIAL and actor.id == _name(stream)


def _bell(tx: Transaction, actor: Actor, _: StreamName) -> BellSnapshot:
    return BellSnapshot(invitations.live_of(tx, OfficialId(actor.id)))


DESK_STREAMS = (
    Stream("queue", _reads_queue, _queue),
    Stream("session", _reads_session, _session),
    Stream("floor", _reads_floor, _floor),
    Stream("bell", _reads_bell, _bell),
)
