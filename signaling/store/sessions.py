"""
Sessions: rows to views and back.

Every change names the version that it was based on, through the `Session` that was read; a change that comes second
runs again on what the first has left (`TryAgain`).
"""

from collections.abc import Collection, Sequence
from datetime import datetime

import msgspec
from msgspec.structs import replace
from sqlalchemy import ColumnElement, Row, delete, literal, select, update
from sqlalchemy import insert as insert_into
from sqlalchemy.exc import IntegrityError

from signaling.core import presence as seating
from signaling.core import session as core
from signaling.core.refusal import Refused
from signaling.core.replay import by_start
from signaling.core.routing import prefix
from signaling.core.session import Parties, SessionEvent
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, OfficialId, PeerId, Role, SessionId, TicketId, WindowId
from signaling.protocol.views import (
    Consent,
    Invitation,
    InvitationState,
    Message,
    Outcome,
    Presence,
    SessionState,
    SessionView,
    Still,
    StillState,
    Text,
    TicketView,
)
from signaling.store import invitations, tickets
from signaling.store.retry import TryAgain
from signaling.store.tables import invitations as rung
from signaling.store.tables import presences, session_messages, stills
from signaling.store.tables import sessions as table

# Written into the statement: a partial index is used only where its condition can be read there.
_RUNNING = table.c.state != literal(SessionState.ENDED.value, literal_execute=True)
_RECENT = 20
_WITH_COLLEAGUE = select(table, rung.c.official.label("colleague")).select_from(
    table.outerjoin(rung, (rung.c.session == table.c.id) & invitations.IS_IN)
)


class Session(msgspec.Struct, frozen=True):
    """A session's own row: what commands decide by."""

    id: SessionId
    case: CaseId
    ticket: TicketId
    parties: Parties
    official_name: Text
    state: SessionState
    outcome: Outcome | None
    consent: Consent
    recording_key: bytes | None  # Wrapped.
    started_at: datetime
    ended_at: datetime | None
    version: int


def insert(
    tx: Transaction,
    *,
    session: SessionId,
    case: CaseId,
    ticket: TicketView,
    official: OfficialId,
    official_name: Text,
    at: datetime,
) -> Session:
    """
    Store an open session of a ticket that was claimed for it.

    Raises:
        Refused: session-running, where the official is in a session.
    """
    if running_of_official(tx, official) is not None:
        raise Refused(Code.SESSION_RUNNING)
    row = {
        "id": session,
        "case_id": case,
        "ticket": ticket.id,
        "window": ticket.window,
        "official": official,
        "official_name": official_name,
        "division": tickets.route(tx, ticket.id).division,
        "department": ticket.department,
        "state": SessionState.OPEN.value,
        "consent": Consent.UNASKED.value,
        "started_at": at,
        "version": 1,
    }
    try:
        return _session(tx.execute(insert_into(table).values(row).returning(table)).one(), None)
    except IntegrityError as error:  # On PostgreSQL, of two at once the second one ends here.
        raise Refused(Code.SESSION_RUNNING) from error


def get(tx: Transaction, session: SessionId) -> Session:
    """
    Return a session's row.

    Raises:
        Refused: session-unknown.
    """
    row = tx.execute(_WITH_COLLEAGUE.where(table.c.id == session)).one_or_none()
    if row is None:
        raise Refused(Code.SESSION_UNKNOWN)
    return _session(row, row.colleague)


def running_of_official(tx: Transaction, official: OfficialId) -> SessionId | None:
    """Return the session that an official is in: their own, or the one that they were rung into."""
    return _running(tx, table.c.official == official) or invitations.joined_by(tx, official)


def running_of_window(tx: Transaction, window: WindowId) -> SessionId | None:
    """Return the session that a window is in."""
    return _running(tx, table.c.window == window)


def _running(tx: Transaction, whose: ColumnElement[bool]) -> SessionId | None:
    found = tx.execute(select(table.c.id).where(whose, _RUNNING)).scalar()
    return None if found is None else SessionId(found)


def all_running(tx: Transaction) -> tuple[SessionId, ...]:
    """Return every session that runs, oldest first."""
    chosen = select(table.c.id).where(_RUNNING).order_by(table.c.started_at, table.c.id)
    return tuple(SessionId(row.id) for row in tx.execute(chosen))


def just_served(tx: Transaction, role: Role, participant: str, since: datetime) -> CaseId | None:
    """Return the case of the last session of a window or an official, if it ended as served after `since`."""
    whose = table.c.window if role is Role.WINDOW else table.c.official
    served = (table.c.outcome == Outcome.SERVED.value) & (table.c.ended_at > since)
    latest = select(table.c.case_id).where(whose == participant, served).order_by(table.c.ended_at.desc()).limit(1)
    found = tx.execute(latest).scalar()
    return None if found is None else CaseId(found)


# -- Changes -----------------------------------------------------------------------------------------


def advance(
    tx: Transaction, session: Session, event: SessionEvent, at: datetime, outcome: Outcome | None = None
) -> Session:
    """
    Take a step of the transition table; at the end with the outcome, and with the ticket's own end.

    Raises:
        Refused: session-ended.
    """
    state = core.advance(session.state, event)
    if state is not SessionState.ENDED:
        return _change(tx, session, state=state.value)
    if outcome is None:
        raise ValueError("a session ends with an outcome")
    tickets.finish(tx, session.ticket, outcome, at)
    return _change(tx, session, state=state.value, outcome=outcome.value, ended_at=at)


def set_consent(tx: Transaction, session: Session, *, granted: bool, recording_key: bytes | None) -> Session:
    """
    Keep the resident's word, and with a grant the wrapped key of the recording.

    Raises:
        Refused: not-allowed, for a grant that is withdrawn.
    """
    word = core.consent(session.consent, granted=granted)
    key = session.recording_key or recording_key  # A second grant goes on under the first key.
    return _change(tx, session, consent=word.value, recording_key=key if granted else None)


def add_message(tx: Transaction, session: Session, message: Message) -> Session:
    """Keep a text message, as the last one."""
    changed = _change(tx, session)
    row = {"id": message.id, "role": message.role.value, "text": message.text, "at": message.at}
    tx.execute(insert_into(session_messages).values(session=session.id, number=changed.version, **row))
    return changed


def put_still(tx: Transaction, session: Session, still: Still) -> Session:
    """Keep a still that was asked for, or how it was answered; the latest one asked for is the session's."""
    changed = _change(tx, session)
    answer = {"state": still.state.value, "reason": still.reason}
    which = (stills.c.session == session.id) & (stills.c.id == still.id)
    if tx.execute(update(stills).where(which).values(answer)).rowcount == 0:
        tx.execute(insert_into(stills).values(session=session.id, number=changed.version, id=still.id, **answer))
    return changed


def put_invitation(tx: Transaction, session: Session, invitation: Invitation) -> Session:
    """
    Keep who is rung as the second official, or what became of it; one who is not in has no presence.

    Raises:
        Refused: colleague-busy, where another session was faster to ring them.
    """
    changed = _change(tx, session)
    invitations.put(tx, invitation, changed.version)
    is_in = invitation.state is InvitationState.JOINED
    if not is_in:
        tx.execute(delete(presences).where(presences.c.session == session.id, presences.c.seat == Role.COLLEAGUE.value))
    return replace(changed, parties=replace(changed.parties, colleague=invitation.official if is_in else None))


def put_presence(tx: Transaction, session: Session, presence: Presence) -> Session:
    """Keep a participant's presence; a visitor who has gone is forgotten."""
    changed = _change(tx, session)
    seat = seating.seat(presence.role, presence.peer)
    tx.execute(delete(presences).where(presences.c.session == session.id, presences.c.seat == seat))
    if seating.put((), presence):
        row = {"role": presence.role.value, "name": presence.name, "peer": presence.peer}
        tx.execute(insert_into(presences).values(session=session.id, seat=seat, connected=presence.connected, **row))
    return changed


def _change(tx: Transaction, session: Session, **values: object) -> Session:
    based = (table.c.id == session.id) & (table.c.version == session.version)
    change = update(table).where(based).values(version=session.version + 1, **values)
    row = tx.execute(change.returning(table)).one_or_none()
    if row is None:
        raise TryAgain
    return _session(row, session.parties.colleague)


# -- Views -------------------------------------------------------------------------------------------


def view(tx: Transaction, session: SessionId) -> SessionView:
    """
    Return a session as its participants see it.

    Raises:
        Refused: session-unknown.
    """
    found = _views(tx, table.c.id == session)
    if not found:
        raise Refused(Code.SESSION_UNKNOWN)
    said = select(session_messages).where(session_messages.c.session == session)
    messages = tuple(
        Message(row.id, Role(row.role), row.text, row.at)
        for row in tx.execute(said.order_by(session_messages.c.number))
    )
    return replace(found[0], messages=messages)


def running(tx: Transaction, division: str) -> tuple[SessionView, ...]:
    """Return the running sessions of a division and of those within it, without messages: the floor."""
    return by_start(_views(tx, table.c.division.startswith(prefix(division), autoescape=True) & _RUNNING))


def of_tickets(tx: Transaction, named: Collection[TicketId]) -> tuple[SessionView, ...]:
    """Return the running sessions of some tickets, oldest first, without messages."""
    return by_start(_views(tx, table.c.ticket.in_(named) & _RUNNING)) if named else ()


def recent_seconds(tx: Transaction, department: str) -> tuple[float, ...]:
    """Return how long the latest served sessions of a department took, oldest first."""
    served = (table.c.department == department) & (table.c.outcome == Outcome.SERVED.value)
    latest = select(table.c.started_at, table.c.ended_at).where(served).order_by(table.c.ended_at.desc()).limit(_RECENT)
    return tuple((row.ended_at - row.started_at).total_seconds() for row in tx.execute(latest))[::-1]


def _views(tx: Transaction, which: ColumnElement[bool]) -> tuple[SessionView, ...]:
    rows = tx.execute(select(table).where(which)).all()
    ids = [row.id for row in rows]
    held = tickets.by_id(tx, [TicketId(row.ticket) for row in rows])
    present = _presences(tx, ids)
    asked = _latest_stills(tx, ids)
    called_in = invitations.latest(tx, ids)
    return tuple(
        SessionView(
            id=SessionId(row.id),
            case=CaseId(row.case_id),
            ticket=held[TicketId(row.ticket)],
            official=OfficialId(row.official),
            official_name=row.official_name,
            state=SessionState(row.state),
            outcome=None if row.outcome is None else Outcome(row.outcome),
            consent=Consent(row.consent),
            started_at=row.started_at,
            ended_at=row.ended_at,
            presences=present.get(row.id, ()),
            messages=(),
            still=asked.get(row.id),
            invitation=called_in.get(row.id),
        )
        for row in rows
    )


def _messages(tx: Transaction, session: SessionId) -> tuple[Message, ...]:
    said = select(session_messages).where(session_messages.c.session == session).order_by(session_messages.c.number)
    return tuple(Message(row.id, Role(row.role), row.text, row.at) for row in tx.execute(said))


def _presences(tx: Transaction, sessions: Sequence[str]) -> dict[str, tuple[Presence, ...]]:
    found: dict[str, tuple[Presence, ...]] = {}
    for row in tx.execute(select(presences).where(presences.c.session.in_(sessions))):
        one = Presence(Role(row.role), row.name, None if row.peer is None else PeerId(row.peer), row.connected)
        found[row.session] = seating.put(found.get(row.session, ()), one)
    return found


def _latest_stills(tx: Transaction, sessions: Sequence[str]) -> dict[str, Still]:
    chosen = select(stills).where(stills.c.session.in_(sessions)).order_by(stills.c.session, stills.c.number)
    return {row.session: Still(row.id, StillState(row.state), row.reason) for row in tx.execute(chosen)}


def _session(row: Row[*tuple[object, ...]], colleague: OfficialId | None) -> Session:
    return Session(
        id=SessionId(row.id),
        case=CaseId(row.case_id),
        ticket=TicketId(row.ticket),
        parties=Parties(WindowId(row.window), OfficialId(row.official), row.division, row.department, colleague),
        official_name=row.official_name,
        state=SessionState(row.state),
        outcome=None if row.outcome is None else Outcome(row.outcome),
        consent=Consent(row.consent),
        recording_key=row.recording_key,
        started_at=row.started_at,
        ended_at=row.ended_at,
        version=row.version,
    )
