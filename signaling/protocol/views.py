"""What a page may know of a ticket, a session and a hall: the nouns inside facts and snapshots."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

import msgspec

from signaling.protocol.names import (
    CaseId,
    ItemId,
    Language,
    OfficialId,
    PeerId,
    Role,
    SessionId,
    Sha256,
    TicketId,
    WindowId,
)

Cell = str | int | float | bool | None
Value = Cell | dict[str, Cell] | list[dict[str, Cell]]  # Of a form's field: plain, an address, or a table's rows.


class View(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Base of all views: frozen, camelCase, unknown fields refused."""


class Text(View, frozen=True):
    """One text in each language of the pages."""

    zh: str
    en: str


class TicketState(StrEnum):
    WAITING = "waiting"
    CALLED = "called"
    SERVED = "served"
    LEFT = "left"


class TicketView(View, frozen=True):
    """A ticket without its resident's ID number and phone; `resident` is masked, e.g. "4413**********1234"."""

    id: TicketId
    number: str  # As shown and spoken, e.g. "A017".
    window: WindowId
    window_name: Text
    hall: str
    item: ItemId
    item_name: Text
    department: str
    area: str
    resident: str
    language: Language
    state: TicketState
    taken_at: datetime
    session: SessionId | None


class SessionState(StrEnum):
    OPEN = "open"
    HELD = "held"
    ENDED = "ended"


class Outcome(StrEnum):
    """How a session ended."""

    SERVED = "served"
    CONSULTED = "consulted"  # A question was answered, or written down; no case came of it.
    NO_SHOW = "no-show"
    BROKEN_OFF = "broken-off"


class Consent(StrEnum):
    """The resident's word on recording; capture waits for `GRANTED`."""

    UNASKED = "unasked"
    GRANTED = "granted"
    DECLINED = "declined"


class StillState(StrEnum):
    REQUESTED = "requested"
    RECEIVED = "received"
    DECLINED = "declined"


class Still(View, frozen=True):
    """A full-resolution picture that the official asked for."""

    id: str
    state: StillState
    reason: str | None = None


class Wanted(StrEnum):
    """What a second official is rung for: a duty of the case, or a word of advice."""

    ADVICE = "advice"
    CHECKER = "checker"
    ACCEPTOR = "acceptor"
    REVIEWER = "reviewer"
    DECIDER = "decider"


class InvitationState(StrEnum):
    RINGING = "ringing"
    JOINED = "joined"
    DECLINED = "declined"
    UNANSWERED = "unanswered"
    WITHDRAWN = "withdrawn"  # Before an answer, by the official or by the end of the session.
    LEFT = "left"
    DISMISSED = "dismissed"  # Let go by the official.


class Invitation(View, frozen=True):
    """A second official is rung into a session, for as long as they are in it."""

    id: str
    session: SessionId
    official: OfficialId  # Who is rung.
    name: Text
    department: str  # For which they come.
    department_name: Text
    wanted: Wanted
    state: InvitationState
    by_name: Text  # The session's official.
    item_name: Text
    window_name: Text
    rung_at: datetime
    until: datetime  # When it counts as unanswered.


class Colleague(View, frozen=True):
    """Somebody who may be rung into a session as the second official."""

    official: OfficialId
    name: Text
    department: str
    department_name: Text
    duties: tuple[Wanted, ...]  # What they may do in this case.
    free: bool


class Presence(View, frozen=True):
    """One participant's media in a session; `connected` is said by the media node."""

    role: Role
    name: Text
    peer: PeerId | None
    connected: bool


class Message(View, frozen=True):
    """A text message within a session."""

    id: str
    role: Role
    text: str
    at: datetime


class SessionView(View, frozen=True):
    """A session, as each of its participants sees it."""

    id: SessionId
    case: CaseId
    ticket: TicketView
    official: OfficialId
    official_name: Text
    state: SessionState
    outcome: Outcome | None
    consent: Consent
    started_at: datetime
    ended_at: datetime | None
    presences: tuple[Presence, ...]
    messages: tuple[Message, ...]
    still: Still | None  # The latest one.
    invitation: Invitation | None = None  # The latest one.


class HallSession(View, frozen=True):
    """A running session as the clerk of its hall knows it: that somebody talks there, not what is said."""

    id: SessionId
    window: WindowId
    case: CaseId
    official_name: Text
    state: SessionState
    started_at: datetime


RingReason = Literal["help", "scan", "print", "device", "original", "identity", "hand-over", "other"]


class RingView(View, frozen=True):
    """One ring for the clerk, as both ends see it; open until it is solved."""

    id: str
    window: str
    window_name: Text
    session: SessionId | None
    role: Role  # Who rang.
    ringer_name: Text
    reason: RingReason
    note: str
    rung_at: datetime
    coming_at: datetime | None
    clerk_name: Text | None
    solved_at: datetime | None


class PrintState(StrEnum):
    WAITING = "waiting"
    PRINTING = "printing"
    DONE = "done"
    FAULT = "fault"


class PrintFault(StrEnum):
    """What a printer may lack."""

    NO_PAPER = "no-paper"
    JAM = "jam"
    OFFLINE = "offline"
    UNKNOWN_PRINTER = "unknown-printer"
    OTHER = "other"


class PrintJobView(View, frozen=True):
    """A document on its way to a window's printer."""

    id: str
    case: CaseId
    document: Sha256
    title: Text
    window: str
    state: PrintState
    fault: PrintFault | None
    asked_at: datetime
    changed_at: datetime


class FolderNote(View, frozen=True):
    """How far the clerk is with a waiting ticket: its folder in numbers, and whether the person was checked."""

    ticket: TicketId
    pages: int = 0
    read: int = 0  # Pages that were flattened and judged.
    marked: int = 0  # Materials pre-checked.
    seen: int = 0  # Originals seen.
    checked_at: datetime | None = None  # When the clerk found that the person matches the card.


class QualityWord(StrEnum):
    """Connection quality, in words."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    LOST = "lost"
