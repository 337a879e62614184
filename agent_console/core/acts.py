"""
What can be done to a case, as stored: one Struct per act, past tense, named in its JSON by its kebab-case name.

An act is never changed. A field that is added later has a default, so that old acts still read.
"""

import re
from datetime import date, datetime

import msgspec

from agent_console.core.form import Value
from agent_console.core.handling import Handling
from agent_console.core.page import Page
from signaling.protocol.case_views import (
    CaseState,
    Closing,
    Decision,
    Delivery,
    MissingView,
    Original,
    PageProblem,
    Pause,
    SignatureKind,
    SummaryLine,
)
from signaling.protocol.names import CaseId, ItemId, Role, Sha256
from signaling.protocol.views import Text


def _kebab(name: str) -> str:
    return re.sub(r"(?<!^)([A-Z])", r"-\1", name).lower()


class Act(msgspec.Struct, frozen=True, rename="camel", tag_field="act", tag=_kebab):
    """Base of everything that was done to a case, as stored."""


class Opened(Act, frozen=True):
    """The first one. `values` is what the ticket already told; a child has what its parent knew."""

    values: dict[str, Value]
    handling: Handling | None = None  # None before handlings were kept.
    parent: CaseId | None = None
    pages: tuple[Page, ...] = ()  # Scanned for the parent, and referenced.


class ConsentHeard(Act, frozen=True):
    """The resident's word on recording; without it nothing can be signed."""

    granted: bool


class FormSaved(Act, frozen=True):
    values: dict[str, Value]
    origins: dict[str, str] = {}  # Of the answers that were taken over; the others were typed.


class PageReceived(Act, frozen=True):
    """The original's bytes are on disk under their hash."""

    page: Sha256
    size: int
    width: int
    height: int
    content_type: str
    still: str | None
    meant_for: str | None = None  # The material that it was fetched or sent for; an official says what it is.


class PageRead(Act, frozen=True):
    """
    A worker decoded, flattened and measured the page. `flat` is None where no picture could be made.

    Width and height are those of the upright picture, which EXIF may have asked to be turned; corners are in it.
    """

    page: Sha256
    flat: Sha256 | None
    width: int | None
    height: int | None
    corners: tuple[tuple[float, float], ...] | None
    sharpness: float | None
    problems: tuple[PageProblem, ...]


class PageAccepted(Act, frozen=True):
    page: Sha256
    material: str


class PageReturned(Act, frozen=True):
    page: Sha256
    reason: str


class Presented(Act, frozen=True):
    """What the resident is to read, fixed to the letter; the hash covers the pages and the item's version too."""

    summary: tuple[SummaryLine, ...]
    summary_hash: Sha256


class TakenBack(Act, frozen=True):
    """Back to the form; a signature given is void."""


class Signed(Act, frozen=True):
    """Bound to the summary's hash. `signature`: a picture (finger), the flat page (wet), a bundle (certificate)."""

    summary_hash: Sha256
    signature: Sha256
    kind: SignatureKind = "finger"
    signer: str | None = None  # As the certificate names them.


class Confirmed(Act, frozen=True):
    summary_hash: Sha256


class Accepted(Act, frozen=True):
    """The clock starts, at `since` where silence counts as acceptance. `token` finds the progress page."""

    number: str
    token: str
    since: datetime | None = None


class NoticeIssued(Act, frozen=True):
    notice: Sha256


# -- Within the session --------------------------------------------------------------------------


class NoteTold(Act, frozen=True):
    """One of the item's matters requiring special attention was said."""

    index: int
    speaker: Role


class OriginalSeen(Act, frozen=True):
    """Somebody held the original in their hands, and the copy agrees."""

    material: str


class MaterialReused(Act, frozen=True):
    """What was verified in another case serves here; the resident consented."""

    material: str
    source: CaseId
    pages: tuple[Page, ...]


class ReuseAnswered(Act, frozen=True):
    """The resident's word on looking up earlier papers, at departments and in earlier cases, for this one."""

    granted: bool


class SupplyWaived(Act, frozen=True):
    """容缺受理: the material may come until `due`; review starts, no decision before it is there."""

    material: str
    due: date


class PromiseGiven(Act, frozen=True):
    """告知承诺: the resident's promise stands in the place of the proof."""

    material: str


class PromiseChecked(Act, frozen=True):
    material: str
    kept: bool
    reason: str = ""  # What was found, where it was false.


class Supplied(Act, frozen=True):
    """A material that was missing came, by these pages; or a field's answer, `value`, that stands on them."""

    material: str
    pages: tuple[Sha256, ...]
    value: Value | None = None


class Checked(Act, frozen=True):
    """Somebody of the receiving place checked the papers for completeness."""


class Resolved(Act, frozen=True):
    """Ended without an acceptance: no licence needed, not ours (`department`, `division` say whose), or corrected."""

    outcome: Closing
    reason: str
    department: str | None = None
    division: str | None = None


class CorrectionAsked(Act, frozen=True):
    """一次性告知: everything that is missing at once."""

    missing: tuple[MissingView, ...]
    due: date


class Resumed(Act, frozen=True):
    """The resident came back: the case goes on, at the form."""


class Declined(Act, frozen=True):
    """不予受理, with the clause that it rests on."""

    reason: str
    ground: str


class Withdrawn(Act, frozen=True):
    reason: str


# -- After acceptance ----------------------------------------------------------------------------


class Reviewed(Act, frozen=True):
    proposal: Decision
    note: str = ""


class Decided(Act, frozen=True):
    decision: Decision
    reason: str = ""
    ground: str = ""


class ResultIssued(Act, frozen=True):
    number: str
    document: Sha256 | None  # None where nothing is on paper.


class Extended(Act, frozen=True):
    """Approved by the head of the department; the reason is told to the resident."""

    days: int
    reason: str


class ClockPaused(Act, frozen=True):
    """Time that the period does not count."""

    cause: Pause
    reason: str = ""


class ClockResumed(Act, frozen=True):
    """The period goes on."""


class Urged(Act, frozen=True):
    role: Role
    text: str


class UrgeAnswered(Act, frozen=True):
    """Answers all that are open."""

    text: str


class Escalated(Act, frozen=True):
    """An unanswered urge went up; to the supervisor as a numbered 督办."""

    supervisor: bool
    number: str | None = None


class HandedOver(Act, frozen=True):
    """Originals left for another place, with a slip that both ends acknowledge."""

    slip: str
    materials: tuple[str, ...]


class Received(Act, frozen=True):
    slip: str


class OriginalSettled(Act, frozen=True):
    material: str
    where: Original


class Dispatched(Act, frozen=True):
    """The result is on its way: in a parcel (`tracking`), or in a bag to the window."""

    way: Delivery
    tracking: str = ""


class Delivered(Act, frozen=True):
    """The result is in the resident's hands."""

    way: Delivery


class Child(msgspec.Struct, frozen=True, rename="camel"):
    """What a parent knows of a child."""

    id: CaseId
    item: ItemId
    name: Text
    department: str
    state: CaseState = CaseState.ACCEPTED
    decision: Decision | None = None
    closing: Closing | None = None
    reason: str | None = None
    add_on: bool = False


class ChildrenOpened(Act, frozen=True):
    children: tuple[Child, ...]


class ChildMoved(Act, frozen=True):
    """A child was decided or closed."""

    child: CaseId
    state: CaseState
    decision: Decision | None
    closing: Closing | None
    reason: str | None


class Terminated(Act, frozen=True):
    """Ended by the clock: what was waived never came, or one refused part ends all."""

    reason: str


class Closed(Act, frozen=True):
    closing: Closing


AnyAct = (
    Opened
    | ConsentHeard
    | FormSaved
    | PageReceived
    | PageRead
    | PageAccepted
    | PageReturned
    | Presented
    | TakenBack
    | Signed
    | Confirmed
    | Accepted
    | NoticeIssued
    | NoteTold
    | OriginalSeen
    | MaterialReused
    | ReuseAnswered
    | SupplyWaived
    | PromiseGiven
    | PromiseChecked
    | Supplied
    | Checked
    | Resolved
    | CorrectionAsked
    | Resumed
    | Declined
    | Withdrawn
    | Reviewed
    | Decided
    | ResultIssued
    | Extended
    | ClockPaused
    | ClockResumed
    | Urged
    | UrgeAnswered
    | Escalated
    | HandedOver
    | Received
    | OriginalSettled
    | Dispatched
    | Delivered
    | ChildrenOpened
    | ChildMoved
    | Terminated
    | Closed
)
