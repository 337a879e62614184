"""What a page may know of a case: its state, its materials, and what may be done with it."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from signaling.protocol.names import CaseId, ItemId, Role, SessionId, Sha256
from signaling.protocol.views import Text, Value, View


class CaseState(StrEnum):
    REGISTERING = "registering"
    PRESENTED = "presented"
    SIGNED = "signed"
    CONFIRMED = "confirmed"
    CORRECTING = "correcting"  # Told at once what is missing (一次性告知); waits for the resident.
    ACCEPTED = "accepted"  # The clock runs; under review.
    REVIEWED = "reviewed"
    DECIDED = "decided"
    ISSUED = "issued"  # The result is made, and waits to be handed over.
    CLOSED = "closed"  # `closing` says how.


class CaseAction(StrEnum):
    """What may be done to a case; the server lists per role what is allowed now, and pages show exactly those."""

    SAVE_FORM = "save-form"
    ATTACH_PAGE = "attach-page"
    ACCEPT_PAGE = "accept-page"
    RETURN_PAGE = "return-page"
    PRESENT = "present"
    TAKE_BACK = "take-back"
    SIGN = "sign"
    SIGN_ON_PAPER = "sign-on-paper"  # On the printed form, which is scanned again.
    SIGN_BY_CERTIFICATE = "sign-by-certificate"
    CONFIRM = "confirm"
    ACCEPT = "accept"
    TELL_NOTE = "tell-note"
    SEE_ORIGINAL = "see-original"
    REUSE_MATERIAL = "reuse-material"
    WAIVE_SUPPLY = "waive-supply"  # 容缺受理
    PROMISE = "promise"  # 告知承诺
    CHECK_PROMISE = "check-promise"
    SUPPLY = "supply"
    RESOLVE = "resolve"
    ASK_CORRECTION = "ask-correction"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    CHECK = "check"
    REVIEW = "review"
    DECIDE = "decide"
    ISSUE_RESULT = "issue-result"
    EXTEND = "extend"
    PAUSE_CLOCK = "pause-clock"
    RESUME_CLOCK = "resume-clock"
    URGE = "urge"
    ANSWER_URGE = "answer-urge"
    ESCALATE = "escalate"
    HAND_OVER = "hand-over"
    RECEIVE = "receive"
    SETTLE_ORIGINAL = "settle-original"
    DISPATCH = "dispatch"
    DELIVER = "deliver"
    CLOSE = "close"


SignatureKind = Literal["finger", "wet", "certificate"]
Decision = Literal["granted", "refused"]
Closing = Literal[
    "not-needed",
    "not-ours",
    "corrected",
    "not-accepted",
    "withdrawn",
    "terminated",
    "delivered",
    "refused",
    "children-closed",
]
Promise = Literal["given", "kept", "false"]
Original = Literal["returned", "kept", "sent"]
Pause = Literal["hearing", "inspection", "testing"]
Delivery = Literal["window", "parcel"]


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
    meant_for: str | None = None  # The material that it was fetched or sent for, before anybody judged it.


class MaterialView(View, frozen=True):
    """One line of the checklist; the pages that serve it."""

    code: str
    name: Text
    required: bool
    pages: tuple[Sha256, ...]
    supply_due: str | None = None  # ISO date, while it is still to be supplied (容缺受理).
    promise: Promise | None = None  # A promise stands in its place (告知承诺).
    reused_from: CaseId | None = None
    original_seen: bool = False
    original: Original | None = None  # Where the original went.
    reusable: bool = False
    system: str | None = None  # The department system that it can be fetched from.
    supply_days: int = 0  # Working days within which it may follow; 0: it may not.
    promise_text: Text | None = None  # What the resident would promise in its place; None: nothing.
    on_card: bool = False  # The identity card that was read stands for it.


class NoteView(View, frozen=True):
    """A matter requiring special attention of the item, and when it was told by whom."""

    index: int
    text: Text
    told_at: datetime | None
    speaker: Role | None


class MissingView(View, frozen=True):
    """One thing of a correction notice: a field of the form or a material, and what is wrong with it."""

    code: str
    reason: str


class CorrectionView(View, frozen=True):
    """Everything that is missing, told at once (一次性告知)."""

    missing: tuple[MissingView, ...]  # What is still to be supplied.
    due_on: str
    asked_at: datetime


class UrgeView(View, frozen=True):
    """Somebody asked for haste; answered, or gone up."""

    at: datetime
    role: Role
    text: str
    answer: str | None
    answered_at: datetime | None
    escalated_to: Literal["head", "supervisor"] | None
    number: str | None  # Of the supervision order (督办), once it came to that.


class ChildView(View, frozen=True):
    """A part of an application that one department decides, or an add-on that follows its approval."""

    id: CaseId
    item: ItemId
    item_name: Text
    department: str
    state: CaseState
    decision: Decision | None
    closing: Closing | None
    reason: str | None


class ResultView(View, frozen=True):
    """What was made of the decision; nothing on paper where `document` is None (money, for one)."""

    number: str
    document: Sha256 | None


class SummaryLine(View, frozen=True):
    """One sentence of what the resident confirms."""

    label: Text
    value: str
    sentence: str = ""  # As it is read aloud, in the resident's language; empty for who only watches.


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
    values: dict[str, Value]
    materials: tuple[MaterialView, ...]
    pages: tuple[PageView, ...]
    summary: tuple[SummaryLine, ...] | None  # From `presented` on.
    summary_hash: Sha256 | None  # What the signature is bound to.
    signature: Sha256 | None  # Hash of the signature's SVG.
    notice: Sha256 | None  # Hash of the acceptance notice's PDF.
    accepted_at: datetime | None
    missing: tuple[str, ...]  # Field names and material codes that still prevent `present`.
    actions: dict[Role, tuple[CaseAction, ...]]
    service_type: int = 1
    department: str = ""  # Of the deciding division.
    receiving: str = ""  # Division of the window; `home` that of the authority applied to.
    home: str = ""
    deciding: str = ""
    closing: Closing | None = None
    decision: Decision | None = None
    reason: str | None = None  # Of the closing or of the decision.
    ground: str | None = None  # The clause that a refusal rests on.
    duties: dict[str, str] = {}  # Duty -> the account that did it.
    due_on: str | None = None  # ISO date; moves with extensions and excluded time.
    warning: int = 0  # Percent of the period that has passed, as a step: 0, 50, 80 or 100.
    paused: Pause | None = None
    extended_days: int = 0
    to_tell: tuple[NoteView, ...] = ()
    parent: CaseId | None = None
    children: tuple[ChildView, ...] = ()
    correction: CorrectionView | None = None
    result: ResultView | None = None
    urges: tuple[UrgeView, ...] = ()
    delivery: Delivery | None = None
    tracking: str | None = None  # The carrier's number.
    revoked: str | None = None  # Why what was granted holds no longer.
    reuse_agreed: bool | None = None  # The resident's word on looking up earlier papers; null: not asked.
    signature_kind: SignatureKind | None = None
    signer: str | None = None  # As the certificate that signed names them.
    origins: dict[str, str] = {}  # Field -> ticket, typed, reuse or scan:<page's hash>.


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
    "note-told",
    "original-seen",
    "material-reused",
    "reuse-answered",
    "supply-waived",
    "supplied",
    "promise-given",
    "promise-checked",
    "resolved",
    "correction-asked",
    "resumed",
    "declined",
    "withdrawn",
    "checked",
    "reviewed",
    "decided",
    "result-issued",
    "extended",
    "clock-paused",
    "clock-resumed",
    "urged",
    "urge-answered",
    "escalated",
    "handed-over",
    "received",
    "original-settled",
    "dispatched",
    "delivered",
    "children-opened",
    "child-moved",
    "terminated",
    "closed",
]
