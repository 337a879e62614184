"""Working-day calendars of divisions: the country's, and what a division adds to it."""

from datetime import date
from functools import cache
from pathlib import Path

import msgspec
import yaml
from sqlalchemy import delete, insert, select

from agent_console.core.clock import Calendar
from agent_console.store.case_tables import calendar_days
from signaling.core.routing import covering
from signaling.ports import Transaction

COUNTRY = "000000"
FILE = Path(__file__).parent.parent / "calendars" / "china.yaml"


class _Year(msgspec.Struct, frozen=True, rename="kebab"):
    holidays: tuple[date, ...]
    made_up: tuple[date, ...]


@cache
def national() -> Calendar:
    """Return the country's calendar, from the file that ships with the product."""
    years = msgspec.convert(yaml.safe_load(FILE.read_text("utf-8")), dict[str, _Year])
    return Calendar(
        frozenset(day for year in years.values() for day in year.holidays),
        frozenset(day for year in years.values() for day in year.made_up),
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
    return Calendar((base.holidays - worked) | off, (base.made_up - off) | worked)


def set_day(tx: Transaction, division: str, day: date, *, worked: bool, name: str) -> None:
    """Say that a division works, or does not work, on one day."""
    mine = (calendar_days.c.division == division) & (calendar_days.c.day == day)
    tx.execute(delete(calendar_days).where(mine))
    tx.execute(insert(calendar_days).values(division=division, day=day, worked=worked, name=name))
