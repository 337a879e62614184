"""Rows of consultations, complaints and supervision orders."""

from datetime import date, datetime

import msgspec
from sqlalchemy import ColumnElement, false, func, insert, or_, select, update

from agent_console.core.inquiry import PENDING, InquiryKind, InquiryOrigin, InquiryState, serial, year_of
from agent_console.store.after_tables import inquiries
from signaling.core.access import Actor
from signaling.core.routing import prefix
from signaling.ports import Transaction
from signaling.protocol.names import CaseId, Role, SessionId
from signaling.protocol.views import Text
from signaling.store.counters import next_value

MOST = 300


class Inquiry(msgspec.Struct, frozen=True):
    """One of them, as stored."""

    id: str
    number: str
    token: str
    kind: InquiryKind
    origin: InquiryOrigin
    state: InquiryState
    division: str
    department: str
    owner: str
    raised_by: str
    question: str
    opened_at: datetime
    due_on: str
    session: SessionId | None = None
    case_id: CaseId | None = None
    about: Text | None = None
    answer: str | None = None
    answered_by: str | None = None
    answered_at: datetime | None = None
    appeal: str | None = None
    appealed_at: datetime | None = None
    last_answer: str | None = None
    closed_at: datetime | None = None
    reminded_on: str | None = None


class Wanted(msgspec.Struct, frozen=True):
    """What to list. Empty fields choose everything."""

    today: date
    pending: bool = False
    overdue: bool = False
    mine: bool = False
    kind: InquiryKind | None = None
    department: str = ""
    search: str = ""  # In the number, or in what was asked.


class Counts(msgspec.Struct, frozen=True):
    """How many there are within a filter."""

    pending: int
    overdue: int
    kinds: dict[InquiryKind, int]
    found: int


def add(tx: Transaction, inquiry: Inquiry) -> None:
    """Store a new one."""
    tx.execute(insert(inquiries).values(**msgspec.structs.asdict(inquiry)))


def save(tx: Transaction, before: Inquiry, after: Inquiry) -> bool:
    """Store what became of it; False if somebody else was faster."""
    values = {name: value for name, value in msgspec.structs.asdict(after).items() if name not in ("id", "number")}
    same = (inquiries.c.state == before.state) & (inquiries.c.owner == before.owner)
    unchanged = (inquiries.c.id == before.id) & same
    return tx.execute(update(inquiries).where(unchanged).values(**values)).rowcount == 1


def next_number(tx: Transaction, kind: InquiryKind, at: datetime) -> str:
    """Return the next number of a kind and year, without gaps."""
    year = year_of(at)
    return serial(kind, year, next_value(tx, f"inquiry/{kind}/{year}"))


def get(tx: Transaction, inquiry: str) -> Inquiry | None:
    """Return one by its id."""
    return _one(tx, inquiries.c.id == inquiry)


def by_token(tx: Transaction, token: str) -> Inquiry | None:
    """Return the one that a resident's link leads to."""
    return _one(tx, inquiries.c.token == token)


def of_case(tx: Transaction, case: CaseId) -> list[Inquiry]:
    """Return what was asked and complained of about a case, oldest first; orders are no business of the resident."""
    return _many(tx, (inquiries.c.case_id == case) & (inquiries.c.kind != InquiryKind.ORDER), newest_first=False)


def of_reader(tx: Transaction, actor: Actor, wanted: Wanted) -> list[Inquiry]:
    """Return those that an official or a supervisor may read, the newest first, at most `MOST`."""
    return _many(tx, _which(actor, wanted), newest_first=True)


def count(tx: Transaction, actor: Actor, wanted: Wanted) -> Counts:
    """Return how many there are within a filter; the counts of a choice leave that choice itself open."""
    every = msgspec.structs.replace(wanted, pending=False, overdue=False, kind=None)
    late = inquiries.c.state.in_(PENDING) & (inquiries.c.due_on < wanted.today.isoformat())
    found = tx.execute(
        select(
            func.count().filter(inquiries.c.state.in_(PENDING)).label("pending"),
            func.count().filter(late).label("late"),
        ).where(_which(actor, every))
    ).one()
    kinds = tx.execute(
        select(inquiries.c.kind, func.count().label("n"))
        .where(_which(actor, msgspec.structs.replace(wanted, kind=None)))
        .group_by(inquiries.c.kind)
    )
    by_kind = {InquiryKind(row.kind): int(row.n) for row in kinds}
    chosen = sum(by_kind.values()) if wanted.kind is None else by_kind.get(wanted.kind, 0)
    return Counts(int(found.pending), int(found.late), by_kind, chosen)


def _which(actor: Actor, wanted: Wanted) -> ColumnElement[bool]:
    which = within(actor)
    if wanted.pending or wanted.overdue:
        which &= inquiries.c.state.in_(PENDING)
    if wanted.overdue:
        which &= inquiries.c.due_on < wanted.today.isoformat()
    if wanted.kind is not None:
        which &= inquiries.c.kind == wanted.kind
    if wanted.department:
        which &= inquiries.c.department == wanted.department
    if wanted.mine:
        which &= inquiries.c.owner == actor.id
    if wanted.search:
        which &= inquiries.c.number.contains(wanted.search, autoescape=True) | inquiries.c.question.contains(
            wanted.search, autoescape=True
        )
    return which


def due_by(tx: Transaction, day: date) -> list[Inquiry]:
    """Return those that should be answered on or before a day, and of which nobody was reminded that day."""
    unreminded = inquiries.c.reminded_on.is_(None) | (inquiries.c.reminded_on < day.isoformat())
    waiting = inquiries.c.state.in_(PENDING) & (inquiries.c.due_on <= day.isoformat())
    return _many(tx, waiting & unreminded, newest_first=False)


def note_reminder(tx: Transaction, inquiry: str, day: date) -> None:
    """Remember that the owner was reminded."""
    tx.execute(update(inquiries).where(inquiries.c.id == inquiry).values(reminded_on=day.isoformat()))


def within(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that one is the actor's own, or of their departments and region."""
    region = inquiries.c.division.startswith(prefix(actor.division), autoescape=True)
    if actor.role is Role.SUPERVISOR:
        return region & inquiries.c.department.in_(actor.departments) if actor.departments else region
    if actor.role is Role.OFFICIAL:
        own = or_(inquiries.c.owner == actor.id, inquiries.c.raised_by == actor.id)
        # Colleagues help with questions; a complaint is its owner's alone.
        questions = inquiries.c.kind == InquiryKind.CONSULTATION
        return own | (questions & region & inquiries.c.department.in_(actor.departments))
    return false()


def may_read(tx: Transaction, actor: Actor, inquiry: str) -> bool:
    """Tell whether one is among those that an actor may read."""
    found = select(inquiries.c.id).where((inquiries.c.id == inquiry) & within(actor))
    return tx.execute(found).scalar() is not None


def _one(tx: Transaction, which: ColumnElement[bool]) -> Inquiry | None:
    found = _many(tx, which, newest_first=True)
    return found[0] if found else None


def _many(tx: Transaction, which: ColumnElement[bool], *, newest_first: bool) -> list[Inquiry]:
    columns = [inquiries.c[field] for field in Inquiry.__struct_fields__]
    order = inquiries.c.opened_at.desc() if newest_first else inquiries.c.opened_at
    rows = tx.execute(select(*columns).where(which).order_by(order, inquiries.c.number).limit(MOST))
    return [msgspec.convert(row._mapping, Inquiry) for row in rows]
