"""Ringing the clerk: a window or an official asks for hands, the hall's clerk comes, it is solved."""

import secrets
from datetime import datetime, timedelta

from agent_console.services.hall_stream import ring_changed
from agent_console.store import accounts, rings
from agent_console.store.accounts import Window
from agent_console.store.rings import Ring
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import OfficialId, Role, SessionId, WindowId
from signaling.protocol.views import RingReason
from signaling.store import ledger, sessions

SHOWN_AFTERWARDS = timedelta(minutes=1)  # Both ends see that it is solved.


def ring(tx: Transaction, actor: Actor, reason: RingReason, note: str, now: datetime) -> Ring:
    """
    Ring the clerk of the window's hall; a window that rings already is not rung for twice.

    Raises:
        Refused: session-unknown, where an official is in none.
    """
    window, session = _place(tx, actor)
    rung = rings.open_of_window(tx, window.id)
    if rung is not None:
        return rung
    made = Ring(
        id=secrets.token_urlsafe(12),
        hall=window.hall,
        window=window.id,
        window_name=window.name,
        session=session,
        role=actor.role,
        ringer=actor.id,
        ringer_name=actor.name,
        reason=reason,
        note=note,
        rung_at=now,
    )
    rings.add(tx, made)
    _enter(tx, actor, "clerk-rung", made, now)
    return made


def answer(tx: Transaction, actor: Actor, name: str, word: str, now: datetime) -> Ring:
    """
    Say that the clerk is coming, or that it is solved. Repeated, it changes nothing.

    Raises:
        Refused: not-found; not-allowed, where somebody but a clerk says that they come.
    """
    found = rings.get(tx, name)
    if found is None or not _concerns(tx, actor, found):
        raise Refused(Code.NOT_FOUND)
    if word == "coming":
        if actor.role is not Role.CLERK:
            raise Refused(Code.NOT_ALLOWED)
        if found.coming_at is None and found.solved_at is None:
            rings.answer(tx, name, actor.id, actor.name, now)
            _enter(tx, actor, "clerk-coming", found, now)
    elif found.solved_at is None:
        rings.solve(tx, name, now)
        _enter(tx, actor, "ring-solved", found, now)
    return rings.get(tx, name) or found


def of_actor(tx: Transaction, actor: Actor, now: datetime) -> list[Ring]:
    """Return the rings that concern an actor: open ones, and for a while those that were solved."""
    since = now - SHOWN_AFTERWARDS
    if actor.role is Role.CLERK:
        return rings.recent(tx, since, hall=actor.hall)
    try:
        window, _ = _place(tx, actor)
    except Refused:
        return []  # An official between two sessions.
    return rings.recent(tx, since, window=window.id)


def _concerns(tx: Transaction, actor: Actor, found: Ring) -> bool:
    if actor.role is Role.CLERK:
        return found.hall == actor.hall
    if actor.role is Role.OFFICIAL:
        return found.ringer == actor.id or found.session == sessions.running_of_official(tx, OfficialId(actor.id))
    return found.window == actor.id


def _place(tx: Transaction, actor: Actor) -> tuple[Window, SessionId | None]:
    """Return the window that needs hands, and the session that it is in."""
    if actor.role is Role.OFFICIAL:
        session = sessions.running_of_official(tx, OfficialId(actor.id))
        if session is None:
            raise Refused(Code.SESSION_UNKNOWN)
        window = accounts.get_window(tx, sessions.get(tx, session).parties.window)
    else:
        session = sessions.running_of_window(tx, WindowId(actor.id))
        window = accounts.get_window(tx, actor.id)
    if window is None:
        raise Refused(Code.WINDOW_UNKNOWN)
    return window, session


def _enter(tx: Transaction, actor: Actor, action: str, of: Ring, now: datetime) -> None:
    details: dict[str, str | int | float | bool | None] = {"window": of.window, "reason": of.reason}
    stands = rings.get(tx, of.id) or of
    ledger.record(tx, [ring_changed(stands, now)], ledger.Entry(actor.id, actor.role, action, of.id, now, details))
