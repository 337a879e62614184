"""
What a client says, as frozen, tagged Structs; one union per role.

A command carries a `ref` of the client's choosing, unique per actor: the reply names it, and a command that is repeated
with the same ref (a double click, a retry after a lost answer) gets the first outcome.
"""

from typing import Annotated, Literal

import msgspec

from signaling.protocol.frames import Fraction, Frame, Ref
from signaling.protocol.names import ItemId, Language, OfficialId, SessionId, Sha256, StreamName, TicketId
from signaling.protocol.views import Outcome, QualityWord, Wanted

# -- From every client ---------------------------------------------------------------------------


class Hello(Frame, frozen=True):
    """The first frame of a connection. `resume` names the last offset seen of each stream."""

    version: int
    language: Language
    resume: dict[StreamName, int] = {}


class Ping(Frame, frozen=True):
    """Application heartbeat; every 10 s from the client, answered by `pong`. 25 s of silence closes the socket."""


class JoinMedia(Frame, frozen=True):
    """Ask for a grant. It arrives only in the reply to this command, in a `granted`."""

    ref: Ref
    session: SessionId


class Say(Frame, frozen=True):
    """Send a text message into the session."""

    ref: Ref
    session: SessionId
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]


class Point(Frame, frozen=True):
    """Point at a page: fractions of the flattened page's width and height; null takes the finger away. No reply."""

    session: SessionId
    page: Sha256
    at: tuple[Fraction, Fraction] | None


class UseField(Frame, frozen=True):
    """Say which field of the form has the cursor; null for none. No reply; it is told at once and never stored."""

    session: SessionId
    field: Annotated[str, msgspec.Meta(min_length=1, max_length=40)] | None


class ReportQuality(Frame, frozen=True):
    """Tell the others how this end's connection is. No reply."""

    session: SessionId
    word: QualityWord


# -- From a window -------------------------------------------------------------------------------


class TakeTicket(Frame, frozen=True):
    """Queue for an item, or for a case that is to go on. ID number by GB 11643, mainland mobile phone number."""

    ref: Ref
    id_number: Annotated[str, msgspec.Meta(max_length=32)]
    phone: Annotated[str, msgspec.Meta(max_length=32)]
    item: ItemId
    language: Language
    # Whose authority is applied to, by its code; none: the nearest one that handles the item.
    home: Annotated[str, msgspec.Meta(pattern=r"^[1-9][0-9]{5}$")] | None = None
    collect_at: Annotated[str, msgspec.Meta(max_length=64)] | None = None  # The office where the result is collected.
    case: Annotated[str, msgspec.Meta(max_length=64)] | None = None  # Of a second visit: the case that goes on.
    email: Annotated[str, msgspec.Meta(max_length=254)] | None = None  # For notices, beside SMS.


class LeaveQueue(Frame, frozen=True):
    """Give the ticket back before it is called."""

    ref: Ref
    ticket: TicketId


class GiveConsent(Frame, frozen=True):
    """The resident's word on recording. It may be granted later, never withdrawn backwards."""

    ref: Ref
    session: SessionId
    granted: bool


class DeclineStill(Frame, frozen=True):
    """The window cannot take the still; the reason is a stable code."""

    ref: Ref
    session: SessionId
    still: str
    reason: Literal["no-camera", "capture-failed", "upload-failed"]


class LeaveSession(Frame, frozen=True):
    """The resident goes; the session ends as broken off unless the case was accepted (then as served)."""

    ref: Ref
    session: SessionId


# -- From an official ----------------------------------------------------------------------------


class SetDuty(Frame, frozen=True):
    """Go on or off duty. On duty, the official is rung."""

    ref: Ref
    on: bool


class CallNext(Frame, frozen=True):
    """Claim the ticket that has waited longest among those this official may serve, or the named one of them."""

    ref: Ref
    ticket: TicketId | None = None


class SetHold(Frame, frozen=True):
    """Put the session on hold (no voice, no picture either way), or take it back."""

    ref: Ref
    session: SessionId
    on: bool


class RequestStill(Frame, frozen=True):
    """Ask the window for a full-resolution still of the document camera."""

    ref: Ref
    session: SessionId


class EndSession(Frame, frozen=True):
    """End the session for everybody."""

    ref: Ref
    session: SessionId
    outcome: Outcome


class FindColleagues(Frame, frozen=True):
    """Ask who may be rung as the second official, for what is wanted; of one department, or of any."""

    ref: Ref
    session: SessionId
    wanted: Wanted
    department: Annotated[str, msgspec.Meta(max_length=64)] | None = None


class InviteColleague(Frame, frozen=True):
    """Ring one of those found."""

    ref: Ref
    session: SessionId
    official: OfficialId
    wanted: Wanted


class WithdrawInvitation(Frame, frozen=True):
    """Stop ringing the second official."""

    ref: Ref
    session: SessionId


class DismissColleague(Frame, frozen=True):
    """Let the second official go; the session goes on."""

    ref: Ref
    session: SessionId


class AcceptInvitation(Frame, frozen=True):
    """Join the session that one is rung into; its streams follow."""

    ref: Ref
    session: SessionId


class DeclineInvitation(Frame, frozen=True):
    """Say that one does not come."""

    ref: Ref
    session: SessionId


class StepOut(Frame, frozen=True):
    """Leave, as the second official, a session that goes on."""

    ref: Ref
    session: SessionId


# -- From a supervisor ---------------------------------------------------------------------------


class WatchSession(Frame, frozen=True):
    """Open a session to watch. The audit entry is committed before the reply."""

    ref: Ref
    session: SessionId


class UnwatchSession(Frame, frozen=True):
    ref: Ref
    session: SessionId


WindowFrame = (
    Hello
    | Ping
    | TakeTicket
    | LeaveQueue
    | JoinMedia
    | GiveConsent
    | Say
    | Point
    | UseField
    | ReportQuality
    | DeclineStill
    | LeaveSession
)
OfficialFrame = (
    Hello
    | Ping
    | SetDuty
    | CallNext
    | JoinMedia
    | Say
    | Point
    | UseField
    | ReportQuality
    | SetHold
    | RequestStill
    | EndSession
    | FindColleagues
    | InviteColleague
    | WithdrawInvitation
    | DismissColleague
    | AcceptInvitation
    | DeclineInvitation
    | StepOut
)
SupervisorFrame = Hello | Ping | WatchSession | UnwatchSession | JoinMedia
ClerkFrame = Hello | Ping
