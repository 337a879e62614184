"""The operator's calendars: the working days of this year and the next, and laying down a notice."""

from datetime import date
from functools import partial

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.calendars import CalendarYear, LayCalendar
from agent_console.api.routing import Endpoint, acting, answer, get, post
from agent_console.console import Console
from agent_console.core.clock import local_day
from agent_console.services.calendars import lay_year
from agent_console.store import calendars
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import Role

_ROLES = (Role.OPERATOR,)


async def list_calendars(console: Console, request: Request) -> Response:
    """List the working days of this year and the next."""
    await acting(console, request, *_ROLES)
    today = local_day(console.clock.now())
    return answer(await console.store.read(partial(_years, today=today)))


async def lay_calendar(console: Console, request: Request, body: LayCalendar) -> Response:
    """Lay down the notice of a year, in place of what is known of it."""
    actor = await acting(console, request, *_ROLES)
    year, now = request.path_params["year"], console.clock.now()
    if not calendars.FIRST_YEAR <= year <= calendars.LAST_YEAR:
        raise Refused(Code.CALENDAR_INVALID, day=str(year))
    days_off, made_up = [[_day(written) for written in days] for days in (body.days_off, body.made_up)]
    await console.store.write(partial(lay_year, actor=actor, year=year, days_off=days_off, made_up=made_up, now=now))
    return answer(await console.store.read(partial(_years, today=local_day(now))))


def _years(tx: Transaction, today: date) -> list[CalendarYear]:
    lacking = calendars.lacking_years(tx, today)
    found = [calendars.year_days(tx, year) for year in (today.year, today.year + 1)]
    return [msgspec.convert({**_plain(each), "lacking": each.year in lacking}, CalendarYear) for each in found]


def _plain(each: calendars.YearDays) -> dict[str, object]:
    return {
        "year": each.year,
        "daysOff": [day.isoformat() for day in each.days_off],
        "madeUp": [day.isoformat() for day in each.made_up],
        "noticed": each.noticed,
    }


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise Refused(Code.CALENDAR_INVALID, day=written) from error


ENDPOINTS: tuple[Endpoint, ...] = (
    get("/api/calendars", list_calendars, list[CalendarYear], roles=_ROLES),
    post("/api/calendars/{year:int}", lay_calendar, LayCalendar, list[CalendarYear], roles=_ROLES),
)
