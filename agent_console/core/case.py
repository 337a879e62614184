"""
A case (办件) as a list of accepted actions; its state is a fold over them.

Nothing here is ever changed: taking back, returning and reading a page again are further actions.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import assert_never

import msgspec
from msgspec.structs import replace

from agent_console.core.form import Value
from signaling.protocol.names import Sha256
from signaling.protocol.views import CaseState, PageProblem, PageState, SummaryLine


def _kebab(name: str) -> str:
    return re.sub(r"(?<!^)([A-Z])", r"-\1", name).lower()


class Act(msgspec.Struct, frozen=True, rename="camel", tag_field="act", tag=_kebab):
    """Base of everything that was done to a case, as stored."""


class Opened(Act, frozen=True):
    """The first one. `values` is what the ticket already told."""

    values: dict[str, Value]


class ConsentHeard(Act, frozen=True):
    """The resident's word on recording; without it nothing can be signed."""

    granted: bool


class FormSaved(Act, frozen=True):
    values: dict[str, Value]


class PageReceived(Act, frozen=True):
    """The original's bytes are on disk under their hash."""

    page: Sha256
    size: int
    width: int
    height: int
    content_type: str
    still: str | None


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
    summary_hash: Sha256
    signature: Sha256


class Confirmed(Act, frozen=True):
    summary_hash: Sha256


class Accepted(Act, frozen=True):
    """The clock starts. `token` is what the progress page is found by."""

    number: str
    token: str


class NoticeIssued(Act, frozen=True):
    notice: Sha256


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
)


class Page(msgspec.Struct, frozen=True):
    """One page of paper within a case."""

    hash: Sha256
    state: PageState
    received_at: datetime
    size: int
    width: int
    height: int
    content_type: str
    still: str | None
    corners: tuple[tuple[float, float], ...] | None = None
    flat: Sha256 | None = None
    sharpness: float | None = None
    problems: tuple[PageProblem, ...] = ()
    material: str | None = None
    reason: str | None = None


class Case(msgspec.Struct, frozen=True):
    """Where a case stands. `version` counts what people did; what machines found out does not change it."""

    version: int = 1
    state: CaseState = CaseState.REGISTERING
    recorded: bool = False
    values: dict[str, Value] = {}
    pages: tuple[Page, ...] = ()
    summary: tuple[SummaryLine, ...] | None = None
    summary_hash: Sha256 | None = None
    signature: Sha256 | None = None
    number: str | None = None
    token: str | None = None
    notice: Sha256 | None = None
    accepted_at: datetime | None = None

    def page(self, page: Sha256) -> Page | None:
        """Return the page with this hash."""
        return next((found for found in self.pages if found.hash == page), None)

    def accepted_pages(self, material: str) -> tuple[Sha256, ...]:
        """Return the pages that serve one material, in the order in which they came."""
        return tuple(page.hash for page in self.pages if page.state is PageState.ACCEPTED and page.material == material)


def fold(acts: Iterable[tuple[datetime, AnyAct]]) -> Case:
    """Return the state that a list of acts leads to, oldest first."""
    case = Case()
    for at, act in acts:
        case = apply(case, act, at)
    return case


def apply(case: Case, act: AnyAct, at: datetime) -> Case:
    """Return the case after one more act. Acts were checked before they were stored; here they are believed."""
    match act:
        case PageReceived() | PageRead() | PageAccepted() | PageReturned():
            return _apply_to_pages(case, act, at)
        case Opened(values):
            return replace(case, values=values)
        case ConsentHeard(granted):
            return replace(case, recorded=granted)
        case NoticeIssued(notice):
            return replace(case, notice=notice)
        case FormSaved() | Presented() | TakenBack() | Signed() | Confirmed() | Accepted():
            return _apply_step(replace(case, version=case.version + 1), act, at)
        case _:
            assert_never(act)


def _apply_step(
    case: Case, act: FormSaved | Presented | TakenBack | Signed | Confirmed | Accepted, at: datetime
) -> Case:
    match act:
        case FormSaved(values):
            return replace(case, values=values)
        case Presented(summary, summary_hash):
            return replace(case, state=CaseState.PRESENTED, summary=summary, summary_hash=summary_hash)
        case TakenBack():
            return replace(case, state=CaseState.REGISTERING, summary=None, summary_hash=None, signature=None)
        case Signed(_, signature):
            return replace(case, state=CaseState.SIGNED, signature=signature)
        case Confirmed():
            return replace(case, state=CaseState.CONFIRMED)
        case Accepted(number, token):
            return replace(case, state=CaseState.ACCEPTED, number=number, token=token, accepted_at=at)
        case _:
            assert_never(act)


def _apply_to_pages(case: Case, act: PageReceived | PageRead | PageAccepted | PageReturned, at: datetime) -> Case:
    match act:
        case PageReceived(page, size, width, height, content_type, still):
            page_now = Page(page, PageState.RECEIVED, at, size, width, height, content_type, still)
            return replace(case, pages=(*case.pages, page_now))
        case PageRead(page, flat, width, height, corners, sharpness, problems):
            known = case.page(page)
            state = PageState.READ if flat else PageState.UNREADABLE
            if known is not None and known.state is not PageState.RECEIVED:
                state = known.state  # The official was faster than the reading.
            if width and height:
                case = _with_page(case, page, width=width, height=height)
            return _with_page(
                case, page, state=state, flat=flat, corners=corners, sharpness=sharpness, problems=problems
            )
        case PageAccepted(page, material):
            case = replace(case, version=case.version + 1)
            return _with_page(case, page, state=PageState.ACCEPTED, material=material, reason=None)
        case PageReturned(page, reason):
            case = replace(case, version=case.version + 1)
            return _with_page(case, page, state=PageState.RETURNED, material=None, reason=reason)
        case _:
            assert_never(act)


def _with_page(case: Case, page: Sha256, **changes: object) -> Case:
    return replace(
        case, pages=tuple(replace(found, **changes) if found.hash == page else found for found in case.pages)
    )
