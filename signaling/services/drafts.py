"""Where a fact goes: which streams tell it, and who of their readers hears it."""

from datetime import datetime

from msgspec.structs import replace

from signaling.core.access import Actor
from signaling.core.routing import covering
from signaling.protocol.facts import (
    Fact,
    HallSessionChanged,
    InvitationChanged,
    SessionChanged,
    SessionEnded,
    SessionOpened,
    TicketCalled,
    TicketLeft,
    TicketServed,
    TicketTaken,
)
from signaling.protocol.names import Role, SessionId, StreamName
from signaling.protocol.views import HallSession, SessionView
from signaling.store.ledger import Draft, Entry

UNPLACED = (StreamName(""), 0)  # Stream and offset of a fact before the ledger places it.
EVERY_DEPARTMENT = "department/*"

TicketFact = TicketTaken | TicketCalled | TicketServed | TicketLeft
FloorFact = SessionOpened | SessionChanged | SessionEnded


def labels(actor: Actor) -> frozenset[str]:
    """
    Return the names by which a fact's audience may mean this actor.

    An id alone is not enough for ours: a window and an account may have the same.
    """
    departments = {f"department/{name}" for name in actor.departments}
    if actor.role is Role.SUPERVISOR and not actor.departments:
        departments = {EVERY_DEPARTMENT}
    return frozenset({actor.role.value, actor.id, f"{actor.role}/{actor.id}", *departments})


def by(actor: Actor, action: str, subject: str, at: datetime, **details: str | int | float | bool | None) -> Entry:
    """Return the audit entry of an actor's deed."""
    return Entry(actor=actor.id, role=actor.role, action=action, subject=subject, at=at, details=details)


def queue(division: str) -> StreamName:
    return StreamName(f"queue/{division}")


def floor(division: str) -> StreamName:
    return StreamName(f"floor/{division}")


def hall(name: str) -> StreamName:
    return StreamName(f"hall/{name}")


def session(session_id: SessionId) -> StreamName:
    return StreamName(f"session/{session_id}")


def case(case_id: str) -> StreamName:
    return StreamName(f"case/{case_id}")


def bell(official: str) -> StreamName:
    return StreamName(f"bell/{official}")


def to_queue(fact: TicketFact, division: str) -> list[Draft]:
    """Tell the queue of the division, those of the divisions that it lies in, and the clerks of the hall."""
    ticket = fact.ticket
    audience = frozenset({f"window/{ticket.window}", f"department/{ticket.department}", EVERY_DEPARTMENT})
    queues = [Draft(queue(code), fact, audience) for code in sorted(covering(division))]
    return [*queues, Draft(hall(ticket.hall), fact)]


def to_floor(fact: FloorFact, division: str, department: str) -> list[Draft]:
    """Tell the supervisors of the division, and of the divisions that it lies in."""
    audience = frozenset({f"department/{department}", EVERY_DEPARTMENT})
    return [Draft(floor(code), fact, audience) for code in sorted(covering(division))]


def to_session(session_id: SessionId, fact: Fact) -> Draft:
    """Tell everybody in the session."""
    return Draft(session(session_id), fact)


def rung(fact: InvitationChanged, view: SessionView, division: str) -> list[Draft]:
    """Tell the session, its floor, and whoever is rung."""
    official = fact.invitation.official
    return [*changed(fact, view, division), Draft(bell(official), fact, frozenset({f"official/{official}"}))]


def to_hall(view: SessionView, at: datetime) -> Draft:
    """Tell the clerks of the window's hall how a running session stands."""
    known = HallSession(view.id, view.ticket.window, view.case, view.official_name, view.state, view.started_at)
    return Draft(hall(view.ticket.hall), HallSessionChanged(*UNPLACED, at, known))


def row(view: SessionView) -> SessionView:
    """Return a session as the floor shows it: what was said in it is not the floor's business."""
    return replace(view, messages=())


def changed(fact: Fact, view: SessionView, division: str) -> list[Draft]:
    """Tell the session, and the floor how the session's row stands now."""
    known = SessionChanged(*UNPLACED, fact.at, row(view))
    return [to_session(view.id, fact), *to_floor(known, division, view.ticket.department)]
