"""The clerk's page: the hall's windows, rings, identity cards, tickets taken for residents."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from agent_console.api.schemas import Body
from signaling.protocol.case_views import PageProblem, PageState
from signaling.protocol.names import CaseId, ItemId, Language, SessionId, Sha256, TicketId
from signaling.protocol.views import RingReason, RingView, SessionState, Text, TicketState

WindowState = Literal["free", "waiting", "in-session", "needs-hands"]


class RingClerk(Body, frozen=True):
    """Ask for the clerk's hands: a window for itself, an official for the window of their session."""

    reason: RingReason
    note: Annotated[str, msgspec.Meta(max_length=200)] = ""


class AnswerRing(Body, frozen=True):
    answer: Literal["coming", "solved"]


class WindowTicket(Body, frozen=True):
    """The ticket that a window waits with, or is served under."""

    id: TicketId
    number: str
    item: ItemId
    item_version: int
    item_name: Text
    resident: str  # The ID number, masked.
    language: Language
    state: TicketState
    taken_at: datetime
    checked_at: datetime | None  # When the clerk found that the person matches the card.
    pages: int  # In its folder.
    case: CaseId | None  # Once it was called.


class WindowSession(Body, frozen=True):
    """The session that a window is in."""

    id: SessionId
    official_name: Text
    state: SessionState
    started_at: datetime


class HallWindow(Body, frozen=True):
    id: str
    name: Text
    unattended: bool
    state: WindowState
    ticket: WindowTicket | None
    session: WindowSession | None


class HallView(Body, frozen=True):
    """A clerk's hall at this moment; `ETag` tells whether anything moved."""

    hall: str
    windows: tuple[HallWindow, ...]
    rings: tuple[RingView, ...]


class ReadCard(Body, frozen=True):
    """What a card reader gave (its JSON file), or what the clerk typed in the same form."""

    raw: Annotated[str, msgspec.Meta(min_length=2, max_length=200_000)]
    reader: Literal["file"] = "file"


class CardView(Body, frozen=True):
    """A card that is right and not expired; nothing of it is kept."""

    id_number: str
    name: str
    valid_until: str  # ISO date, or "long-term".
    photo: str  # JPEG, base64; empty where the reader gives none.


class ConfirmPerson(Body, frozen=True):
    """The clerk's word: the person before them is the one on this card, and it is the ticket's."""

    raw: Annotated[str, msgspec.Meta(min_length=2, max_length=200_000)]
    matches: Literal[True]
    reader: Literal["file"] = "file"


class TakeFor(Body, frozen=True):
    """A ticket for the resident at a window, with the number from their card."""

    window: str
    item: ItemId
    id_number: Annotated[str, msgspec.Meta(min_length=15, max_length=24)]
    phone: Annotated[str, msgspec.Meta(min_length=11, max_length=20)]
    language: Language = Language.CHINESE


class TicketTakenFor(Body, frozen=True):
    id: TicketId
    number: str


class LackPage(Body, frozen=True):
    hash: Sha256
    state: PageState
    problems: tuple[PageProblem, ...]


class LackView(Body, frozen=True):
    """What a case waits for, and the pages that came for it and were not taken yet."""

    material: str  # Or the form's field.
    name: Text
    due_on: str  # ISO date: the last day.
    is_field: bool  # The answer stands on a page that the resident signed; an official takes it.
    pages: tuple[LackPage, ...]


class SupplyView(Body, frozen=True):
    """A case that a resident comes back for with a missing paper."""

    case: CaseId
    case_number: str | None
    item_name: Text
    resident: str  # The ID number, masked.
    version: int
    here: bool  # The clerk may say that it is supplied; elsewhere an official of the case takes it.
    lacks: tuple[LackView, ...]
