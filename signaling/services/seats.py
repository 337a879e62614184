"""Who may act in a session: the check that every command into one begins with."""

from signaling.core import session as core
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.frames import Frame
from signaling.protocol.names import SessionId
from signaling.protocol.views import SessionState
from signaling.store import sessions
from signaling.store.sessions import Session


def running(tx: Transaction, actor: Actor, frame: Frame, session_id: SessionId) -> Session:
    """
    Return the running session that this actor may send this command into.

    Raises:
        Refused: session-unknown, also for one that is somebody else's: nobody learns which exist; not-allowed, for a
            command that is not the actor's; session-ended.
    """
    session = sessions.get(tx, session_id)
    if not core.takes_part(actor, session.parties):
        raise Refused(Code.SESSION_UNKNOWN)
    if not core.may(actor, type(frame), session.parties):
        raise Refused(Code.NOT_ALLOWED)
    if session.state is SessionState.ENDED:
        raise Refused(Code.SESSION_ENDED)
    return session
