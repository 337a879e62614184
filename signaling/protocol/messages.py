"""
Every frame of the wire, as a frozen, tagged Struct; one union per role and direction.

A command carries a `ref` of the client's choosing, unique per actor: the reply names it, and a command that is repeated
with the same ref (a double click, a retry after a lost answer) gets the first outcome. Three kinds of frame come from
the server: a reply (to a ref), a fact (past tense, stored, with stream and offset) and a signal (never stored).
"""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from signaling.protocol.codes import Code
from signaling.protocol.media import Line
from signaling.protocol.names import ItemId, Language, OfficialId, Role, SessionId, Sha256, StreamName, TicketId
from signaling.protocol.views import (
    CaseEvent,
    CaseView,
    Colleague,
    FolderNote,
    HallSession,
    Invitation,
    Message,
    Outcome,
    Presence,
    PrintJobView,
    QualityWord,
    RingView,
    SessionView,
    Still,
    Text,
    TicketView,
    Wanted,
)

PROTOCOL_VERSION = 1
MAX_FRAME_BYTES = 64 * 1024

Ref = Annotated[str, msgspec.Meta(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
Fraction = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]


def _kebab(name: str) -> str:
    return "".join("-" + letter.lower() if letter.isupper() else letter for letter in name).lstrip("-")


class Frame(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True, tag_field="type", tag=_kebab):
    """Base of all frames; the tag is the class name in kebab case."""


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


# -- Replies -------------------------------------------------------------------------------------


class QueueSnapshot(Frame, frozen=True):
    """Of stream `queue/<division>`: the tickets that this actor may see and that are waiting or called."""

    tickets: tuple[TicketView, ...]


class SessionSnapshot(Frame, frozen=True):
    """Of stream `session/<id>`."""

    session: SessionView


class CaseSnapshot(Frame, frozen=True):
    """Of stream `case/<id>`."""

    case: CaseView


class FloorSnapshot(Frame, frozen=True):
    """Of stream `floor/<division>`: the running sessions of a supervisor's region."""

    sessions: tuple[SessionView, ...]


class BellSnapshot(Frame, frozen=True):
    """Of stream `bell/<official>`: the session that this official is rung into, or is in as the second one."""

    invitation: Invitation | None


class HallSnapshot(Frame, frozen=True):
    """What a clerk must know of their hall: who waits, who talks, who rings, what is to be printed."""

    tickets: tuple[TicketView, ...]
    sessions: tuple[HallSession, ...]
    rings: tuple[RingView, ...]  # Not solved yet.
    jobs: tuple[PrintJobView, ...]  # Not printed yet.
    folders: tuple[FolderNote, ...]  # Of the tickets.


Snapshot = QueueSnapshot | SessionSnapshot | CaseSnapshot | FloorSnapshot | BellSnapshot | HallSnapshot


class StreamStart(msgspec.Struct, frozen=True, rename="camel"):
    """
    Where a stream stands. Without a snapshot the facts after the resumed offset follow (`recovered` is true); with one,
    the page replaces what it had.
    """

    stream: StreamName
    offset: int
    recovered: bool
    snapshot: Snapshot | None


class Welcome(Frame, frozen=True):
    """The answer to hello. Facts missed follow it, in order."""

    role: Role
    id: str  # The actor's: window or account.
    name: Text
    on_duty: bool
    streams: tuple[StreamStart, ...]


class Pong(Frame, frozen=True):
    pass


class Done(Frame, frozen=True):
    """The command was carried out and is committed."""

    ref: Ref


class TicketIssued(Frame, frozen=True):
    """The answer to take-ticket and call-next."""

    ref: Ref
    ticket: TicketView


class Granted(Frame, frozen=True):
    """The answer to join-media: post the offer to `url` with `grant` as bearer (content type application/sdp)."""

    ref: Ref
    grant: str
    url: str
    plan: tuple[Line, ...]


class ColleaguesFound(Frame, frozen=True):
    """The answer to find-colleagues: who is free first, then by name."""

    ref: Ref
    colleagues: tuple[Colleague, ...]


class Refused(Frame, frozen=True):
    """A legal request that our rules refuse. `facts` fill the placeholders of the translated message."""

    ref: Ref
    code: Code
    facts: dict[str, str | int] = {}


# -- Facts ---------------------------------------------------------------------------------------


class Fact(Frame, frozen=True):
    """Stored in the transaction of its change, published after commit. `at` is the server's time, UTC."""

    stream: StreamName
    offset: int
    at: datetime


class TicketTaken(Fact, frozen=True):
    ticket: TicketView


class TicketCalled(Fact, frozen=True):
    ticket: TicketView


class TicketServed(Fact, frozen=True):
    ticket: TicketView


class TicketLeft(Fact, frozen=True):
    ticket: TicketView


class SessionOpened(Fact, frozen=True):
    """On `floor/<division>`, and the first of `session/<id>`."""

    session: SessionView


class SessionChanged(Fact, frozen=True):
    """On `floor/<division>`: the row of a running session as it stands now (no messages)."""

    session: SessionView


class PresenceChanged(Fact, frozen=True):
    presence: Presence


class ConsentGiven(Fact, frozen=True):
    granted: bool


class SessionHeld(Fact, frozen=True):
    on: bool


class MessageSaid(Fact, frozen=True):
    message: Message


class StillChanged(Fact, frozen=True):
    still: Still


class InvitationChanged(Fact, frozen=True):
    """On the session's stream and on the bell of whoever is rung; whoever is not in any more has no presence left."""

    invitation: Invitation


class SessionEnded(Fact, frozen=True):
    session: SessionId
    outcome: Outcome


class HallSessionChanged(Fact, frozen=True):
    """On `hall/<id>`: a running session of the hall as it stands now."""

    session: HallSession


class RingChanged(Fact, frozen=True):
    """On `hall/<id>`: a ring for the clerk as it stands now; solved, it is over."""

    rung: RingView


class PrintChanged(Fact, frozen=True):
    """On `hall/<id>`: a print job as it stands now; done, it is over."""

    job: PrintJobView


class FolderChanged(Fact, frozen=True):
    """On `hall/<id>`: how far the clerk is with a waiting ticket."""

    folder: FolderNote


class CaseChanged(Fact, frozen=True):
    """Carries the whole case as it stands now; what happened is in `event`, who did it in `by`."""

    event: CaseEvent
    by: Role
    case: CaseView


# -- Signals -------------------------------------------------------------------------------------


class StreamOpened(Frame, frozen=True):
    """The client may read one more stream from now on (it was called, or it watches)."""

    start: StreamStart


class StreamClosed(Frame, frozen=True):
    """The client's permission to read this stream is over."""

    stream: StreamName


class QueuePlace(Frame, frozen=True):
    """How many are ahead of a ticket, and the expected wait in seconds (null while unknown)."""

    ticket: TicketId
    ahead: int
    wait_seconds: int | None
    officials: int  # On duty for this ticket.


class Ring(Frame, frozen=True):
    """This official is the next for a waiting ticket (longest idle first)."""

    ticket: TicketView


class Pointed(Frame, frozen=True):
    session: SessionId
    role: Role
    page: Sha256
    at: tuple[Fraction, Fraction] | None


class FieldInUse(Frame, frozen=True):
    """The other end is at this field of the form."""

    session: SessionId
    role: Role
    field: str | None


class QualityReported(Frame, frozen=True):
    session: SessionId
    role: Role
    word: QualityWord


class Directive(Frame, frozen=True):
    """What the client must do next, rather than guess."""

    what: Literal["resume", "rejoin-media", "leave"]
    session: SessionId | None = None
    reason: Literal["taken-over", "signed-out", "ended", "node-lost", "node-closing"] | None = None


class BadFrame(Frame, frozen=True):
    """The last frame broke the language; the socket is closed with code 4400 after it."""

    problem: str


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

Reply = Welcome | Pong | Done | TicketIssued | Granted | ColleaguesFound | Refused | BadFrame
AnyFact = (
    TicketTaken
    | TicketCalled
    | TicketServed
    | TicketLeft
    | SessionOpened
    | SessionChanged
    | PresenceChanged
    | ConsentGiven
    | SessionHeld
    | MessageSaid
    | StillChanged
    | InvitationChanged
    | SessionEnded
    | HallSessionChanged
    | RingChanged
    | PrintChanged
    | FolderChanged
    | CaseChanged
)
Signal = StreamOpened | StreamClosed | QueuePlace | Ring | Pointed | FieldInUse | QualityReported | Directive
ServerFrame = Reply | AnyFact | Signal
