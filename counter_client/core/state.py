"""What a window knows, and how it likes to behave."""

from enum import StrEnum

import msgspec

from signaling.protocol.case_views import CaseView
from signaling.protocol.commands import WindowFrame
from signaling.protocol.names import CaseId, ItemId, Language, StreamName
from signaling.protocol.views import SessionView, TicketView


class Resident(msgspec.Struct, frozen=True):
    """Who sits at the window."""

    id_number: str
    phone: str
    language: Language = Language.CHINESE


class Habits(msgspec.Struct, frozen=True):
    """What a window without a person does by itself, and how long it thinks before (seconds)."""

    residents: tuple[Resident, ...]  # In turn, one a ticket; at least one.
    item: ItemId
    home: str | None = None  # Division whose authority is applied to; none: the nearest one that handles the item.
    case: CaseId | None = None  # Of a second visit: the case that goes on.
    answer: str = ""  # Said after each of the official's messages; empty: nothing.
    consents: bool = True
    consent_after: float = 2.0
    paper_after: float = 1.0
    answer_after: float = 2.5
    sign_after: float = 6.0
    confirm_after: float = 3.0
    ticket_after: float | None = 5.0  # Between a session's end and the next number; None: one session only.


class Link(StrEnum):
    """The socket, as the window sees it. Only while welcomed does the window act."""

    CLOSED = "closed"
    GREETED = "greeted"
    WELCOMED = "welcomed"


class Media(StrEnum):
    """The media peer of the running session."""

    ABSENT = "absent"
    ASKED = "asked"  # join-media is sent.
    JOINING = "joining"
    UP = "up"


class Window(msgspec.Struct, frozen=True):
    """The whole memory of a window. A value: `hear` returns the next one."""

    habits: Habits
    prefix: str  # Makes refs differ from those of earlier runs of this client.
    link: Link = Link.CLOSED
    id: str = ""  # As the server calls this window.
    offsets: dict[StreamName, int] = {}
    ticket: TicketView | None = None
    session: SessionView | None = None
    case: CaseView | None = None
    media: Media = Media.ABSENT
    joins: int = 0  # Peers asked for in this run.
    failures: int = 0  # Peers lost in a row.
    tickets: int = 0  # Numbers asked for in this run.
    refs: int = 0
    commands: tuple[WindowFrame, ...] = ()  # Sent and not answered: sent again, with the same ref, after a welcome.
    begun: frozenset[str] = frozenset()  # Keys of the intents that were begun.
