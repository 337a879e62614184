"""Rows of messages that wait to be sent, were sent, or could not be."""

from datetime import datetime

import msgspec
from sqlalchemy import insert, select, update

from agent_console.store.tables import cases, outbox
from signaling.ports import Transaction
from signaling.protocol.names import CaseId
from signaling.store.tables import tickets


class Waiting(msgspec.Struct, frozen=True):
    """A message to be sent: about which event of which case."""

    id: str
    case_id: CaseId
    event: str
    tries: int


def add(tx: Transaction, message: Waiting, now: datetime) -> None:
    """Put a message into the outbox."""
    tx.execute(
        insert(outbox).values(
            **msgspec.structs.asdict(message), state="waiting", due_at=now, made_at=now, sent_at=None, problem=None
        )
    )


def due(tx: Transaction, now: datetime, limit: int = 50) -> list[Waiting]:
    """Return messages whose time has come, the longest waiting first."""
    columns = [outbox.c[field] for field in Waiting.__struct_fields__]
    rows = tx.execute(
        select(*columns)
        .where(outbox.c.state == "waiting", outbox.c.due_at <= now)
        .order_by(outbox.c.due_at, outbox.c.id)
        .limit(limit)
    )
    return [msgspec.convert(row._mapping, Waiting) for row in rows]


def sent(tx: Transaction, message: str, at: datetime) -> None:
    """Remember that a service took the message."""
    tx.execute(update(outbox).where(outbox.c.id == message).values(state="sent", sent_at=at, problem=None))


def missed(tx: Transaction, message: str, tries: int, again_at: datetime | None, problem: str) -> None:
    """Remember that a try failed; without a time for the next one, it was the last."""
    state = "failed" if again_at is None else "waiting"
    values: dict[str, object] = {"state": state, "tries": tries, "problem": problem[:200]}
    if again_at is not None:
        values["due_at"] = again_at
    tx.execute(update(outbox).where(outbox.c.id == message).values(values))


def states(tx: Transaction, case: CaseId) -> list[tuple[str, str]]:
    """Return the event and the state of each message of a case, oldest first."""
    rows = tx.execute(
        select(outbox.c.event, outbox.c.state).where(outbox.c.case_id == case).order_by(outbox.c.made_at, outbox.c.id)
    )
    return [(row.event, row.state) for row in rows]


def phone(tx: Transaction, case: CaseId) -> str | None:
    """Return the number that the resident gave for this case."""
    query = select(tickets.c.phone).join(cases, cases.c.ticket == tickets.c.id).where(cases.c.id == case)
    found: str | None = tx.execute(query).scalar_one_or_none()
    return found


def ids(tx: Transaction, case: CaseId) -> frozenset[str]:
    """Return the messages of a case that were ever put here."""
    return frozenset(row.id for row in tx.execute(select(outbox.c.id).where(outbox.c.case_id == case)))
