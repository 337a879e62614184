"""Ratings, consultations, complaints and supervision orders."""

from datetime import datetime
from typing import Annotated

import msgspec

from agent_console.api.bodies.choices import Assignee
from agent_console.api.schemas import Body
from agent_console.core.inquiry import InquiryKind, InquiryOrigin, InquiryState
from agent_console.core.rating import RatingReason
from signaling.protocol.names import CaseId, SessionId
from signaling.protocol.views import Text

Words = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]


class RateSession(Body, frozen=True):
    """1 very satisfied … 5 very dissatisfied (GB/T 39735); nothing is filled in for the resident."""

    score: Annotated[int, msgspec.Meta(ge=1, le=5)]
    reasons: Annotated[tuple[RatingReason, ...], msgspec.Meta(max_length=20)] = ()
    text: Annotated[str, msgspec.Meta(max_length=500)] = ""


class RatingState(Body, frozen=True):
    """Whether to ask, and which reasons go with each score, from 1 on."""

    rated: bool
    reasons: tuple[tuple[RatingReason, ...], ...]


class RatingReceipt(Body, frozen=True):
    """Thanks; of a bad rating, the complaint that it opened."""

    complaint: str | None  # Its number.
    due_on: str | None
    token: str | None  # Its page is /inquiry/<token>.


class InquiryView(Body, frozen=True):
    """One consultation, complaint or order, as who answers it sees it."""

    id: str
    number: str
    kind: InquiryKind
    origin: InquiryOrigin
    state: InquiryState
    division: str
    department: str
    about: Text | None
    question: str
    score: int | None  # Of the rating that opened it; never whose.
    reasons: tuple[RatingReason, ...]
    owner: str  # An account, "" while it has none.
    owner_name: Text | None
    opened_at: datetime
    due_on: str
    overdue: bool
    answer: str | None
    answered_at: datetime | None
    appeal: str | None
    last_answer: str | None
    closed_at: datetime | None
    session: SessionId | None
    case: CaseId | None
    case_number: str | None
    may_answer: bool
    may_reassign: bool


class OpenInquiry(Body, frozen=True):
    """Write down what somebody asked or complained of; a consultation may be answered at once."""

    kind: InquiryKind
    question: Words
    session: SessionId | None = None
    case: CaseId | None = None
    department: Annotated[str, msgspec.Meta(max_length=64)] = ""  # Where neither session nor case tells it.
    answer: Words | None = None


class InquiryWords(Body, frozen=True):
    """An answer, a complaint or an appeal."""

    text: Words


class NoWords(Body, frozen=True):
    """Nothing more is to be said."""


class NewOwner(Body, frozen=True):
    """Hand one over to somebody else, and say why."""

    owner: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]


class HandedOver(Body, frozen=True):
    """One time that an inquiry changed hands."""

    at: datetime
    by: Text | None
    before: Text | None
    after: Text | None
    reason: str


class InquiryOwners(Body, frozen=True):
    """Who may take one over, and whose it was."""

    candidates: tuple[Assignee, ...]
    history: tuple[HandedOver, ...]


class InquiryCounts(Body, frozen=True):
    """How many there are within the filter, whichever kind and state are chosen."""

    pending: int
    overdue: int
    kinds: dict[InquiryKind, int]  # Of those that the state chosen shows.
    found: int  # What the filter as a whole finds; the list shows the latest of them.


class PublicInquiry(Body, frozen=True):
    """What the resident may know of theirs; nothing personal."""

    number: str
    token: str
    kind: InquiryKind
    state: InquiryState
    opened_at: datetime
    due_on: str
    answer: str | None
    last_answer: str | None
    may_appeal: bool
    appeal: str | None


class AfterCall(Body, frozen=True):
    """What a receipt's link lets its holder do once the call is over."""

    rating: RatingState | None  # None while the session runs.
    inquiries: tuple[PublicInquiry, ...]
    may_complain: bool
    may_urge: bool
