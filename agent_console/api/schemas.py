"""Bodies of the REST interface; `remote-counter types` writes web/src/generated/api.ts and OpenAPI from them."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from signaling.protocol.case_views import Decision, Delivery, Original, Pause
from signaling.protocol.names import CaseId, ItemId, Role, SessionId, Sha256
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
    """The whole draft, also while it is incomplete; `origins` of what a page took over (`reuse` or `scan:<page>`)."""

    values: dict[str, Value]
    origins: dict[str, str] = {}


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


class SignOnPaper(CaseCommand, frozen=True, tag="sign-on-paper"):
    """The printed form, signed in ink, is this page of the case; the official has compared it with the summary."""

    summary_hash: Sha256
    page: Sha256


class SignByCertificate(CaseCommand, frozen=True, tag="sign-by-certificate"):
    """The resident's own key has signed the hash's letters: certificate as PEM, signature as base64."""

    summary_hash: Sha256
    certificate: Annotated[str, msgspec.Meta(max_length=16_384)]
    signature: Annotated[str, msgspec.Meta(max_length=2_048)]


class Confirm(CaseCommand, frozen=True, tag="confirm"):
    summary_hash: Sha256


class Accept(CaseCommand, frozen=True, tag="accept"):
    """Acceptance: the case gets its number, its clock starts, the notice is made."""


Reason = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
MaterialCode = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class TellNote(CaseCommand, frozen=True, tag="tell-note"):
    """One of the item's matters requiring special attention was said just now, by whoever sends this."""

    index: Annotated[int, msgspec.Meta(ge=0, le=99)]


class SeeOriginal(CaseCommand, frozen=True, tag="see-original"):
    """The original was held in hand, and the copy agrees."""

    material: MaterialCode


class ReuseMaterial(CaseCommand, frozen=True, tag="reuse-material"):
    """Take a material from what was verified in another case of the same resident, who said yes to it."""

    material: MaterialCode
    source: CaseId
    consent: Literal[True]


class WaiveSupply(CaseCommand, frozen=True, tag="waive-supply"):
    """容缺受理: accept without this material, which follows within the item's days."""

    material: MaterialCode


class PromiseMaterial(CaseCommand, frozen=True, tag="promise"):
    """告知承诺: a promise takes the material's place."""

    material: MaterialCode


class CheckPromise(CaseCommand, frozen=True, tag="check-promise"):
    """What a check found; a false promise revokes what was granted, for `reason`."""

    material: MaterialCode
    kept: bool
    reason: Annotated[str, msgspec.Meta(max_length=500)] = ""


class Supply(CaseCommand, frozen=True, tag="supply"):
    """What was missing is here, on these pages of the case; of a form field, `value` is the answer that they show."""

    material: MaterialCode  # Or the name of a form field that a correction asked for.
    pages: Annotated[tuple[Sha256, ...], msgspec.Meta(min_length=1, max_length=50)]
    value: Value | None = None


class Resolve(CaseCommand, frozen=True, tag="resolve"):
    """End without acceptance. Of `not-ours` the department says whose; the ticket goes on into its queue."""

    outcome: Literal["not-needed", "not-ours", "corrected"]
    reason: Reason
    department: str | None = None
    division: str | None = None  # Of that department; the case's own when left out.


class Missing(Body, frozen=True):
    """One thing to supply: a field of the form or a material, and what is wrong with it."""

    code: MaterialCode
    reason: Reason


class AskCorrection(CaseCommand, frozen=True, tag="ask-correction"):
    """一次性告知: everything that is missing, at once."""

    missing: Annotated[tuple[Missing, ...], msgspec.Meta(min_length=1, max_length=50)]


class Decline(CaseCommand, frozen=True, tag="decline"):
    """不予受理, with the clause that it rests on."""

    reason: Reason
    ground: Reason


class Withdraw(CaseCommand, frozen=True, tag="withdraw"):
    reason: Reason


class Check(CaseCommand, frozen=True, tag="check"):
    """The papers are complete, says who checked them at the receiving place."""


class Review(CaseCommand, frozen=True, tag="review"):
    proposal: Decision
    note: Annotated[str, msgspec.Meta(max_length=2000)] = ""


class Decide(CaseCommand, frozen=True, tag="decide"):
    """A refusal needs its reason and its legal ground."""

    decision: Decision
    reason: Annotated[str, msgspec.Meta(max_length=2000)] = ""
    ground: Annotated[str, msgspec.Meta(max_length=500)] = ""


class IssueResult(CaseCommand, frozen=True, tag="issue-result"):
    """The result is made; `document` is its stored PDF, none where the result is no paper."""

    number: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    document: Sha256 | None = None


class Extend(CaseCommand, frozen=True, tag="extend"):
    """Lengthen the period, as the head of the department; the resident is told the reason."""

    days: Annotated[int, msgspec.Meta(ge=1, le=60)]  # Working days.
    reason: Reason


class PauseClock(CaseCommand, frozen=True, tag="pause-clock"):
    """From here on time does not count."""

    cause: Pause
    reason: Annotated[str, msgspec.Meta(max_length=500)] = ""


class ResumeClock(CaseCommand, frozen=True, tag="resume-clock"):
    """Time counts again."""


class UrgeCase(CaseCommand, frozen=True, tag="urge"):
    text: Annotated[str, msgspec.Meta(max_length=500)] = ""


class AnswerUrge(CaseCommand, frozen=True, tag="answer-urge"):
    """Answers all urges that are open."""

    text: Reason


class HandOver(CaseCommand, frozen=True, tag="hand-over"):
    """Originals leave with a numbered slip; without a number the case gives one."""

    materials: Annotated[tuple[MaterialCode, ...], msgspec.Meta(min_length=1, max_length=50)]
    slip: Annotated[str, msgspec.Meta(max_length=64)] = ""


class Receive(CaseCommand, frozen=True, tag="receive"):
    """The other end acknowledges a slip."""

    slip: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class SettleOriginal(CaseCommand, frozen=True, tag="settle-original"):
    """Where an original went."""

    material: MaterialCode
    where: Original


class DispatchResult(CaseCommand, frozen=True, tag="dispatch"):
    """The result is on its way, with the carrier's or the bag's number."""

    way: Delivery
    tracking: Annotated[str, msgspec.Meta(max_length=64)] = ""


class Deliver(CaseCommand, frozen=True, tag="deliver"):
    """The result is in the resident's hands; the case is closed."""

    way: Delivery


class CloseCase(CaseCommand, frozen=True, tag="close"):
    """Close what was decided and has nothing to hand over."""


SignCommand = Sign | SignOnPaper | SignByCertificate
InSessionCommand = SaveForm | AcceptPage | ReturnPage | Present | TakeBack | SignCommand | Confirm | Accept
PaperCommand = SeeOriginal | ReuseMaterial | WaiveSupply | PromiseMaterial | CheckPromise | Supply | SettleOriginal
OutcomeCommand = Resolve | AskCorrection | Decline | Withdraw
OfficeCommand = Review | Decide | IssueResult | DispatchResult | Deliver | CloseCase
ClockCommand = Extend | PauseClock | ResumeClock | UrgeCase | AnswerUrge
DeskCommand = TellNote | Check | HandOver | Receive
AnyCaseCommand = InSessionCommand | PaperCommand | OutcomeCommand | OfficeCommand | ClockCommand | DeskCommand


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


class Problem(Body, frozen=True):
    """RFC 9457; `code` is the translation key."""

    type: str
    title: str
    status: int
    code: str
    facts: dict[str, str | int] = {}
