"""Stills: the official asks for a full-resolution picture of the paper, and the window answers."""

from datetime import datetime

from signaling.core import still as core
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.core.still import StillEvent
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.commands import DeclineStill, RequestStill
from signaling.protocol.facts import StillChanged
from signaling.protocol.messages import Done
from signaling.protocol.names import SessionId
from signaling.protocol.views import SessionState, Still
from signaling.services import drafts
from signaling.services.context import Context, Result, fresh_id
from signaling.services.drafts import UNPLACED
from signaling.services.seats import running
from signaling.store import ledger, sessions
from signaling.store.ledger import Draft
from signaling.store.sessions import Session


def request_still(tx: Transaction, context: Context, actor: Actor, frame: RequestStill, now: datetime) -> Result:
    """
    Ask the window for a still.

    Raises:
        Refused: still-pending, while the window has not answered the latest one; session-unknown, session-ended.
    """
    session = running(tx, actor, frame, frame.session)
    still = core.request(sessions.view(tx, session.id).still, fresh_id())
    ledger.record(tx, _put(tx, session, still, now), drafts.by(actor, "request-still", session.id, now, still=still.id))
    return Result(Done(frame.ref))


def decline_still(tx: Transaction, context: Context, actor: Actor, frame: DeclineStill, now: datetime) -> Result:
    """
    Note that the window cannot take the still, and why.

    Raises:
        Refused: still-unknown, session-unknown, session-ended.
    """
    session = running(tx, actor, frame, frame.session)
    latest = sessions.view(tx, session.id).still
    still = core.advance(latest, frame.still, StillEvent.DECLINE, frame.reason)
    entry = drafts.by(actor, "decline-still", session.id, now, still=still.id, reason=frame.reason)
    ledger.record(tx, _put(tx, session, still, now), entry)
    return Result(Done(frame.ref))


def receive_still(tx: Transaction, session_id: SessionId, still_id: str, now: datetime) -> list[Draft]:
    """
    Keep that a still has arrived; for the case side, when it attaches the page that the window uploaded.

    Returns:
        The facts that the caller records together with its own, none where the still was received before.

    Raises:
        Refused: still-unknown, session-unknown, session-ended.
    """
    session = sessions.get(tx, session_id)
    if session.state is SessionState.ENDED:
        raise Refused(Code.SESSION_ENDED)
    latest = sessions.view(tx, session_id).still
    still = core.advance(latest, still_id, StillEvent.RECEIVE)
    return [] if still == latest else _put(tx, session, still, now)


def _put(tx: Transaction, session: Session, still: Still, now: datetime) -> list[Draft]:
    sessions.put_still(tx, session, still)
    told = StillChanged(*UNPLACED, now, still)
    return drafts.changed(told, sessions.view(tx, session.id), session.parties.division)
