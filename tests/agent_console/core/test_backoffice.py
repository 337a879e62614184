from datetime import date, timedelta

import pytest

from agent_console.core.backoffice import Standing, standing
from signaling.protocol.case_views import CaseState

TODAY = date(2026, 1, 5)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("due_on", "warning", "word"),
    [
        (TODAY + 9 * DAY, 0, Standing.ON_TIME),
        (TODAY + 5 * DAY, 50, Standing.HALF),
        (TODAY + DAY, 80, Standing.SOON),
        (TODAY, 100, Standing.DUE),
        (TODAY - DAY, 100, Standing.OVERDUE),
        (TODAY + DAY, 100, Standing.SOON),  # Extended since it was warned.
        (None, 0, Standing.NONE),
    ],
)
def test_a_case_stands_in_words(due_on: date | None, warning: int, word: Standing) -> None:
    assert standing(CaseState.ACCEPTED, due_on, warning, TODAY) is word


def test_what_is_decided_is_not_late() -> None:
    assert standing(CaseState.DECIDED, TODAY - DAY, 100, TODAY) is Standing.NONE
