"""The country's working days as an operator keeps them: laying down a notice, and telling when one is missing."""

import asyncio
from collections.abc import Collection
from datetime import date, datetime
from functools import partial

from agent_console.console import Console
from agent_console.core.clock import local_day
from agent_console.store import calendars
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.log import get
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.store import ledger

LOOK_AGAIN_SECONDS = 24 * 3600.0
_SATURDAY = 5

log = get("calendars")


def lay_year(
    tx: Transaction, actor: Actor, year: int, days_off: Collection[date], made_up: Collection[date], now: datetime
) -> None:
    """
    Lay down the State Council's notice of a year in place of what is known of it. Idempotent.

    Args:
        days_off: Every day of the holidays, weekends among them or not.
        made_up: Weekend days that are worked.

    Raises:
        Refused: calendar-invalid, with the first day that is of another year, stands twice, or is made up and no
            weekend day; also where no day off is named at all.
    """
    for day in (*days_off, *made_up):
        if day.year != year or (day in days_off and day in made_up):
            raise Refused(Code.CALENDAR_INVALID, day=day.isoformat())
    for day in made_up:
        if day.weekday() < _SATURDAY:
            raise Refused(Code.CALENDAR_INVALID, day=day.isoformat())
    if not any(day.weekday() < _SATURDAY for day in days_off):
        raise Refused(Code.CALENDAR_INVALID, day=str(year))
    calendars.set_year(tx, year, days_off, made_up, f"notice of {year}")
    told: dict[str, str | int | float | bool | None] = {"daysOff": len(days_off), "madeUp": len(made_up)}
    ledger.record(tx, (), ledger.Entry(actor.id, actor.role, "calendar-laid-down", str(year), now, told))


async def keep_watch(console: Console) -> None:
    """Warn at the start and once a day, until cancelled."""
    while True:
        await warn(console)
        await asyncio.sleep(LOOK_AGAIN_SECONDS)


async def warn(console: Console) -> None:
    """Name in the log each year that should have its notice and does not."""
    today = local_day(console.clock.now())
    for year in await console.store.read(partial(calendars.lacking_years, today=today)):
        log.warning("calendar_missing", year=year, page="/operator")
