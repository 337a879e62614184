"""What happened, past tense and stored, with stream and offset; and the snapshots that a stream begins with."""

from datetime import datetime

import msgspec

from signaling.protocol.case_views import CaseEvent, CaseView
from signaling.protocol.frames import Frame
from signaling.protocol.names import Role, SessionId, StreamName
from signaling.protocol.views import (
    FolderNote,
    HallSession,
    Invitation,
    Message,
    Outcome,
    Presence,
    PrintJobView,
    RingView,
    SessionView,
    Still,
    TicketView,
)


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
