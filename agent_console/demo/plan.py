"""What happened at the demonstration's hall in the weeks before its first start: a plan without any chance in it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum

import msgspec

from agent_console.core.catalogue import Item
from agent_console.core.clock import CHINA, Calendar
from signaling.protocol.names import ItemId

WEEKS = 4
OPENS = time(9, 2)
GAP = timedelta(minutes=50)
BACK = time(16, 20)
RESIDENTS = 120
# How those who rate do it.
SCORES = (1, 1, 1, 2, 1, 2, 1, 3, 1, 1, 2, 1, 1, 2, 1, 2, 1, 1, 2, 1, 4, 1, 2, 1, 1, 3, 1, 2, 1, 1, 2, 5)


class Ending(StrEnum):
    """How a visit ends."""

    ACCEPTED = "accepted"
    CONSULTED = "consulted"
    CORRECTED = "corrected"  # Papers were missing: accepted on a second visit.


class Lane(msgspec.Struct, frozen=True):
    """One official with the items that they are called for, and how many residents they serve in a day."""

    official: str
    items: tuple[Item, ...]
    a_day: int


class Visit(msgspec.Struct, frozen=True):
    """One resident's visit, and what becomes of the case."""

    number: int
    official: str
    item: Item
    resident: int
    taken_at: datetime
    called_at: datetime
    ends_at: datetime
    ending: Ending
    decided_at: datetime | None  # None: left lying, until the clock urges.
    refused: bool
    score: int | None
    back_at: datetime | None  # Of the second visit.

    @property
    def id(self) -> ItemId:
        return self.item.id


def plan(lanes: Sequence[Lane], today: date, calendar: Calendar, weeks: int = WEEKS) -> tuple[Visit, ...]:
    """Return the visits of the weeks before a day, in the order of their arrival."""
    first = today - timedelta(weeks=weeks)
    days = [first + timedelta(days=n) for n in range(7 * weeks)]
    made = [
        visit
        for at, day in enumerate(each for each in days if calendar.is_worked(each))
        for place, lane in enumerate(lanes)
        for visit in _of_day(lane, place, at, day, calendar)
    ]
    return tuple(sorted(made, key=lambda visit: visit.taken_at))


def _of_day(lane: Lane, place: int, at: int, day: date, calendar: Calendar) -> Iterator[Visit]:
    starts = datetime.combine(day, OPENS, CHINA) + timedelta(minutes=11 * place)
    for turn in range(lane.a_day - (at % 3)):
        number = (at * 40 + place * 20 + turn) * 7 + 3
        item = lane.items[(at * 5 + turn * 3 + place) % len(lane.items)]
        called = starts + turn * GAP + timedelta(seconds=number % 240)
        # From well within the target to a little above it, and never into the next number.
        lasts = min(item.target_minutes * (45 + number * 11 % 70) / 100, 21.0)
        ends = called + timedelta(minutes=max(lasts, 2.5))
        ending = Ending.CONSULTED if number % 17 == 0 else Ending.ACCEPTED
        if turn == 2 and at % 2 == 0:  # At most one a day and official, who has time for one more in the afternoon.
            ending = Ending.CORRECTED
        corrected = ending is Ending.CORRECTED
        back = datetime.combine(calendar.after(day, 2), BACK, CHINA) if corrected else None
        accepted = day if back is None else back.date()
        yield Visit(
            number=number,
            official=lane.official,
            item=item,
            resident=number * 5 % RESIDENTS,
            taken_at=called - timedelta(seconds=60 + number * 37 % 540),
            called_at=called,
            ends_at=ends,
            ending=ending,
            decided_at=None if number % 41 == 0 else _decided(number, item, accepted, back or ends, calendar),
            refused=number % 29 == 0,
            score=SCORES[number % len(SCORES)] if number % 5 != 0 else None,
            back_at=back,
        )


def _decided(number: int, item: Item, accepted: date, ends: datetime, calendar: Calendar) -> datetime:
    """Most within a third of what is committed, one in nineteen a day late."""
    days = item.committed_days + 1 if number % 19 == 0 else number % (max(1, item.committed_days // 3) + 1)
    day = calendar.after(accepted, days)
    return datetime.combine(day, ends.timetz()) + timedelta(hours=2)
