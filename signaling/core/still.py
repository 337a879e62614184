"""A still that the official asked for: at most one is pending in a session."""

from enum import StrEnum

from signaling.core.refusal import Refused
from signaling.protocol.codes import Code
from signaling.protocol.views import Still, StillState


class StillEvent(StrEnum):
    """How the window answers."""

    RECEIVE = "receive"
    DECLINE = "decline"


TRANSITIONS: dict[tuple[StillState, StillEvent], StillState] = {
    (StillState.REQUESTED, StillEvent.RECEIVE): StillState.RECEIVED,
    (StillState.REQUESTED, StillEvent.DECLINE): StillState.DECLINED,
    # A page whose receipt was lost is uploaded again.
    (StillState.RECEIVED, StillEvent.RECEIVE): StillState.RECEIVED,
    # The window gave up on the upload, and it arrived after all.
    (StillState.DECLINED, StillEvent.RECEIVE): StillState.RECEIVED,
}


def request(latest: Still | None, still: str) -> Still:
    """
    Return a new request.

    Raises:
        Refused: still-pending, while the window has not answered the latest one.
    """
    if latest is not None and latest.state is StillState.REQUESTED:
        raise Refused(Code.STILL_PENDING)
    return Still(still, StillState.REQUESTED)


def advance(latest: Still | None, still: str, event: StillEvent, reason: str | None = None) -> Still:
    """
    Return the still as the window's answer leaves it.

    Raises:
        Refused: still-unknown, for another still than the latest, or one that cannot be answered so any more.
    """
    if latest is None or latest.id != still or (latest.state, event) not in TRANSITIONS:
        raise Refused(Code.STILL_UNKNOWN)
    return Still(still, TRANSITIONS[latest.state, event], reason if event is StillEvent.DECLINE else None)
