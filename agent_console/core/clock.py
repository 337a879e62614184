"""
The clock of a case: it starts at acceptance and runs on the deciding division's working days.

An extension lengthens the period; excluded time (a hearing, an inspection, a test) stops the clock. Both are acts, and
when the period ends is computed from them.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone

import msgspec

from agent_console.core.case import Excluded

# The whole country keeps one time; a fixed offset needs no time zone database.
CHINA = timezone(timedelta(hours=8), "CST")
CORRECTION_DAYS = 5  # Administrative Licensing Law, article 32 (4): within five days, once, everything.


class Calendar(msgspec.Struct, frozen=True):
    """Which days are worked: Monday to Friday, less the holidays, and the make-up days beside them."""

    holidays: frozenset[date] = frozenset()
    made_up: frozenset[date] = frozenset()

    def is_worked(self, day: date) -> bool:
        """Tell whether a day counts. A hall that opens on Saturdays makes no working day."""
        return day in self.made_up or (day.weekday() < 5 and day not in self.holidays)

    def after(self, day: date, working_days: int) -> date:
        """Return the day that lies so many working days after another."""
        left = working_days
        while left > 0:
            day += timedelta(days=1)
            left -= self.is_worked(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Return how many working days lie after `start`, up to and with `end`."""
        days = (end - start).days
        return sum(self.is_worked(start + timedelta(days=offset)) for offset in range(1, days + 1))


class Period(msgspec.Struct, frozen=True):
    """When a period ends, and when 50 and 80 percent of it have passed."""

    due_on: date
    half_on: date
    most_on: date

    def warning(self, today: date) -> int:
        """Return the step reached: 0, 50, 80, or 100 on the last day and after it."""
        for percent, day in ((100, self.due_on), (80, self.most_on), (50, self.half_on)):
            if today >= day:
                return percent
        return 0


def local_day(at: datetime) -> date:
    """Return the day that it is in the halls at this time."""
    return at.astimezone(CHINA).date()


def case_day(at: datetime) -> str:
    """Return the day that stands in a case number, e.g. "20260105"."""
    return local_day(at).strftime("%Y%m%d")


def period(
    accepted_at: datetime, days: int, calendar: Calendar, excluded: Sequence[Excluded] = (), extended_days: int = 0
) -> Period:
    """
    Return when a period of so many working days ends: it begins on the working day after acceptance.

    A day on which the clock was stopped is the last one that counts before the pause; the day on which it went on
    again does not count. A pause that is still open counts as none: the end moves when it is over.
    """
    pauses = [(local_day(pause.since), local_day(pause.until)) for pause in excluded if pause.until is not None]
    total = days + extended_days
    half, most = -(-total // 2), -(-total * 4 // 5)
    start = local_day(accepted_at)
    day, counted, half_on, most_on = start, 0, start, start
    while counted < total:
        day += timedelta(days=1)
        if not calendar.is_worked(day) or any(since < day <= until for since, until in pauses):
            continue
        counted += 1
        half_on = day if counted == half else half_on
        most_on = day if counted == most else most_on
    return Period(day, half_on, most_on)
