"""A window's picture of its ticket, session and case, from snapshots and facts."""

import msgspec

from counter_client.core.state import Window
from signaling.protocol.facts import (
    CaseChanged,
    CaseSnapshot,
    ConsentGiven,
    Fact,
    InvitationChanged,
    MessageSaid,
    PresenceChanged,
    QueueSnapshot,
    SessionEnded,
    SessionHeld,
    SessionOpened,
    SessionSnapshot,
    StillChanged,
    StreamStart,
    TicketCalled,
    TicketLeft,
    TicketServed,
    TicketTaken,
)
from signaling.protocol.messages import Welcome
from signaling.protocol.names import Role, StreamName
from signaling.protocol.views import (
    Consent,
    InvitationState,
    Presence,
    SessionState,
    SessionView,
    TicketState,
    TicketView,
)

_replace = msgspec.structs.replace
_LIVE = (TicketState.WAITING, TicketState.CALLED)


def hear_welcome(window: Window, welcome: Welcome) -> Window:
    """
    Return the window after a (re)connection.

    The streams named are all that this window may read now: a session that is not among them ended while we were away.
    """
    names = {start.stream for start in welcome.streams}
    if window.session is not None and StreamName(f"session/{window.session.id}") not in names:
        window = _replace(window, session=None, case=None, ticket=None)
    offsets = {name: offset for name, offset in window.offsets.items() if name in names}
    window = _replace(window, id=welcome.id, offsets=offsets)
    for start in welcome.streams:
        window = hear_start(window, start)
    return window


def hear_start(window: Window, start: StreamStart) -> Window:
    """Return the window after a stream began or was resumed; a snapshot replaces what was known of it."""
    if start.snapshot is None:
        # Resumed: the facts after our own offset follow.
        return window if start.stream in window.offsets else _at(window, start.stream, start.offset)
    window = _at(window, start.stream, start.offset)
    match start.snapshot:
        case QueueSnapshot(tickets):
            mine = (ticket for ticket in tickets if ticket.window == window.id and ticket.state in _LIVE)
            return _replace(window, ticket=next(mine, None))
        case SessionSnapshot(session):
            return _seated(window, session)
        case CaseSnapshot(case):
            return _replace(window, case=case)
    return window


def hear_fact(window: Window, fact: Fact) -> Window:
    """Return the window after a fact; one that was heard before changes nothing."""
    if fact.offset <= window.offsets.get(fact.stream, 0):
        return window
    window = _at(window, fact.stream, fact.offset)
    match fact:
        case (
            TicketTaken(ticket=ticket)
            | TicketCalled(ticket=ticket)
            | TicketServed(ticket=ticket)
            | TicketLeft(ticket=ticket)
        ):
            return _ticket_changed(window, ticket)
        case SessionOpened(session=session):
            return _seated(window, session)
        case SessionEnded(session=session_id):
            ours = window.session is not None and window.session.id == session_id
            return _replace(window, session=None, case=None, ticket=None) if ours else window
        case CaseChanged(case=case):
            return _replace(window, case=case)
    if window.session is None:
        return window
    return _replace(window, session=_session_changed(window.session, fact))


def _at(window: Window, stream: StreamName, offset: int) -> Window:
    return _replace(window, offsets={**window.offsets, stream: offset})


def _ticket_changed(window: Window, ticket: TicketView) -> Window:
    if ticket.window != window.id:
        return window
    if ticket.state in _LIVE:
        return _replace(window, ticket=ticket)
    ours = window.ticket is not None and window.ticket.id == ticket.id
    return _replace(window, ticket=None) if ours else window


def _seated(window: Window, session: SessionView) -> Window:
    if session.state is SessionState.ENDED:
        return window
    return _replace(window, session=session)


def _session_changed(session: SessionView, fact: Fact) -> SessionView:
    match fact:
        case ConsentGiven(granted=granted):
            return _replace(session, consent=Consent.GRANTED if granted else Consent.DECLINED)
        case SessionHeld(on=on):
            return _replace(session, state=SessionState.HELD if on else SessionState.OPEN)
        case MessageSaid(message=message):
            return _replace(session, messages=(*session.messages, message))
        case StillChanged(still=still):
            return _replace(session, still=still)
        case InvitationChanged(invitation=invitation):
            is_in = invitation.state is InvitationState.JOINED
            present = (each for each in session.presences if is_in or each.role is not Role.COLLEAGUE)
            return _replace(session, invitation=invitation, presences=tuple(present))
        case PresenceChanged(presence=presence):
            return _replace(session, presences=_with(session.presences, presence))
    return session


def _with(presences: tuple[Presence, ...], changed: Presence) -> tuple[Presence, ...]:
    return (*(presence for presence in presences if presence.role is not changed.role), changed)
