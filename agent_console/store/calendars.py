"""
Working-day calendars of divisions: the country's, and what a division adds to it.

The country's days come from the library `holidays`, which follows the State Council's yearly notices
(国务院办公厅关于部分节假日安排的通知), days made up included. A year whose notice it does not have yet has its
statutory days alone; an operator lays the notice down as the country's own days.
"""

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache

import msgspec
from holidays import country_holidays
from holidays.countries.china import ChinaStaticHolidays
from sqlalchemy import ColumnElement, delete, extract, insert, select

from agent_console.core.clock import Calendar
from agent_console.store.case_tables import calendar_days
from signaling.core.routing import covering
from signaling.ports import Transaction

COUNTRY = "000000"
FIRST_YEAR, LAST_YEAR = 2020, 2050
_NOTICE_MONTH = 11  # The next year's notice comes out in November.


class YearDays(msgspec.Struct, frozen=True):
    """What a calendar says of one year: weekdays that are not worked, and weekend days that are."""

    year: int
    days_off: tuple[date, ...]
    made_up: tuple[date, ...]
    noticed: bool  # The year's notice is known; else these are the statutory days alone.


@cache
def national() -> Calendar:
    """Return the country's calendar, as far as the library knows it."""
    known = country_holidays("CN", years=range(FIRST_YEAR, LAST_YEAR + 1))
    return Calendar(
        frozenset(day for day in known if day.weekday() < 5),
        frozenset(day for day in known.weekend_workdays if day.year >= FIRST_YEAR),
    )


def get(tx: Transaction, division: str) -> Calendar:
    """Return the calendar that a division's clocks run on."""
    places = sorted({COUNTRY, *covering(division)})
    rows = tx.execute(
        select(calendar_days.c.day, calendar_days.c.worked)
        .where(calendar_days.c.division.in_(places))
        # The narrowest division has the last word; its code is the greatest of those that contain one another.
        .order_by(calendar_days.c.division)
    )
    own = {row.day: row.worked for row in rows}
    if not own:
        return national()
    worked, off = {day for day, yes in own.items() if yes}, {day for day, yes in own.items() if not yes}
    base = national()
    return Calendar((base.holidays - worked) | off, (base.made_up - off) | {day for day in worked if day.weekday() > 4})


def set_day(tx: Transaction, division: str, day: date, *, worked: bool, name: str) -> None:
    """Say that a division works, or does not work, on one day."""
    mine = (calendar_days.c.division == division) & (calendar_days.c.day == day)
    tx.execute(delete(calendar_days).where(mine))
    tx.execute(insert(calendar_days).values(division=division, day=day, worked=worked, name=name))


def year_days(tx: Transaction, year: int) -> YearDays:
    """Return the country's days of a year."""
    calendar = get(tx, COUNTRY)
    return YearDays(
        year,
        tuple(sorted(day for day in calendar.holidays if day.year == year and day.weekday() < 5)),
        tuple(sorted(day for day in calendar.made_up if day.year == year)),
        year in noticed_years(tx, (year,)),
    )


def set_year(tx: Transaction, year: int, days_off: Iterable[date], made_up: Iterable[date], name: str) -> None:
    """Lay down the notice of a year: the country rests and works on exactly these days beside its weekends."""
    tx.execute(delete(calendar_days).where(_of_country(year)))
    off, worked = set(days_off), set(made_up)
    statutory = {day for day in national().holidays if day.year == year}
    # A weekend day off says nothing new, but says that the notice was laid down.
    said = dict.fromkeys(off, False) | dict.fromkeys(statutory - off | worked, True)
    tx.execute(
        insert(calendar_days),
        [{"division": COUNTRY, "day": day, "worked": yes, "name": name} for day, yes in sorted(said.items())],
    )


def noticed_years(tx: Transaction, years: Collection[int]) -> set[int]:
    """Return those years whose notice is known: to the library, or because an operator laid it down."""
    own = {year for year in years if tx.execute(select(calendar_days.c.day).where(_of_country(year)).limit(1)).first()}
    return own | {year for year in years if year in ChinaStaticHolidays.special_public_holidays}


def lacking_years(tx: Transaction, today: date) -> list[int]:
    """Return the years whose notice should be known on a day and is not: this year, and from November the next."""
    needed = [today.year, today.year + 1] if today.month >= _NOTICE_MONTH else [today.year]
    known = noticed_years(tx, needed)
    return [year for year in needed if year not in known]


def _of_country(year: int) -> ColumnElement[bool]:
    return (calendar_days.c.division == COUNTRY) & (extract("year", calendar_days.c.day) == year)
