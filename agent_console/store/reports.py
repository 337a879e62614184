"""The rows that reports are made of, and the baselines that they are compared with."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

import msgspec
from sqlalchemy import ColumnElement, delete, func, insert, or_, select

from agent_console.core.baseline import FIRST, Baseline
from agent_console.core.case import Case
from agent_console.core.clock import CHINA, local_day
from agent_console.core.report import Belongs, CaseRow, RatingRow, SessionRow, Span
from agent_console.store import calendars, catalogue
from agent_console.store.after_tables import baselines
from agent_console.store.after_tables import ratings as rating_table
from agent_console.store.tables import cases
from signaling.core.routing import prefix
from signaling.ports import Transaction
from signaling.protocol.names import ItemId
from signaling.protocol.views import Outcome, SessionState, Text
from signaling.store.tables import audit, sessions, tickets

_snapshots = msgspec.msgpack.Decoder(Case)


class Which(msgspec.Struct, frozen=True):
    """What a report is of. An empty `departments` is all of them."""

    span: Span
    division: str
    departments: frozenset[str]
    item: str = ""


class _Item(msgspec.Struct, frozen=True):
    """What of an item's version counts here."""

    target_minutes: int
    materials: int
    legal_days: int
    committed_days: int


def session_rows(tx: Transaction, which: Which) -> list[SessionRow]:
    """Return the sessions that began in the period and are over."""
    begins, ends = _bounds(which.span)
    rows = tx.execute(
        select(
            sessions.c.division,
            sessions.c.department,
            sessions.c.case_id,
            sessions.c.outcome,
            sessions.c.started_at,
            sessions.c.ended_at,
            sessions.c.window,
            sessions.c.official,
            tickets.c.item,
            tickets.c.item_version,
            tickets.c.taken_at,
        )
        .join(tickets, tickets.c.id == sessions.c.ticket)
        .where(
            sessions.c.started_at >= begins,
            sessions.c.started_at < ends,
            sessions.c.state == SessionState.ENDED,
            _inside(sessions.c.division, sessions.c.department, tickets.c.item, which),
        )
    ).all()
    items = _items(tx, {(row.item, row.item_version) for row in rows})
    return [
        SessionRow(
            at=Belongs(row.division, row.department, row.item, local_day(row.started_at)),
            case=row.case_id,
            served=row.outcome == Outcome.SERVED,
            waited_seconds=(row.started_at - row.taken_at).total_seconds(),
            seconds=(row.ended_at - row.started_at).total_seconds(),
            target_minutes=items[row.item, row.item_version].target_minutes,
            window=row.window,
            official=row.official,
            taken_at=row.taken_at,
        )
        for row in rows
    ]


def case_rows(tx: Transaction, which: Which) -> list[CaseRow]:
    """Return the cases that were accepted or decided in the period; each counts on the day of its acceptance."""
    begins, ends = _bounds(which.span)
    decided = _decisions(tx, begins, ends)
    accepted_now = (cases.c.accepted_at >= begins) & (cases.c.accepted_at < ends)
    rows = tx.execute(
        select(
            cases.c.id,
            cases.c.division,
            cases.c.department,
            cases.c.deciding,
            cases.c.item,
            cases.c.item_version,
            cases.c.accepted_at,
            cases.c.handling,
            cases.c.snapshot,
            select(func.count()).where(sessions.c.case_id == cases.c.id).scalar_subquery().label("visits"),
        ).where(
            cases.c.accepted_at.is_not(None),
            or_(accepted_now, cases.c.id.in_(decided)) if decided else accepted_now,
            _inside(cases.c.division, cases.c.department, cases.c.item, which),
        )
    ).all()
    items = _items(tx, {(row.item, row.item_version) for row in rows})
    return [
        CaseRow(
            at=Belongs(row.division, row.department, row.item, local_day(row.accepted_at)),
            visits=row.visits,
            materials=items[row.item, row.item_version].materials,
            reused=len(_snapshots.decode(row.snapshot).reused) if row.snapshot else 0,
            legal_days=row.handling.legal_days if row.handling else items[row.item, row.item_version].legal_days,
            committed_days=(row.handling or items[row.item, row.item_version]).committed_days,
            actual_days=_worked(tx, row.deciding or row.division, row.accepted_at, decided.get(row.id)),
        )
        for row in rows
    ]


def rating_rows(tx: Transaction, which: Which) -> list[RatingRow]:
    """Return the ratings of the period; whose they are does not come along."""
    begins, ends = _bounds(which.span)
    table = rating_table
    rows = tx.execute(
        select(table.c.division, table.c.department, table.c.item, table.c.at, table.c.score).where(
            table.c.at >= begins, table.c.at < ends, _inside(table.c.division, table.c.department, table.c.item, which)
        )
    )
    return [RatingRow(Belongs(row.division, row.department, row.item, local_day(row.at)), row.score) for row in rows]


def item_names(tx: Transaction, which: Which) -> Mapping[str, Text]:
    """Return what the items and departments of the period's tickets are called."""
    begins, ends = _bounds(which.span)
    rows = tx.execute(
        select(tickets.c.item, tickets.c.item_name, tickets.c.department, tickets.c.department_name)
        .distinct()
        .where(tickets.c.taken_at >= begins - timedelta(days=1), tickets.c.taken_at < ends)
    )
    names: dict[str, Text] = {}
    for row in rows:
        names[row.item] = row.item_name
        names[row.department] = row.department_name
    return names


def get_baselines(tx: Transaction, division: str) -> tuple[Baseline, ...]:
    """Return a region's baselines; what one city reported until it has its own."""
    columns = [baselines.c[field] for field in Baseline.__struct_fields__]
    rows = tx.execute(select(*columns).where(baselines.c.division == division).order_by(baselines.c.name)).all()
    return tuple(msgspec.convert(row._mapping, Baseline) for row in rows) if rows else FIRST


def set_baselines(tx: Transaction, division: str, found: tuple[Baseline, ...], now: datetime) -> None:
    """Store a region's baselines in the place of those before."""
    tx.execute(delete(baselines).where(baselines.c.division == division))
    if found:
        values = [{**msgspec.structs.asdict(each), "division": division, "updated_at": now} for each in found]
        tx.execute(insert(baselines), values)


def _bounds(span: Span) -> tuple[datetime, datetime]:
    begins = datetime.combine(span.first, time(), CHINA)
    return begins, datetime.combine(span.last, time(), CHINA) + timedelta(days=1)


def _inside(
    division: ColumnElement[str], department: ColumnElement[str], item: ColumnElement[str], which: Which
) -> ColumnElement[bool]:
    inside = division.startswith(prefix(which.division), autoescape=True)
    if which.departments:
        inside &= department.in_(which.departments)
    return inside & (item == which.item) if which.item else inside


def _decisions(tx: Transaction, begins: datetime, ends: datetime) -> dict[str, datetime]:
    rows = tx.execute(
        select(audit.c.subject, audit.c.at).where(
            audit.c.at >= begins, audit.c.at < ends, audit.c.action == "case-decided"
        )
    )
    return {row.subject: row.at for row in rows}


def _worked(tx: Transaction, division: str, accepted_at: datetime, decided_at: datetime | None) -> int | None:
    if decided_at is None:
        return None
    return calendars.get(tx, division).between(local_day(accepted_at), local_day(decided_at))


def _items(tx: Transaction, wanted: set[tuple[str, int]]) -> dict[tuple[str, int], _Item]:
    found: dict[tuple[str, int], _Item] = {}
    for item, version in wanted:
        content = catalogue.get_version(tx, ItemId(item), version)
        found[item, version] = (
            _Item(0, 0, 0, 0)
            if content is None
            else _Item(content.target_minutes, len(content.materials), content.legal_days, content.committed_days)
        )
    return found
