"""Rows of notices that wait to be sent, were sent, or could not be; those on a desk are there at once."""

from collections.abc import Collection
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, Select, func, insert, select, update

from agent_console.core.notice import Channel
from agent_console.store.tables import accounts, cases, outbox
from signaling.ports import Transaction
from signaling.protocol.names import CaseId
from signaling.store.tables import tickets

MAX_PROBLEM = 200


class Waiting(msgspec.Struct, frozen=True):
    """A notice: about which event of which case, which way, and to whom; no recipient is the case's resident."""

    id: str
    case_id: CaseId
    event: str
    tries: int
    channel: Channel = Channel.SMS
    recipient: str | None = None


class Sending(Waiting, frozen=True, kw_only=True):
    """A notice with what became of it."""

    state: str  # waiting, sent or failed.
    due_at: datetime
    made_at: datetime
    sent_at: datetime | None
    seen_at: datetime | None
    problem: str | None
    number: str | None  # The case's, once it was accepted.


class Addresses(msgspec.Struct, frozen=True):
    """Where a case's resident is reached."""

    phone: str
    email: str | None


def add(tx: Transaction, notice: Waiting, now: datetime) -> None:
    """Put a notice into the outbox, or onto its desk."""
    there = notice.channel is Channel.DESK
    tx.execute(
        insert(outbox).values(
            **msgspec.structs.asdict(notice),
            state="sent" if there else "waiting",
            due_at=now,
            made_at=now,
            sent_at=now if there else None,
            seen_at=None,
            problem=None,
        )
    )


def due(tx: Transaction, now: datetime, limit: int = 50) -> list[Waiting]:
    """Return notices whose time has come, the longest waiting first."""
    columns = [outbox.c[field] for field in Waiting.__struct_fields__]
    rows = tx.execute(
        select(*columns)
        .where(outbox.c.state == "waiting", outbox.c.due_at <= now)
        .order_by(outbox.c.due_at, outbox.c.id)
        .limit(limit)
    )
    return [msgspec.convert(row._mapping, Waiting) for row in rows]


def sent(tx: Transaction, notice: str, at: datetime) -> None:
    """Remember that a service took the notice."""
    tx.execute(update(outbox).where(outbox.c.id == notice).values(state="sent", sent_at=at, problem=None))


def missed(tx: Transaction, notice: str, tries: int, again_at: datetime | None, problem: str) -> None:
    """Remember that a try failed; without a time for the next one, it was the last."""
    state = "failed" if again_at is None else "waiting"
    values: dict[str, object] = {"state": state, "tries": tries, "problem": problem[:MAX_PROBLEM]}
    if again_at is not None:
        values["due_at"] = again_at
    tx.execute(update(outbox).where(outbox.c.id == notice).values(values))


def retry(tx: Transaction, notice: str, now: datetime) -> bool:
    """Let a notice that was given up, or waits for its next try, be sent now; False where it went out long ago."""
    mine = (outbox.c.id == notice) & outbox.c.state.in_(("failed", "waiting"))
    changed = tx.execute(update(outbox).where(mine).values(state="waiting", tries=0, due_at=now))
    return changed.rowcount == 1


def states(tx: Transaction, case: CaseId) -> list[tuple[str, str]]:
    """Return the event and the state of each notice to a case's resident, oldest first."""
    rows = tx.execute(
        select(outbox.c.event, outbox.c.state)
        .where(outbox.c.case_id == case, outbox.c.recipient.is_(None))
        .order_by(outbox.c.made_at, outbox.c.id)
    )
    return [(row.event, row.state) for row in rows]


def listed(tx: Transaction, state: str | None, limit: int, offset: int = 0) -> list[Sending]:
    """Return what went out or should, the newest first; desks left aside."""
    query = _sending().where(_outward()).order_by(outbox.c.made_at.desc(), outbox.c.id)
    if state is not None:
        query = query.where(outbox.c.state == state)
    return [msgspec.convert(row._mapping, Sending) for row in tx.execute(query.limit(limit).offset(offset))]


def counts(tx: Transaction) -> dict[str, int]:
    """Return how many notices that go out are in each state."""
    rows = tx.execute(select(outbox.c.state, func.count().label("count")).where(_outward()).group_by(outbox.c.state))
    return {row.state: row[1] for row in rows}


def on_desk(tx: Transaction, account: str, limit: int) -> list[Sending]:
    """Return what lies on an official's desk, the newest first."""
    mine = (outbox.c.recipient == account) & (outbox.c.channel == Channel.DESK)
    query = _sending().where(mine).order_by(outbox.c.made_at.desc(), outbox.c.id).limit(limit)
    return [msgspec.convert(row._mapping, Sending) for row in tx.execute(query)]


def see(tx: Transaction, account: str, notices: Collection[str], now: datetime) -> None:
    """Remember that an official saw notices on their desk."""
    mine = (outbox.c.recipient == account) & outbox.c.id.in_(notices) & outbox.c.seen_at.is_(None)
    tx.execute(update(outbox).where(mine).values(seen_at=now))


def addresses(tx: Transaction, case: CaseId) -> Addresses | None:
    """Return where the resident of a case is reached; None where the case has no ticket."""
    query = select(tickets.c.phone, tickets.c.email).join(cases, cases.c.ticket == tickets.c.id)
    row = tx.execute(query.where(cases.c.id == case)).one_or_none()
    return None if row is None else Addresses(row.phone, row.email)


def set_email(tx: Transaction, case: CaseId, email: str | None) -> None:
    """Note the e-mail address of a case's resident."""
    ticket = select(cases.c.ticket).where(cases.c.id == case).scalar_subquery()
    tx.execute(update(tickets).where(tickets.c.id == ticket).values(email=email))


def email_of(tx: Transaction, account: str) -> str:
    """Return an official's e-mail address; "" where there is none."""
    found: str | None = tx.execute(select(accounts.c.email).where(accounts.c.id == account)).scalar_one_or_none()
    return found or ""


def ids(tx: Transaction, case: CaseId) -> frozenset[str]:
    """Return the notices of a case that were ever put here."""
    return frozenset(row.id for row in tx.execute(select(outbox.c.id).where(outbox.c.case_id == case)))


def _outward() -> ColumnElement[bool]:
    return outbox.c.channel != Channel.DESK.value


def _sending() -> Select[tuple[object, ...]]:
    own = [outbox.c[field] for field in Sending.__struct_fields__ if field != "number"]
    return select(*own, cases.c.number).select_from(outbox.outerjoin(cases, cases.c.id == outbox.c.case_id))
