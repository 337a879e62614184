"""Which cases the clock has something to do with today."""

from datetime import date, datetime, timedelta

from sqlalchemy import exists, insert, or_, select

from agent_console.store.after_tables import clock_warnings
from agent_console.store.tables import cases
from signaling.ports import Transaction
from signaling.protocol.names import CaseId
from signaling.store.tables import audit, sessions

_RUNNING = ("accepted", "reviewed")
_URGED_WITHIN = timedelta(days=180)
_ROUND = 500  # So many cases a round; the rest waits for the next one.


def to_warn(tx: Transaction) -> list[tuple[CaseId, int]]:
    """Return running cases whose step of 50, 80 or 100 percent nobody was told of yet."""
    told = exists().where(clock_warnings.c.case_id == cases.c.id, clock_warnings.c.percent == cases.c.warning)
    rows = tx.execute(
        select(cases.c.id, cases.c.warning).where(cases.c.state.in_(_RUNNING), cases.c.warning > 0, ~told).limit(_ROUND)
    )
    return [(CaseId(row.id), row.warning) for row in rows]


def note_warning(tx: Transaction, case: CaseId, percent: int, at: datetime) -> None:
    """Remember that a step was told."""
    tx.execute(insert(clock_warnings).values(case_id=case, percent=percent, at=at))


def to_urge(tx: Transaction, today: date, now: datetime) -> list[CaseId]:
    """Return cases that are late or were urged: whether something follows, the core decides."""
    urged = select(audit.c.subject).where(audit.c.at >= now - _URGED_WITHIN, audit.c.action == "case-urged")
    late = cases.c.state.in_(_RUNNING) & (cases.c.due_on < today)
    open_urge = cases.c.state.in_((*_RUNNING, "decided", "issued")) & cases.c.id.in_(urged)
    rows = tx.execute(select(cases.c.id).where(or_(late, open_urge)).order_by(cases.c.due_on).limit(_ROUND))
    return [CaseId(row.id) for row in rows]


def to_enforce(tx: Transaction, now: datetime) -> list[CaseId]:
    """Return cases that wait for papers, or that were confirmed and then left alone: a deadline may have passed."""
    waived = select(audit.c.subject).where(audit.c.at >= now - _URGED_WITHIN, audit.c.action == "case-supply-waived")
    owing = cases.c.state.in_(_RUNNING) & cases.c.id.in_(waived)
    over = exists().where(sessions.c.id == cases.c.session, sessions.c.ended_at.is_not(None))
    left = (cases.c.state == "confirmed") & over
    rows = tx.execute(select(cases.c.id).where(or_(cases.c.state == "correcting", owing, left)).limit(_ROUND))
    return [CaseId(row.id) for row in rows]
