from datetime import UTC, date, datetime

import pytest

from agent_console.core.deadline import case_day, due_on


@pytest.mark.parametrize(
    ("accepted", "days", "due"),
    [
        (datetime(2026, 1, 5, 2, tzinfo=UTC), 1, date(2026, 1, 6)),  # A Monday.
        (datetime(2026, 1, 9, 2, tzinfo=UTC), 1, date(2026, 1, 12)),  # A Friday.
        (datetime(2026, 1, 10, 2, tzinfo=UTC), 1, date(2026, 1, 12)),  # A Saturday's acceptance begins on Monday.
        (datetime(2026, 1, 5, 2, tzinfo=UTC), 15, date(2026, 1, 26)),
        (datetime(2026, 1, 5, 2, tzinfo=UTC), 0, date(2026, 1, 5)),
    ],
)
def test_a_period_counts_working_days_after_the_acceptance(accepted: datetime, days: int, due: date) -> None:
    assert due_on(accepted, days) == due


def test_the_day_of_a_case_is_the_halls_own() -> None:
    assert case_day(datetime(2026, 1, 5, 16, 30, tzinfo=UTC)) == "20260106"
