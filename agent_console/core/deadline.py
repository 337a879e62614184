"""Working days: when a committed period ends."""

from datetime import date, datetime, timedelta, timezone

# The whole country keeps one time; a fixed offset needs no time zone database.
CHINA = timezone(timedelta(hours=8), "CST")


def due_on(accepted_at: datetime, working_days: int) -> date:
    """Return the last day of a period that begins on the working day after acceptance (Monday to Friday)."""
    day = accepted_at.astimezone(CHINA).date()
    left = working_days
    while left > 0:
        day += timedelta(days=1)
        if day.weekday() < 5:
            left -= 1
    return day


def case_day(at: datetime) -> str:
    """Return the day that stands in a case number, e.g. "20260105"."""
    return at.astimezone(CHINA).strftime("%Y%m%d")
