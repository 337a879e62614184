"""Opening, answering and appealing: consultations, complaints and supervision orders."""

import secrets
from datetime import datetime

import msgspec
from msgspec.structs import replace

from agent_console.core import inquiry as core
from agent_console.core.inquiry import Event, InquiryKind, InquiryOrigin, InquiryState
from agent_console.services.owners import answerer, supervisor_of
from agent_console.store import calendars, inquiries
from agent_console.store.inquiries import Inquiry
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Role, SessionId
from signaling.protocol.views import Text
from signaling.store import ledger

RESIDENT = "resident"  # The actor of what somebody does who holds a link and is not signed in.


class Subject(msgspec.Struct, frozen=True):
    """What it is about, and where it belongs."""

    division: str
    department: str
    about: Text | None = None
    session: SessionId | None = None
    case: CaseId | None = None
    concerns: str = ""  # The official complained of, who does not answer it.


class Raised(msgspec.Struct, frozen=True):
    """Who raises what. `by` is the account that wrote it down; None for the resident, or the clock."""

    kind: InquiryKind
    origin: InquiryOrigin
    question: str
    by: Actor | None = None
    owner: str | None = None  # None: whoever answers for the department.


def open_inquiry(tx: Transaction, subject: Subject, raised: Raised, at: datetime) -> Inquiry:
    """
    Open one, with its number, owner and due date.

    Raises:
        Refused: text-invalid.
    """
    owner = raised.owner
    if owner is None:
        owner = answerer(tx, subject.division, subject.department, but=subject.concerns)
    made = Inquiry(
        id=secrets.token_urlsafe(16),
        number=inquiries.next_number(tx, raised.kind, at),
        token=secrets.token_urlsafe(18),
        kind=raised.kind,
        origin=raised.origin,
        state=InquiryState.OPEN,
        division=subject.division,
        department=subject.department,
        owner=owner,
        raised_by=raised.by.id if raised.by else "",
        question=core.checked(raised.question),
        opened_at=at,
        due_on=core.answer_due(raised.kind, at, calendars.get(tx, subject.division)).isoformat(),
        session=subject.session,
        case_id=subject.case,
        about=subject.about,
    )
    inquiries.add(tx, made)
    _enter(tx, raised.by, f"{raised.kind}-opened", made, at)
    return made


def answer(tx: Transaction, actor: Actor, inquiry: str, words: str, at: datetime) -> Inquiry:
    """
    Answer one, or the appeal against its first answer.

    Raises:
        Refused: not-found, not-allowed, text-invalid.
    """
    before = readable(tx, actor, inquiry)
    if not may_answer(actor, before):
        raise Refused(Code.NOT_ALLOWED)
    state, text = core.advance(before.state, Event.ANSWER, before.kind), core.checked(words)
    if before.state is InquiryState.OPEN:
        after = replace(before, state=state, answer=text, answered_by=actor.id, answered_at=at)
    else:
        after = replace(before, state=state, last_answer=text, answered_by=actor.id, closed_at=at)
    return _saved(tx, actor, before, after, "answered", at)


def appeal(tx: Transaction, token: str, words: str, at: datetime) -> Inquiry:
    """
    Ask again, once, against an answer; the supervisor answers then.

    Raises:
        Refused: not-found, not-allowed, text-invalid.
    """
    before = inquiries.by_token(tx, token)
    if before is None:
        raise Refused(Code.NOT_FOUND)
    after = replace(
        before,
        state=core.advance(before.state, Event.APPEAL, before.kind),
        appeal=core.checked(words),
        appealed_at=at,
        due_on=core.answer_due(before.kind, at, calendars.get(tx, before.division)).isoformat(),
        owner=supervisor_of(tx, before.division, before.department) or before.owner,
        reminded_on=None,
    )
    return _saved(tx, None, before, after, "appealed", at)


def readable(tx: Transaction, actor: Actor, inquiry: str) -> Inquiry:
    """
    Return one that the actor may read.

    Raises:
        Refused: not-found, also for one that is none of the actor's business.
    """
    found = inquiries.get(tx, inquiry)
    if found is None or not inquiries.may_read(tx, actor, inquiry):
        raise Refused(Code.NOT_FOUND)
    return found


def may_answer(actor: Actor, inquiry: Inquiry) -> bool:
    """Tell whether this reader answers it: its owner, a supervisor, and colleagues where it is a question."""
    if inquiry.state not in core.PENDING:
        return False
    return actor.id == inquiry.owner or actor.role is Role.SUPERVISOR or inquiry.kind is InquiryKind.CONSULTATION


def _saved(tx: Transaction, actor: Actor | None, before: Inquiry, after: Inquiry, event: str, at: datetime) -> Inquiry:
    if not inquiries.save(tx, before, after):
        raise Refused(Code.VERSION_STALE)
    _enter(tx, actor, f"{after.kind}-{event}", after, at)
    return after


def _enter(tx: Transaction, actor: Actor | None, action: str, inquiry: Inquiry, at: datetime) -> None:
    who, role = (actor.id, actor.role) if actor else (RESIDENT, Role.WINDOW)
    entry = ledger.Entry(
        actor=who, role=role, action=action, subject=inquiry.id, at=at, details={"number": inquiry.number}
    )
    ledger.record(tx, (), entry)
