"""Making a report: rows from the store, figures from the core, names beside the keys."""

import msgspec
from sqlalchemy import select

from agent_console.api.bodies.reports import BaselineView, ReportLine, ReportView, StaffingView
from agent_console.core.baseline import Baseline, yearly_saving
from agent_console.core.report import By, Line, Span, line, lines
from agent_console.core.staffing import Aim, Staffing, staffing
from agent_console.store import reports
from agent_console.store.places_tables import divisions
from agent_console.store.reports import Which
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.core.routing import covers
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.views import Text


class Asked(msgspec.Struct, frozen=True):
    """What a reader wants to see; empty is everything of theirs."""

    span: Span
    by: By
    division: str = ""
    department: str = ""
    item: str = ""


def make(tx: Transaction, actor: Actor, asked: Asked) -> ReportView:
    """
    Return a report over what lies in the supervisor's region.

    Raises:
        Refused: not-allowed, for a division or a department that is not theirs.
    """
    which = _which(actor, asked)
    sessions, cases = reports.session_rows(tx, which), reports.case_rows(tx, which)
    ratings = reports.rating_rows(tx, which)
    total = line("", sessions, cases, ratings)
    served = [row.seconds / 60 for row in sessions if row.served] or [row.seconds / 60 for row in sessions]
    needed = staffing(
        (row.taken_at for row in sessions),
        sum(served) / len(served) if served else 0.0,
        len({row.window for row in sessions}),
        len({row.official for row in sessions}),
        Aim(),
    )
    names = {**reports.item_names(tx, which), **_division_names(tx)}
    return ReportView(
        first=asked.span.first.isoformat(),
        last=asked.span.last.isoformat(),
        by=asked.by,
        total=_line(total),
        lines=tuple(
            msgspec.structs.replace(_line(each), name=names.get(each.key))
            for each in lines(asked.by, sessions, cases, ratings)
        ),
        days=tuple(_line(each) for each in lines(By.DAY, sessions, cases, ratings)),
        staffing=msgspec.convert(needed, StaffingView, from_attributes=True),
        baselines=tuple(_baseline(each, total, needed) for each in reports.get_baselines(tx, which.division)),
    )


def _which(actor: Actor, asked: Asked) -> Which:
    if asked.division and not covers(actor.division, asked.division):
        raise Refused(Code.NOT_ALLOWED)
    if asked.department and actor.departments and asked.department not in actor.departments:
        raise Refused(Code.NOT_ALLOWED)
    departments = frozenset({asked.department}) if asked.department else actor.departments
    return Which(asked.span, asked.division or actor.division, departments, asked.item)


def _line(made: Line) -> ReportLine:
    return msgspec.convert(made, ReportLine, from_attributes=True)


def _baseline(baseline: Baseline, total: Line, needed: Staffing) -> BaselineView:
    now: dict[str, float | None] = {
        "windows": needed.windows,
        "materials": total.reused,
        "time-saved": None if total.saved is None else total.saved * 100,
        "clerks": needed.clerks_needed,
    }
    return BaselineView(
        **msgspec.structs.asdict(baseline), now=now.get(baseline.name), yearly_saving=yearly_saving(baseline)
    )


def _division_names(tx: Transaction) -> dict[str, Text]:
    return {row.code: row.name for row in tx.execute(select(divisions.c.code, divisions.c.name))}
