"""
Snapshots brought forward by facts: `apply(snapshot, fact)` must equal a fresh snapshot at the fact's offset.

Pages and the Python client do the same; here it is what the tests hold every command against.
"""

from collections.abc import Iterable
from functools import singledispatch

from msgspec.structs import replace

from signaling.core import presence
from signaling.core.invitation import is_live
from signaling.core.session import ticket_event
from signaling.core.ticket import advance
from signaling.protocol.facts import (
    AnyFact,
    BellSnapshot,
    CaseChanged,
    CaseSnapshot,
    ConsentGiven,
    FloorSnapshot,
    FolderChanged,
    HallSessionChanged,
    HallSnapshot,
    InvitationChanged,
    MessageSaid,
    PresenceChanged,
    PrintChanged,
    QueueSnapshot,
    RingChanged,
    SessionChanged,
    SessionEnded,
    SessionHeld,
    SessionOpened,
    SessionSnapshot,
    Snapshot,
    StillChanged,
    TicketCalled,
    TicketLeft,
    TicketServed,
    TicketTaken,
)
from signaling.protocol.views import (
    Consent,
    FolderNote,
    InvitationState,
    PrintState,
    SessionState,
    SessionView,
    TicketView,
)


class NotOfThisStream(TypeError):
    """The fact belongs to another kind of stream than the snapshot."""


def by_waiting(tickets: Iterable[TicketView]) -> tuple[TicketView, ...]:
    """Return tickets in the order of a queue snapshot."""
    return tuple(sorted(tickets, key=lambda ticket: (ticket.taken_at, ticket.id)))


def by_start(sessions: Iterable[SessionView]) -> tuple[SessionView, ...]:
    """Return sessions in the order of a floor snapshot."""
    return tuple(sorted(sessions, key=lambda session: (session.started_at, session.id)))


@singledispatch
def apply(snapshot: Snapshot, fact: AnyFact) -> Snapshot:
    """
    Return the snapshot as the fact leaves it.

    Raises:
        NotOfThisStream: A fact of another kind of stream.
    """
    raise NotOfThisStream(f"{type(fact).__name__} on {type(snapshot).__name__}")


@apply.register
def _queue(snapshot: QueueSnapshot, fact: AnyFact) -> QueueSnapshot:
    if not isinstance(fact, TicketTaken | TicketCalled | TicketServed | TicketLeft):
        raise NotOfThisStream(type(fact).__name__)
    others = [ticket for ticket in snapshot.tickets if ticket.id != fact.ticket.id]
    stays = isinstance(fact, TicketTaken | TicketCalled)
    return QueueSnapshot(by_waiting([*others, fact.ticket] if stays else others))


@apply.register
def _floor(snapshot: FloorSnapshot, fact: AnyFact) -> FloorSnapshot:
    if isinstance(fact, SessionEnded):
        return FloorSnapshot(tuple(session for session in snapshot.sessions if session.id != fact.session))
    if not isinstance(fact, SessionOpened | SessionChanged):
        raise NotOfThisStream(type(fact).__name__)
    others = [session for session in snapshot.sessions if session.id != fact.session.id]
    return FloorSnapshot(by_start([*others, fact.session]))


@apply.register
def _case(_: CaseSnapshot, fact: AnyFact) -> CaseSnapshot:
    if not isinstance(fact, CaseChanged):
        raise NotOfThisStream(type(fact).__name__)
    return CaseSnapshot(fact.case)


@apply.register
def _bell(_: BellSnapshot, fact: AnyFact) -> BellSnapshot:
    if not isinstance(fact, InvitationChanged):
        raise NotOfThisStream(type(fact).__name__)
    return BellSnapshot(fact.invitation if is_live(fact.invitation) else None)


@apply.register
def _hall(snapshot: HallSnapshot, fact: AnyFact) -> HallSnapshot:
    match fact:
        case TicketTaken() | TicketCalled() | TicketServed() | TicketLeft():
            tickets = _queue(QueueSnapshot(snapshot.tickets), fact).tickets
            here = {ticket.id for ticket in tickets}
            folders = tuple(folder for folder in snapshot.folders if folder.ticket in here)
            return replace(snapshot, tickets=tickets, folders=folders)
        case HallSessionChanged(session=session):
            sessions = [one for one in snapshot.sessions if one.id != session.id]
            ordered = sorted([*sessions, session], key=lambda one: (one.started_at, one.id))
            return replace(snapshot, sessions=tuple(ordered))
        case SessionEnded():
            return replace(snapshot, sessions=tuple(one for one in snapshot.sessions if one.id != fact.session))
        case _:
            return _hands(snapshot, fact)


def _hands(snapshot: HallSnapshot, fact: AnyFact) -> HallSnapshot:
    """Return a hall's snapshot after what the case side tells of it."""
    match fact:
        case RingChanged(rung=rung):
            rings = [one for one in snapshot.rings if one.id != rung.id]
            rings += [rung] if rung.solved_at is None else []
            return replace(snapshot, rings=tuple(sorted(rings, key=lambda one: (one.rung_at, one.id))))
        case PrintChanged(job=job):
            jobs = [one for one in snapshot.jobs if one.id != job.id]
            jobs += [] if job.state is PrintState.DONE else [job]
            return replace(snapshot, jobs=tuple(sorted(jobs, key=lambda one: (one.asked_at, one.id))))
        case FolderChanged(folder=folder):
            folders = [one for one in snapshot.folders if one.ticket != folder.ticket]
            folders += [] if folder == FolderNote(folder.ticket) else [folder]
            return replace(snapshot, folders=tuple(sorted(folders, key=lambda one: one.ticket)))
        case _:
            raise NotOfThisStream(type(fact).__name__)


@apply.register
def _session(snapshot: SessionSnapshot, fact: AnyFact) -> SessionSnapshot:
    return SessionSnapshot(_changed(fact, snapshot.session))


@singledispatch
def _changed(fact: AnyFact, session: SessionView) -> SessionView:
    raise NotOfThisStream(f"{type(fact).__name__} on session {session.id}")


@_changed.register
def _opened(fact: SessionOpened, _: SessionView) -> SessionView:
    return fact.session


@_changed.register
def _presence(fact: PresenceChanged, session: SessionView) -> SessionView:
    return replace(session, presences=presence.put(session.presences, fact.presence))


@_changed.register
def _consent(fact: ConsentGiven, session: SessionView) -> SessionView:
    return replace(session, consent=Consent.GRANTED if fact.granted else Consent.DECLINED)


@_changed.register
def _held(fact: SessionHeld, session: SessionView) -> SessionView:
    return replace(session, state=SessionState.HELD if fact.on else SessionState.OPEN)


@_changed.register
def _said(fact: MessageSaid, session: SessionView) -> SessionView:
    return replace(session, messages=(*session.messages, fact.message))


@_changed.register
def _still(fact: StillChanged, session: SessionView) -> SessionView:
    return replace(session, still=fact.still)


@_changed.register
def _invitation(fact: InvitationChanged, session: SessionView) -> SessionView:
    is_in = fact.invitation.state is InvitationState.JOINED
    present = session.presences if is_in else presence.without_colleague(session.presences)
    return replace(session, invitation=fact.invitation, presences=present)


@_changed.register
def _ended(fact: SessionEnded, session: SessionView) -> SessionView:
    ticket = replace(session.ticket, state=advance(session.ticket.state, ticket_event(fact.outcome)))
    return replace(session, state=SessionState.ENDED, outcome=fact.outcome, ended_at=fact.at, ticket=ticket)
