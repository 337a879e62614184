from datetime import UTC, date, datetime

import pytest

from agent_console.core.report import Belongs, By, CaseRow, RatingRow, SessionRow, Span, line, lines, span, time_saved
from signaling.core.refusal import Refused

MONDAY, TUESDAY = date(2026, 1, 5), date(2026, 1, 6)
NOON = datetime(2026, 1, 5, 4, 0, tzinfo=UTC)
HERE, THERE = Belongs("441302", "market", "a", MONDAY), Belongs("441303", "market", "b", TUESDAY)


def session(at: Belongs, *, served: bool = True, seconds: float = 600, waited: float = 120) -> SessionRow:
    return SessionRow(at, "c", served, waited, seconds, 15, "w1", "chen", NOON)


def case(at: Belongs, *, visits: int = 1, actual: int | None = 2) -> CaseRow:
    return CaseRow(at, visits, materials=4, reused=1, legal_days=20, committed_days=3, actual_days=actual)


def test_one_line_tells_what_a_chief_asks_for() -> None:
    sessions = [session(HERE), session(HERE, seconds=1200), session(HERE, served=False, seconds=60)]
    cases = [case(HERE), case(HERE, visits=2, actual=5), case(HERE, actual=None)]
    found = line("all", sessions, cases, [RatingRow(HERE, 1), RatingRow(HERE, 4)])
    assert (found.sessions, found.served, found.minutes, found.within_target) == (3, 2, 15.0, 0.5)
    assert (found.waited_minutes, found.first_visit, found.reused, found.materials) == (2.0, 2 / 3, 3, 12)
    assert (found.decided, found.legal_days, found.committed_days, found.actual_days) == (2, 20, 3, 3.5)
    assert (found.saved, found.in_time, found.ratings, found.satisfied) == (0.825, 0.5, 2, 0.5)


def test_nothing_has_no_mean() -> None:
    found = line("all", [], [], [])
    assert (found.minutes, found.first_visit, found.saved, found.satisfied) == (None, None, None, None)


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        (By.DIVISION, ["441302", "441303"]),
        (By.DEPARTMENT, ["market"]),
        (By.ITEM, ["a", "b"]),
        (By.DAY, ["2026-01-05", "2026-01-06"]),
    ],
)
def test_rows_are_counted_where_they_belong(by: By, keys: list[str]) -> None:
    found = lines(by, [session(HERE)], [case(THERE)], [RatingRow(HERE, 2)])
    assert [each.key for each in found] == keys
    assert (sum(each.sessions for each in found), sum(each.cases for each in found)) == (1, 1)


def test_time_saved_is_one_less_actual_by_legal() -> None:
    assert time_saved(20.0, 3.41) == pytest.approx(0.8295)
    assert time_saved(0.0, 1.0) is None
    assert time_saved(20.0, None) is None


def test_a_period_has_a_first_and_a_last_day() -> None:
    assert span("2026-01-01", "2026-01-31", TUESDAY) == Span(date(2026, 1, 1), date(2026, 1, 31))
    assert span("", "", TUESDAY) == Span(date(2025, 12, 8), TUESDAY)
    for first, last in (("2026-02-01", "2026-01-01"), ("soon", ""), ("2020-01-01", "2026-01-01"), ("", "2026-13-01")):
        with pytest.raises(Refused) as refused:
            span(first, last, TUESDAY)
        assert refused.value.code == "period-invalid"
