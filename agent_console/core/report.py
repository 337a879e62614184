"""The figures that a chief asks for, as pure functions over rows of sessions, cases and ratings."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from statistics import fmean
from typing import TypeVar

import msgspec

from signaling.core.refusal import Refused
from signaling.protocol.codes import Code
from signaling.protocol.views import Text

LONGEST_DAYS = 400


class By(StrEnum):
    """What the lines of a report are."""

    DIVISION = "division"
    DEPARTMENT = "department"
    ITEM = "item"
    DAY = "day"


class Span(msgspec.Struct, frozen=True):
    """A period, both days included."""

    first: date
    last: date


class Belongs(msgspec.Struct, frozen=True):
    """Where a row is counted."""

    division: str
    department: str
    item: str
    day: date


class SessionRow(msgspec.Struct, frozen=True):
    """One ended session."""

    at: Belongs
    case: str
    served: bool
    waited_seconds: float
    seconds: float
    target_minutes: int
    window: str
    official: str
    taken_at: datetime


class CaseRow(msgspec.Struct, frozen=True):
    """One case that was accepted or decided in the period."""

    at: Belongs
    visits: int
    materials: int  # On its checklist.
    reused: int
    legal_days: int
    committed_days: int
    actual_days: int | None  # Working days from acceptance to decision; None while undecided.


class RatingRow(msgspec.Struct, frozen=True):
    at: Belongs
    score: int


class Line(msgspec.Struct, frozen=True):
    """Figures of one division, department, item or day, or of all. None where there is nothing to take a mean of."""

    key: str
    name: Text | None
    sessions: int
    served: int
    minutes: float | None  # Mean of a session that ended with an acceptance.
    target_minutes: float | None
    within_target: float | None  # Share of those.
    waited_minutes: float | None
    cases: int
    first_visit: float | None  # Share of cases that took one visit.
    materials: int
    reused: int
    decided: int
    legal_days: float | None
    committed_days: float | None
    actual_days: float | None
    saved: float | None  # 1 - actual / legal, of the decided.
    in_time: float | None  # Share of the decided within the committed period.
    ratings: int
    satisfied: float | None  # Share of ratings 1 to 3.


Row = TypeVar("Row", SessionRow, CaseRow, RatingRow)


def span(first: str, last: str, today: date) -> Span:
    """
    Return a period from two ISO dates; without them, the last thirty days.

    Raises:
        Refused: period-invalid.
    """
    try:
        end = date.fromisoformat(last) if last else today
        start = date.fromisoformat(first) if first else date.fromordinal(max(1, end.toordinal() - 29))
    except ValueError as error:
        raise Refused(Code.PERIOD_INVALID) from error
    if start > end or (end - start).days > LONGEST_DAYS:
        raise Refused(Code.PERIOD_INVALID)
    return Span(start, end)


def key_of(belongs: Belongs, by: By) -> str:
    """Return the line in which a row is counted."""
    match by:
        case By.DIVISION:
            return belongs.division
        case By.DEPARTMENT:
            return belongs.department
        case By.ITEM:
            return belongs.item
        case By.DAY:
            return belongs.day.isoformat()


def lines(
    by: By, sessions: Sequence[SessionRow], cases: Sequence[CaseRow], ratings: Sequence[RatingRow]
) -> tuple[Line, ...]:
    """Return one line per division, department, item or day, in the order of their keys."""
    grouped = (_grouped(sessions, by), _grouped(cases, by), _grouped(ratings, by))
    keys = sorted(set().union(*grouped))
    return tuple(line(key, grouped[0][key], grouped[1][key], grouped[2][key]) for key in keys)


def line(key: str, sessions: Sequence[SessionRow], cases: Sequence[CaseRow], ratings: Sequence[RatingRow]) -> Line:
    """Return the figures of some rows together."""
    served = [row for row in sessions if row.served]
    decided = [row for row in cases if row.actual_days is not None]
    legal = _mean(row.legal_days for row in decided)
    actual = _mean(row.actual_days for row in decided if row.actual_days is not None)
    return Line(
        key=key,
        name=None,
        sessions=len(sessions),
        served=len(served),
        minutes=_mean(row.seconds / 60 for row in served),
        target_minutes=_mean(row.target_minutes for row in served),
        within_target=_share(served, lambda row: row.seconds <= row.target_minutes * 60),
        waited_minutes=_mean(row.waited_seconds / 60 for row in sessions),
        cases=len(cases),
        first_visit=_share(cases, lambda row: row.visits <= 1),
        materials=sum(row.materials for row in cases),
        reused=sum(row.reused for row in cases),
        decided=len(decided),
        legal_days=legal,
        committed_days=_mean(row.committed_days for row in decided),
        actual_days=actual,
        saved=time_saved(legal, actual),
        in_time=_share(decided, lambda row: row.actual_days is not None and row.actual_days <= row.committed_days),
        ratings=len(ratings),
        satisfied=_share(ratings, lambda row: row.score <= 3),
    )


def time_saved(legal: float | None, actual: float | None) -> float | None:
    """Return 1 - actual / legal: the share of the legal period that was not needed."""
    return None if not legal or actual is None else 1 - actual / legal


def _grouped(rows: Sequence[Row], by: By) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[key_of(row.at, by)].append(row)
    return found


def _mean(values: Iterable[float]) -> float | None:
    listed = list(values)
    return fmean(listed) if listed else None


def _share(rows: Sequence[Row], holds: Callable[[Row], bool]) -> float | None:
    return sum(map(holds, rows)) / len(rows) if rows else None
