"""Rows of connectors: the queue of cases on their way to department systems, and how the systems fare."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Literal

import msgspec
from sqlalchemy import and_, func, insert, or_, select, update

from agent_console.store.connector_tables import pushes, system_health
from agent_console.store.tables import cases
from signaling.ports import Transaction
from signaling.protocol.names import CaseId, Sha256

PushState = Literal["waiting", "sent", "answered"]
MAX_PROBLEM = 500


class Push(msgspec.Struct, frozen=True):
    """A case and a system that it goes to."""

    case_id: CaseId
    system: str
    state: PushState
    tries: int
    due_at: datetime
    foreign_number: str | None
    foreign_state: str | None
    reason: str
    result: Sha256 | None
    problem: str | None
    changed_at: datetime
    fault: str | None = None  # A `port.Fault`; none where the last try went well.


class Health(msgspec.Struct, frozen=True):
    """How a system fares; `failing_since` is none while it answers."""

    system: str
    failing_since: datetime | None
    problem: str
    tried_at: datetime | None
    fault: str | None = None  # A `port.Fault`, while it fails.


def connect(tx: Transaction, systems: Collection[str], now: datetime) -> None:
    """Keep which systems are connected, and since when; what was connected before stays so since then."""
    known = {row.system: row.connected_at for row in tx.execute(select(system_health))}
    tx.execute(update(system_health).where(system_health.c.system.not_in(systems)).values(connected_at=None))
    for system in systems:
        if system not in known:
            tx.execute(insert(system_health).values(system=system, connected_at=now, problem=""))
        elif known[system] is None:
            tx.execute(update(system_health).where(system_health.c.system == system).values(connected_at=now))


def connected(tx: Transaction) -> frozenset[str]:
    """Return the names of the systems that are connected."""
    rows = tx.execute(select(system_health.c.system).where(system_health.c.connected_at.is_not(None)))
    return frozenset(row.system for row in rows)


def unqueued(tx: Transaction, system: str, patterns: Sequence[str], limit: int = 100) -> list[CaseId]:
    """
    Return cases of items that match and that were never queued for a system, oldest first.

    Only what was accepted since it is connected: what came before was handed on in some other way.
    """
    since = select(system_health.c.connected_at).where(system_health.c.system == system).scalar_subquery()
    matches = or_(
        *(cases.c.item.like(pattern.replace("_", r"\_").replace("*", "%"), escape="\\") for pattern in patterns)
    )
    rows = tx.execute(
        select(cases.c.id)
        .outerjoin(pushes, and_(pushes.c.case_id == cases.c.id, pushes.c.system == system))
        .where(cases.c.number.is_not(None), matches, pushes.c.case_id.is_(None))
        .where(cases.c.accepted_at >= func.coalesce(since, cases.c.accepted_at))
        .order_by(cases.c.accepted_at)
        .limit(limit)
    )
    return [CaseId(row.id) for row in rows]


def enqueue(tx: Transaction, case: CaseId, system: str, now: datetime) -> None:
    """Let a case go to a system."""
    values = {"case_id": case, "system": system, "state": "waiting", "tries": 0, "due_at": now}
    tx.execute(insert(pushes).values(**values, reason="", changed_at=now))


def due(tx: Transaction, system: str, now: datetime, limit: int = 20) -> list[Push]:
    """Return what is to be pushed or asked after now, the longest due first."""
    rows = tx.execute(
        select(pushes)
        .where(pushes.c.system == system, pushes.c.state != "answered", pushes.c.due_at <= now)
        .order_by(pushes.c.due_at, pushes.c.case_id)
        .limit(limit)
    )
    return [msgspec.convert(row._mapping, Push) for row in rows]


def of_case(tx: Transaction, case: CaseId) -> list[Push]:
    """Return where a case went."""
    rows = tx.execute(select(pushes).where(pushes.c.case_id == case).order_by(pushes.c.system))
    return [msgspec.convert(row._mapping, Push) for row in rows]


def save(tx: Transaction, push: Push) -> None:
    """Store how a push stands now."""
    values = msgspec.structs.asdict(push)
    tx.execute(update(pushes).where(pushes.c.case_id == push.case_id, pushes.c.system == push.system).values(**values))


def retry_now(tx: Transaction, system: str, now: datetime, case: CaseId | None = None) -> int:
    """Make everything that waits for a system due, or one case; return how much that is."""
    waiting = [pushes.c.system == system, pushes.c.state != "answered"]
    if case is not None:
        waiting.append(pushes.c.case_id == case)
    return tx.execute(update(pushes).where(*waiting).values(due_at=now)).rowcount


class Waiting(msgspec.Struct, frozen=True):
    """A case that has not arrived at a system."""

    case: CaseId
    number: str
    tries: int
    due_at: datetime
    fault: str | None
    problem: str | None


def waiting(tx: Transaction, system: str, limit: int = 100) -> list[Waiting]:
    """Return the cases that have not arrived at a system, the longest accepted first."""
    rows = tx.execute(
        select(
            cases.c.id.label("case"), cases.c.number, pushes.c.tries, pushes.c.due_at, pushes.c.fault, pushes.c.problem
        )
        .join(cases, cases.c.id == pushes.c.case_id)
        .where(pushes.c.system == system, pushes.c.state == "waiting")
        .order_by(cases.c.accepted_at, cases.c.id)
        .limit(limit)
    )
    return [msgspec.convert(row._mapping, Waiting) for row in rows]


def count_waiting(tx: Transaction, system: str) -> int:
    """Return how many cases have not arrived at a system."""
    rows = tx.execute(select(pushes.c.case_id).where(pushes.c.system == system, pushes.c.state == "waiting"))
    return len(rows.all())


def health(tx: Transaction) -> dict[str, Health]:
    """Return how each system fared when it was last spoken to."""
    rows = tx.execute(select(system_health))
    return {row.system: msgspec.convert(row._mapping, Health) for row in rows}


def note_health(tx: Transaction, system: str, problem: str | None, now: datetime, fault: str | None = None) -> bool:
    """Keep how a system answered, no problem for well; tell whether that is news."""
    before = health(tx).get(system)
    failing_since = None if problem is None else (before.failing_since if before else None) or now
    problem_kept = (problem or "")[:MAX_PROBLEM]
    values = {"failing_since": failing_since, "problem": problem_kept, "fault": fault, "tried_at": now}
    if before is None:
        tx.execute(insert(system_health).values(system=system, **values))
    else:
        tx.execute(update(system_health).where(system_health.c.system == system).values(**values))
    was_failing = before is not None and before.failing_since is not None
    return was_failing != (problem is not None)
