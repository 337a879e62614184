"""
A case (办件) as it stands; `core.folding` makes it from the list of what was done to it (`core.acts`).
"""

from datetime import date, datetime
from typing import Literal

import msgspec

from agent_console.core.acts import Child
from agent_console.core.form import Value
from agent_console.core.handling import Duty, Handling
from agent_console.core.page import Page
from signaling.protocol.case_views import (
    CaseState,
    Closing,
    Decision,
    Delivery,
    MissingView,
    Original,
    PageState,
    Pause,
    Promise,
    SignatureKind,
    SummaryLine,
)
from signaling.protocol.names import CaseId, Role, Sha256


class Told(msgspec.Struct, frozen=True):
    """A matter requiring special attention was told: which one, when and by whom."""

    index: int
    at: datetime
    speaker: Role


class Correction(msgspec.Struct, frozen=True):
    """What the resident was told to supply; `asked_from` is the state that the case then stood in."""

    missing: tuple[MissingView, ...]
    due: date
    asked_at: datetime
    asked_from: CaseState


class Excluded(msgspec.Struct, frozen=True):
    """Time that the period does not count, still running without an end."""

    cause: Pause
    since: datetime
    until: datetime | None = None


class Urge(msgspec.Struct, frozen=True):
    """Somebody asked for haste."""

    at: datetime
    role: Role
    text: str
    answer: str | None = None
    answered_at: datetime | None = None
    escalated_to: Literal["head", "supervisor"] | None = None
    number: str | None = None


class Result(msgspec.Struct, frozen=True):
    """What was made of the decision."""

    number: str
    document: Sha256 | None


class Case(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a case stands. `version` counts what people did to its content; the rest does not change it."""

    version: int = 1
    state: CaseState = CaseState.REGISTERING
    stage_since: datetime | None = None  # When it came into its state.
    handling: Handling | None = None
    recorded: bool = False
    values: dict[str, Value] = {}
    origins: dict[str, str] = {}  # Field -> ticket, typed, reuse or scan:<page>.
    pages: tuple[Page, ...] = ()
    summary: tuple[SummaryLine, ...] | None = None
    summary_hash: Sha256 | None = None
    signature: Sha256 | None = None
    signature_kind: SignatureKind | None = None
    signer: str | None = None
    number: str | None = None
    token: str | None = None
    notice: Sha256 | None = None
    accepted_at: datetime | None = None
    duties: dict[Duty, str] = {}
    told: tuple[Told, ...] = ()
    originals_seen: frozenset[str] = frozenset()
    reused: dict[str, CaseId] = {}
    reuse_agreed: bool | None = None  # The resident's word on looking up earlier papers; None: not asked.
    supplies: dict[str, date] = {}  # Waived for now (容缺受理), until when.
    promises: dict[str, Promise] = {}
    originals: dict[str, Original] = {}
    slips: dict[str, datetime | None] = {}  # Hand-over slips, and when they were acknowledged.
    correction: Correction | None = None
    corrected: bool = False  # What was asked came without the resident: it may be accepted without them, too.
    extended_days: int = 0
    excluded: tuple[Excluded, ...] = ()
    urges: tuple[Urge, ...] = ()
    proposal: Decision | None = None
    decision: Decision | None = None
    reason: str | None = None
    ground: str | None = None
    result: Result | None = None
    delivery: Delivery | None = None
    tracking: str | None = None
    closing: Closing | None = None
    closed_at: datetime | None = None
    target: tuple[str, str] | None = None  # Division and department whose it is, of one that was not ours.
    revoked: str | None = None
    parent: CaseId | None = None
    children: tuple[Child, ...] = ()

    def page(self, page: Sha256) -> Page | None:
        """Return the page with this hash."""
        return next((found for found in self.pages if found.hash == page), None)

    def accepted_pages(self, material: str) -> tuple[Sha256, ...]:
        """Return the pages that serve one material, in the order in which they came."""
        return tuple(page.hash for page in self.pages if page.state is PageState.ACCEPTED and page.material == material)

    def stands_for(self, material: str) -> bool:
        """Tell whether something is there for a material: pages, a promise, or leave to bring it later."""
        return material in self.supplies or material in self.promises or bool(self.accepted_pages(material))

    def components(self) -> tuple[Child, ...]:
        """Return the children whose closing closes this one; add-ons go their own way."""
        return tuple(child for child in self.children if not child.add_on)

    def paused(self) -> Pause | None:
        """Return why the clock stands still now."""
        return self.excluded[-1].cause if self.excluded and self.excluded[-1].until is None else None
