"""What a page may know of a ticket, a session and a case: the nouns inside facts and snapshots."""

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


class CaseState(StrEnum):
    REGISTERING = "registering"
    PRESENTED = "presented"
    SIGNED = "signed"
    CONFIRMED = "confirmed"
    ACCEPTED = "accepted"


class CaseAction(StrEnum):
    """What may be done to a case; the server lists per role what is allowed now, and pages show exactly those."""

    SAVE_FORM = "save-form"
    ATTACH_PAGE = "attach-page"
    ACCEPT_PAGE = "accept-page"
    RETURN_PAGE = "return-page"
    PRESENT = "present"
    TAKE_BACK = "take-back"
    SIGN = "sign"
    CONFIRM = "confirm"
    ACCEPT = "accept"


class PageState(StrEnum):
    RECEIVED = "received"  # Stored and acknowledged; being read.
    READ = "read"  # Flattened and measured; waits for the official.
    ACCEPTED = "accepted"
    RETURNED = "returned"
    UNREADABLE = "unreadable"  # The decoder refused it; `problems` says why.


class PageProblem(StrEnum):
    """What is wrong with a page, in the order in which it should be mended."""

    NO_PAGE = "no-page"
    CUT_OFF = "cut-off"
    TOO_SMALL = "too-small"
    BLURRED = "blurred"
    GLARE = "glare"
    TOO_DARK = "too-dark"
    IMAGE_INVALID = "image-invalid"


class PageView(View, frozen=True):
    """One page of paper, named by the SHA-256 of the original bytes."""

    hash: Sha256
    state: PageState
    received_at: datetime
    size: int  # Bytes of the original.
    width: int | None  # Pixels of the original.
    height: int | None
    corners: tuple[tuple[float, float], ...] | None  # TL TR BR BL in pixels of the original.
    flat: Sha256 | None  # Hash of the flattened JPEG.
    sharpness: float | None  # 0 blurred … 1 crisp.
    problems: tuple[PageProblem, ...]
    material: str | None  # Code of the material that it serves, once accepted.
    reason: str | None  # Why it was returned.


class MaterialView(View, frozen=True):
    """One line of the checklist; the pages that serve it."""

    code: str
    name: Text
    required: bool
    pages: tuple[Sha256, ...]


class SummaryLine(View, frozen=True):
    """One sentence of what the resident confirms."""

    label: Text
    value: str


class CaseView(View, frozen=True):
    """A case, with what each role may do now. Form values are JSON by the item's schema."""

    id: CaseId
    version: int  # Fencing token: every action names the version that it was based on.
    number: str | None  # Given at acceptance.
    state: CaseState
    session: SessionId
    item: ItemId
    item_version: int
    item_name: Text
    department_name: Text
    values: dict[str, str | int | float | bool | None]
    materials: tuple[MaterialView, ...]
    pages: tuple[PageView, ...]
    summary: tuple[SummaryLine, ...] | None  # From `presented` on.
    summary_hash: Sha256 | None  # What the signature is bound to.
    signature: Sha256 | None  # Hash of the signature's SVG.
    notice: Sha256 | None  # Hash of the acceptance notice's PDF.
    accepted_at: datetime | None
    missing: tuple[str, ...]  # Field names and material codes that still prevent `present`.
    actions: dict[Role, tuple[CaseAction, ...]]


class QualityWord(StrEnum):
    """Connection quality, in words."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    LOST = "lost"


CaseEvent = Literal[
    "opened",
    "form-saved",
    "page-received",
    "page-read",
    "page-accepted",
    "page-returned",
    "presented",
    "taken-back",
    "signed",
    "confirmed",
    "accepted",
    "notice-issued",
]
