"""Supervision: whoever looks into a session stands in the audit before the first fact or packet reaches them."""

from collections.abc import Iterable
from datetime import datetime

from signaling.core import session as core
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.commands import UnwatchSession, WatchSession
from signaling.protocol.messages import Done
from signaling.protocol.names import SessionId
from signaling.protocol.views import SessionState
from signaling.services import drafts
from signaling.services.context import Context, Result
from signaling.services.seats import running
from signaling.store import ledger, sessions


def watch_session(tx: Transaction, context: Context, actor: Actor, frame: WatchSession, now: datetime) -> Result:
    """
    Let a supervisor of the region into a session's streams.

    Raises:
        Refused: session-unknown, session-ended.
    """
    session = running(tx, actor, frame, frame.session)
    ledger.record(tx, (), drafts.by(actor, "watch-session", session.id, now))
    return Result(Done(frame.ref))


def unwatch_session(tx: Transaction, context: Context, actor: Actor, frame: UnwatchSession, now: datetime) -> Result:
    """
    Note that a supervisor has looked away, also from a session that is over.

    Raises:
        Refused: session-unknown.
    """
    session = sessions.get(tx, frame.session)
    ledger.record(tx, (), drafts.by(actor, "unwatch-session", session.id, now))
    return Result(Done(frame.ref))


def resume_watching(tx: Transaction, actor: Actor, asked: Iterable[SessionId], now: datetime) -> frozenset[SessionId]:
    """
    Return which of the sessions a supervisor goes on watching after a lost connection; each stands in the audit.

    The connection is what knew: its successor may be held by another node, or by this one started anew.
    """
    watched = frozenset(session for session in asked if _may_watch(tx, actor, session))
    for session in sorted(watched):
        ledger.record(tx, (), drafts.by(actor, "watch-session", session, now, resumed=True))
    return watched


def _may_watch(tx: Transaction, actor: Actor, session_id: SessionId) -> bool:
    try:
        session = sessions.get(tx, session_id)
    except Refused:
        return False
    return core.may(actor, WatchSession, session.parties) and session.state is not SessionState.ENDED
