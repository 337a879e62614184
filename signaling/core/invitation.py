"""An invitation: a second official is rung into a session, comes or not, and goes again while the session goes on."""

from datetime import timedelta
from enum import StrEnum

from msgspec.structs import replace

from signaling.core.refusal import Refused
from signaling.protocol.codes import Code
from signaling.protocol.views import Colleague, Invitation, InvitationState

ANSWER_TIME = timedelta(seconds=30)
LIVE = frozenset({InvitationState.RINGING, InvitationState.JOINED})


class InvitationEvent(StrEnum):
    """What may happen to an invitation."""

    ACCEPT = "accept"
    DECLINE = "decline"
    EXPIRE = "expire"  # Nobody answered.
    WITHDRAW = "withdraw"
    LEAVE = "leave"
    DISMISS = "dismiss"
    END = "end"  # Of the session.


TRANSITIONS: dict[tuple[InvitationState, InvitationEvent], InvitationState] = {
    (InvitationState.RINGING, InvitationEvent.ACCEPT): InvitationState.JOINED,
    (InvitationState.RINGING, InvitationEvent.DECLINE): InvitationState.DECLINED,
    (InvitationState.RINGING, InvitationEvent.EXPIRE): InvitationState.UNANSWERED,
    (InvitationState.RINGING, InvitationEvent.WITHDRAW): InvitationState.WITHDRAWN,
    (InvitationState.RINGING, InvitationEvent.END): InvitationState.WITHDRAWN,
    (InvitationState.JOINED, InvitationEvent.LEAVE): InvitationState.LEFT,
    (InvitationState.JOINED, InvitationEvent.DISMISS): InvitationState.DISMISSED,
    (InvitationState.JOINED, InvitationEvent.END): InvitationState.LEFT,
}


def advance(invitation: Invitation | None, event: InvitationEvent) -> Invitation:
    """
    Return the invitation as the event leaves it.

    Raises:
        Refused: invitation-over: there is none, or nothing of the kind can happen to it any more.
    """
    following = None if invitation is None else TRANSITIONS.get((invitation.state, event))
    if invitation is None or following is None:
        raise Refused(Code.INVITATION_OVER)
    return replace(invitation, state=following)


def is_live(invitation: Invitation | None) -> bool:
    """Tell whether somebody is being rung, or is in the session."""
    return invitation is not None and invitation.state in LIVE


def order(colleague: Colleague) -> tuple[bool, str, str]:
    """Sort key of those who may be rung: who is free first, then by name, equal ones by id."""
    return not colleague.free, colleague.name.zh, colleague.official
