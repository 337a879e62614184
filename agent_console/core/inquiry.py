"""
Consultations, complaints and supervision orders: each has a number, an owner, a due date and an answer.

An answer may be appealed against once, and the answer to an appeal is the last word.
"""

from datetime import date, datetime
from enum import StrEnum

from agent_console.core.clock import Calendar, local_day
from signaling.core.refusal import Refused
from signaling.protocol.codes import Code

MOST_LETTERS = 2000


class InquiryKind(StrEnum):
    CONSULTATION = "consultation"  # 咨询
    COMPLAINT = "complaint"  # 投诉
    ORDER = "order"  # 督办


class InquiryOrigin(StrEnum):
    """Where it was raised."""

    SESSION = "session"
    RATING = "rating"
    PROGRESS = "progress"  # The resident's page on the phone.
    CONSOLE = "console"  # An official or a supervisor wrote it down.
    CLOCK = "clock"


class InquiryState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    APPEALED = "appealed"
    CLOSED = "closed"


class Event(StrEnum):
    ANSWER = "answer"
    APPEAL = "appeal"


TRANSITIONS: dict[tuple[InquiryState, Event], InquiryState] = {
    (InquiryState.OPEN, Event.ANSWER): InquiryState.ANSWERED,
    (InquiryState.ANSWERED, Event.APPEAL): InquiryState.APPEALED,
    (InquiryState.APPEALED, Event.ANSWER): InquiryState.CLOSED,
}

PENDING = (InquiryState.OPEN, InquiryState.APPEALED)  # Somebody owes an answer.

# Working days for an answer.
DAYS: dict[InquiryKind, int] = {InquiryKind.CONSULTATION: 5, InquiryKind.COMPLAINT: 5, InquiryKind.ORDER: 3}

_NAMES: dict[InquiryKind, str] = {
    InquiryKind.CONSULTATION: "咨询",
    InquiryKind.COMPLAINT: "投诉",
    InquiryKind.ORDER: "督办",
}


def advance(state: InquiryState, event: Event, kind: InquiryKind) -> InquiryState:
    """
    Return the state that follows. A supervision order is an instruction: nobody appeals against its answer.

    Raises:
        Refused: not-allowed.
    """
    following = TRANSITIONS.get((state, event))
    if following is None or (event is Event.APPEAL and kind is InquiryKind.ORDER):
        raise Refused(Code.NOT_ALLOWED)
    return following


def serial(kind: InquiryKind, year: int, place: int) -> str:
    """Return a number as such papers carry it (GB/T 9704 §7.2.5: the year in six-cornered brackets)."""
    return f"{_NAMES[kind]}〔{year}〕{place:05d}"


def year_of(at: datetime) -> int:
    """Return the year in which numbers count from 1."""
    return local_day(at).year


def answer_due(kind: InquiryKind, at: datetime, calendar: Calendar) -> date:
    """Return the last day for an answer."""
    return calendar.after(local_day(at), DAYS[kind])


def checked(text: str) -> str:
    """
    Return what a person wrote, without the white space round it.

    Raises:
        Refused: text-invalid, for nothing to be seen, too much, or what no keyboard writes.
    """
    words = text.strip()
    if not words or len(words) > MOST_LETTERS or any(c != "\n" and not c.isprintable() for c in words):
        raise Refused(Code.TEXT_INVALID)
    return words
