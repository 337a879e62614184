from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.core.case import Excluded
from agent_console.core.clock import Calendar, Period, case_day, local_day, period

# New Year of 2026 as the State Council ordered it: the first Sunday is worked for the first Friday.
CALENDAR = Calendar(frozenset({date(2026, 1, 1), date(2026, 1, 2)}), frozenset({date(2026, 1, 4)}))
MONDAY = datetime(2026, 1, 5, 2, tzinfo=UTC)
DAYS = st.dates(date(2025, 12, 1), date(2026, 2, 1))


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("accepted", "days", "due"),
    [
        (MONDAY, 1, date(2026, 1, 6)),
        (at(date(2026, 1, 9)), 1, date(2026, 1, 12)),  # A Friday.
        (at(date(2026, 1, 10)), 1, date(2026, 1, 12)),  # A Saturday's acceptance begins on Monday.
        (MONDAY, 15, date(2026, 1, 26)),
        (MONDAY, 0, date(2026, 1, 5)),
        (at(date(2025, 12, 31)), 1, date(2026, 1, 4)),  # Over a holiday, to the Sunday that is worked for it.
    ],
)
def test_a_period_counts_working_days_after_the_acceptance(accepted: datetime, days: int, due: date) -> None:
    assert period(accepted, days, CALENDAR).due_on == due


def test_warnings_come_at_half_at_four_fifths_and_on_the_last_day() -> None:
    runs = period(MONDAY, 10, CALENDAR)
    assert runs == Period(due_on=date(2026, 1, 19), half_on=date(2026, 1, 12), most_on=date(2026, 1, 15))
    days = [date(2026, 1, day) for day in (11, 12, 14, 15, 18, 19, 30)]
    assert [runs.warning(day) for day in days] == [0, 50, 50, 80, 80, 100, 100]


def test_an_extension_lengthens_the_period_and_excluded_time_stops_it() -> None:
    assert period(MONDAY, 3, CALENDAR, extended_days=2).due_on == date(2026, 1, 12)
    hearing = Excluded("hearing", at(date(2026, 1, 6)), at(date(2026, 1, 8)))
    assert period(MONDAY, 3, CALENDAR, (hearing,)).due_on == date(2026, 1, 12)
    still = Excluded("hearing", at(date(2026, 1, 6)))
    assert period(MONDAY, 3, CALENDAR, (still,)).due_on == date(2026, 1, 8)


@given(DAYS, st.integers(0, 20))
def test_going_forth_and_counting_back_agree(day: date, working_days: int) -> None:
    end = CALENDAR.after(day, working_days)
    assert CALENDAR.between(day, end) == working_days
    assert working_days == 0 or CALENDAR.is_worked(end)


@given(DAYS, st.integers(1, 20), DAYS, st.integers(0, 10))
def test_excluded_time_never_shortens_a_period(accepted: date, days: int, since: date, length: int) -> None:
    pause = Excluded("testing", at(since), at(since + timedelta(days=length)))
    assert period(at(accepted), days, CALENDAR, (pause,)).due_on >= period(at(accepted), days, CALENDAR).due_on


def test_the_day_of_a_case_is_the_halls_own() -> None:
    assert case_day(datetime(2026, 1, 5, 16, 30, tzinfo=UTC)) == "20260106"
    assert local_day(datetime(2026, 1, 5, 16, 30, tzinfo=UTC)) == date(2026, 1, 6)
