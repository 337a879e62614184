"""Bodies about documents, templates, printing, dispatch and progress."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from agent_console.api.schemas import Body
from agent_console.core.dispatch import Accounted, Address, ParcelState, Step
from agent_console.core.template import TemplateKind
from signaling.protocol.case_views import CaseState, Closing, Decision, Delivery
from signaling.protocol.names import Sha256
from signaling.protocol.views import PrintFault, PrintState, Text


class TemplateView(Body, frozen=True):
    """A phrase, reason, ground or message; `placeholders` are those that are still to be filled."""

    kind: TemplateKind
    code: str
    text: Text
    clause: Text | None
    placeholders: tuple[str, ...]


class DocumentView(Body, frozen=True):
    """One PDF of a case, at `/api/cases/{case}/documents/{sha256}.pdf`."""

    kind: str
    number: str
    title: Text
    sha256: Sha256
    sealed: bool
    made_at: datetime
    printed_at: datetime | None
    sent_at: datetime | None
    revoked_at: datetime | None
    check: str  # Path of its check page.


class MakeDocument(Body, frozen=True):
    """Make what no step of the case calls for by itself."""

    kind: Literal["take-home", "application"]


class RevokeDocument(Body, frozen=True):
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]


class CheckView(Body, frozen=True):
    """What the check page says of a document; nothing personal."""

    title: Text
    kind: str
    number: str
    authority: Text
    made_at: datetime
    sha256: Sha256
    sealed: bool
    revoked_at: datetime | None
    revoked_reason: str | None


class CopyView(Body, frozen=True):
    """What is found out about a file that somebody laid beside the check page."""

    same: bool  # Byte for byte the document of this page.
    sealed: bool
    intact: bool
    trusted: bool
    signer: str
    signed_at: datetime | None


class AskPrint(Body, frozen=True):
    """Send a document to a window's printer; without a window, the case's own."""

    document: Sha256
    window: str | None = None


class PrintAgain(Body, frozen=True):
    """Print once more; at another window of the hall, where one is named."""

    window: str | None = None


class PrintReport(Body, frozen=True):
    """How printing went; `fault` where it failed."""

    state: PrintState
    fault: PrintFault | None = None


class ChooseDelivery(Body, frozen=True):
    """How the resident wants the result: at an office, or by parcel to an address."""

    way: Delivery
    office: str | None = None
    to: Address | None = None


class DeliveryView(Body, frozen=True):
    """How a case's result travels. `remind`: nobody chose yet, and the session should not end before."""

    ways: tuple[Delivery, ...]
    remind: bool
    way: Delivery | None
    office: str | None
    to: Address | None  # The telephone number masked.
    number: str | None
    state: ParcelState | None
    steps: tuple[Step, ...]
    originals: tuple[Accounted, ...]
    unaccounted: tuple[str, ...]


class MissingLine(Body, frozen=True):
    name: Text
    reason: str


class PartView(Body, frozen=True):
    """One department's part of a joint application."""

    name: Text
    department: str
    state: CaseState
    decision: Decision | None
    closing: Closing | None
    reason: str | None


class StageView(Body, frozen=True):
    """One step on the way; not reached yet where `at` is None."""

    stage: str  # accepted, reviewed, decided, issued, sent or delivered, in this order.
    at: datetime | None


class PublicDocument(Body, frozen=True):
    title: Text
    sha256: Sha256
    check: str


class Journey(Body, frozen=True):
    """What a notice's QR code leads to: nothing personal, in the language that the resident spoke."""

    number: str | None
    language: str
    item_name: Text
    department_name: Text
    state: CaseState
    accepted_at: datetime | None
    due_on: str | None
    paused: bool
    decision: Decision | None
    closing: Closing | None
    reason: str | None
    stages: tuple[StageView, ...]
    missing: tuple[MissingLine, ...]
    missing_until: str | None
    parts: tuple[PartView, ...]
    tracking: str | None
    steps: tuple[Step, ...]
    documents: tuple[PublicDocument, ...]
