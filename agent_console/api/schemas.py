"""Bodies of the REST interface; `remote-counter types` writes web/src/generated/api.ts and OpenAPI from them."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from signaling.protocol.names import ItemId, Role, SessionId, Sha256
from signaling.protocol.views import Outcome, Text, Value


SignInPage = Literal["official", "supervisor", "clerk", "operator"]


class Body(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Base of all bodies: frozen, camelCase, unknown fields refused."""


class SignIn(Body, frozen=True):
    """Credentials of an account, for one page; each has its own cookie (`__Host-official`, `__Host-clerk`, …)."""

    page: SignInPage
    account: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    password: Annotated[str, msgspec.Meta(min_length=1, max_length=256)]


class SignOut(Body, frozen=True):
    page: SignInPage


class Me(Body, frozen=True):
    """Who is signed in on a page."""

    role: Role
    id: str
    name: Text
    division: str
    hall: str


class Enrolment(Body, frozen=True):
    """The one-time code of an enrolment link."""

    code: Annotated[str, msgspec.Meta(min_length=8, max_length=128)]


class ItemBrief(Body, frozen=True):
    """An item, as the window lists it."""

    id: ItemId
    version: int
    name: Text
    department: str
    department_name: Text
    target_minutes: int


class ItemMaterial(Body, frozen=True):
    code: str
    name: Text
    required: bool
    original: bool  # The original is to be shown, else a copy does.


class ItemDetail(Body, frozen=True):
    """One version of an item. `form` is a JSON Schema (draft 2020-12) whose titles are keys of `labels`."""

    id: ItemId
    version: int
    name: Text
    department: str
    department_name: Text
    serves: Literal["natural", "legal"]
    service_type: int  # 1, 2 or 3 of design §7.
    legal_days: int
    committed_days: int
    target_minutes: int
    fee: str
    materials: tuple[ItemMaterial, ...]
    form: dict[str, object]
    labels: dict[str, Text]  # Form property, or property "=" choice -> what a person reads.


# -- What may be done to a case ------------------------------------------------------------------


class CaseCommand(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True, tag_field="action"):
    """Base of the case's commands; `version` is the case version that the page showed."""

    version: int


class SaveForm(CaseCommand, frozen=True, tag="save-form"):
    """The whole draft, also while it is incomplete."""

    values: dict[str, Value]


class AcceptPage(CaseCommand, frozen=True, tag="accept-page"):
    page: Sha256
    material: str


class ReturnPage(CaseCommand, frozen=True, tag="return-page"):
    page: Sha256
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class Present(CaseCommand, frozen=True, tag="present"):
    """Put the summary before the resident; the form is locked until taken back."""


class TakeBack(CaseCommand, frozen=True, tag="take-back"):
    """Return to the form; a signature given is void."""


class Sign(CaseCommand, frozen=True, tag="sign"):
    """The resident's hand: strokes of (x, y, milliseconds), x and y as fractions of a field 3 wide by 1 high."""

    summary_hash: Sha256
    strokes: tuple[tuple[tuple[float, float, float], ...], ...]


class Confirm(CaseCommand, frozen=True, tag="confirm"):
    summary_hash: Sha256


class Accept(CaseCommand, frozen=True, tag="accept"):
    """Acceptance: the case gets its number, its clock starts, the notice is made."""


AnyCaseCommand = SaveForm | AcceptPage | ReturnPage | Present | TakeBack | Sign | Confirm | Accept


class Receipt(Body, frozen=True):
    """Said after fsync and commit; the bytes may be forgotten at the sender's end."""

    hash: Sha256
    size: int
    received_at: datetime
    offset: int  # Of the fact in stream `case/<id>`.


class RecordingSegment(Body, frozen=True):
    number: int
    started_at: datetime
    seconds: float
    gap_seconds: float
    sha256: Sha256
    url: str  # Plays as video/x-matroska.


class PastSession(Body, frozen=True):
    """A row of the supervisor's list of ended sessions."""

    id: SessionId
    ticket: str
    item_name: Text
    official_name: Text
    outcome: Outcome | None
    started_at: datetime
    ended_at: datetime | None
    case_number: str | None
    segments: tuple[RecordingSegment, ...]


class Progress(Body, frozen=True):
    """What the notice's QR code leads to; nothing personal."""

    number: str
    item_name: Text
    department_name: Text
    accepted_at: datetime
    due_on: str  # ISO date: acceptance plus the committed working days.


class Problem(Body, frozen=True):
    """RFC 9457; `code` is the translation key."""

    type: str
    title: str
    status: int
    code: str
    facts: dict[str, str | int] = {}
