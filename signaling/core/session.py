"""A session: its states, who may do what in it, and how it ends."""

from enum import StrEnum

import msgspec

from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.core.routing import covers
from signaling.core.ticket import TicketEvent
from signaling.protocol.codes import Code
from signaling.protocol.commands import (
    DeclineStill,
    DismissColleague,
    EndSession,
    FindColleagues,
    GiveConsent,
    InviteColleague,
    JoinMedia,
    LeaveSession,
    Point,
    ReportQuality,
    RequestStill,
    Say,
    SetHold,
    StepOut,
    UnwatchSession,
    WatchSession,
    WithdrawInvitation,
)
from signaling.protocol.frames import Frame
from signaling.protocol.names import OfficialId, Role, WindowId
from signaling.protocol.views import Consent, Outcome, SessionState


class SessionEvent(StrEnum):
    """What may happen to a session. Saying hold or resume twice changes nothing."""

    HOLD = "hold"
    RESUME = "resume"
    END = "end"


TRANSITIONS: dict[tuple[SessionState, SessionEvent], SessionState] = {
    (SessionState.OPEN, SessionEvent.HOLD): SessionState.HELD,
    (SessionState.OPEN, SessionEvent.RESUME): SessionState.OPEN,
    (SessionState.OPEN, SessionEvent.END): SessionState.ENDED,
    (SessionState.HELD, SessionEvent.HOLD): SessionState.HELD,
    (SessionState.HELD, SessionEvent.RESUME): SessionState.OPEN,
    (SessionState.HELD, SessionEvent.END): SessionState.ENDED,
}

CONSENT: dict[tuple[Consent, bool], Consent] = {
    (Consent.UNASKED, True): Consent.GRANTED,
    (Consent.UNASKED, False): Consent.DECLINED,
    (Consent.DECLINED, True): Consent.GRANTED,
    (Consent.DECLINED, False): Consent.DECLINED,
    (Consent.GRANTED, True): Consent.GRANTED,  # What was recorded was recorded: no way back from here.
}

COMMANDS: dict[Role, frozenset[type[Frame]]] = {
    Role.WINDOW: frozenset({JoinMedia, Say, Point, ReportQuality, GiveConsent, DeclineStill, LeaveSession}),
    Role.OFFICIAL: frozenset(
        {
            JoinMedia,
            Say,
            Point,
            ReportQuality,
            SetHold,
            RequestStill,
            EndSession,
            FindColleagues,
            InviteColleague,
            WithdrawInvitation,
            DismissColleague,
        }
    ),
    Role.COLLEAGUE: frozenset({JoinMedia, Say, Point, ReportQuality, StepOut}),
    Role.SUPERVISOR: frozenset({JoinMedia, WatchSession, UnwatchSession}),
}


class Parties(msgspec.Struct, frozen=True):
    """Whose session it is."""

    window: WindowId
    official: OfficialId
    division: str
    department: str
    colleague: OfficialId | None = None  # The second official, while they are in it.


def advance(state: SessionState, event: SessionEvent) -> SessionState:
    """
    Return the state that follows.

    Raises:
        Refused: session-ended.
    """
    following = TRANSITIONS.get((state, event))
    if following is None:
        raise Refused(Code.SESSION_ENDED)
    return following


def consent(before: Consent, *, granted: bool) -> Consent:
    """
    Return the resident's word on recording as it stands now.

    Raises:
        Refused: not-allowed: what was granted is not withdrawn backwards.
    """
    following = CONSENT.get((before, granted))
    if following is None:
        raise Refused(Code.NOT_ALLOWED)
    return following


def seat(actor: Actor, parties: Parties) -> Role | None:
    """
    Return what an actor is in the session: its window, its official, the second one, a supervisor of the region.

    None for whoever takes no part. An official who was rung into it is its colleague, whatever their socket is.
    """
    if actor.role is Role.WINDOW:
        return Role.WINDOW if actor.id == parties.window else None
    if actor.role is Role.OFFICIAL:
        return {parties.colleague: Role.COLLEAGUE, parties.official: Role.OFFICIAL}.get(OfficialId(actor.id))
    watches = (
        actor.role is Role.SUPERVISOR
        and covers(actor.division, parties.division)
        and (not actor.departments or parties.department in actor.departments)
    )
    return Role.SUPERVISOR if watches else None


def takes_part(actor: Actor, parties: Parties) -> bool:
    """Tell whether the session is this actor's."""
    return seat(actor, parties) is not None


def may(actor: Actor, command: type[Frame], parties: Parties) -> bool:
    """Tell whether the actor may send this command into the session."""
    found = seat(actor, parties)
    return found is not None and command in COMMANDS[found]


def end_outcome(asked: Outcome, *, accepted: bool) -> Outcome:
    """
    Return how a session ends: as served exactly if its case was accepted, whoever ends it and whatever they call it.

    Without an acceptance it is what was asked for, or broken off.
    """
    if accepted:
        return Outcome.SERVED
    return Outcome.BROKEN_OFF if asked is Outcome.SERVED else asked


def ticket_event(outcome: Outcome) -> TicketEvent:
    """Return what the end of its session means for the ticket."""
    return TicketEvent.SERVE if outcome in (Outcome.SERVED, Outcome.CONSULTED) else TicketEvent.BREAK_OFF
