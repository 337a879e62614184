"""Bodies about the country's working days."""

from typing import Annotated

import msgspec

from agent_console.api.schemas import Body

Day = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


class CalendarYear(Body, frozen=True):
    """The working days of one year, as all clocks count them."""

    year: int
    days_off: tuple[Day, ...]  # Weekdays that are not worked.
    made_up: tuple[Day, ...]  # Weekend days that are.
    noticed: bool  # By the State Council's notice; else the statutory days alone.
    lacking: bool  # The notice should be known by now: cases that run into the year get wrong dates.


class LayCalendar(Body, frozen=True):
    """The notice of a year, whole."""

    days_off: Annotated[tuple[Day, ...], msgspec.Meta(max_length=366)]
    made_up: Annotated[tuple[Day, ...], msgspec.Meta(max_length=366)] = ()
