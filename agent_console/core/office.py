"""
Offices: halls, agency windows in townships and villages, and departments of a division.

A hall (政务服务大厅) belongs to a division and is none: two development zones have halls and no code of their own. A
department is one division's: the same department code stands once at each level that has it, and who is in charge of
a county is its own department, or else the next one above.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated

import msgspec

from agent_console.core.division import lineage
from signaling.protocol.views import Text

EARTH_KM = 6371.0088  # Mean radius (IUGG).
Clock = Annotated[str, msgspec.Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Day = Annotated[int, msgspec.Meta(ge=1, le=7)]


class OfficeKind(StrEnum):
    """What an office is."""

    HALL = "hall"
    AGENCY = "agency"  # A window in a township's or a village's service centre, with or without a clerk.
    DEPARTMENT = "department"


class Span(msgspec.Struct, frozen=True):
    """From when to when an office is open on a weekday, by the clocks of its place; days by ISO 8601, 1 is Monday."""

    days: tuple[Day, ...]
    opens: Clock
    closes: Clock


class Hours(msgspec.Struct, frozen=True):
    """Opening hours: a week, and the days that are otherwise. A noon break is two spans on one day."""

    week: tuple[Span, ...] = ()
    closed: frozenset[date] = frozenset()
    made_up: Mapping[date, Day] = {}  # Days that count as another weekday: 调休.

    def on(self, day: date) -> tuple[tuple[time, time], ...]:
        """Return from when to when it is open on a day, earliest first."""
        if day in self.closed:
            return ()
        weekday = self.made_up.get(day, day.isoweekday())
        spans = ((time.fromisoformat(span.opens), time.fromisoformat(span.closes), span.days) for span in self.week)
        return tuple(sorted((opens, closes) for opens, closes, days in spans if weekday in days))

    def open_at(self, moment: datetime) -> bool:
        """Tell whether it is open at a moment, given by the clocks of its place."""
        now = moment.time().replace(tzinfo=None)
        return any(opens <= now < closes for opens, closes in self.on(moment.date()))

    def opens_next(self, moment: datetime) -> datetime | None:
        """Return when it opens next within four weeks, by the same clocks; None if it does not."""
        for ahead in range(28):
            day = moment.date() + timedelta(days=ahead)
            for opens, _ in self.on(day):
                start = datetime.combine(day, opens, moment.tzinfo)
                if start > moment:
                    return start
        return None


class Office(msgspec.Struct, frozen=True, rename="camel"):
    """One office."""

    id: str
    kind: OfficeKind
    name: Text
    division: str  # Canonical code; where it stands, or whose department it is.
    address: Text
    latitude: float | None = None  # Degrees, WGS 84.
    longitude: float | None = None
    phone: str = ""
    hours: Hours = Hours()
    department: str = ""  # Code of the catalogue; of a department only.


# Halls do not close at noon and open on Saturdays; a department's own counter does neither.
HALL_HOURS = Hours((Span((1, 2, 3, 4, 5), "08:30", "17:30"), Span((6,), "09:00", "17:00")))
OFFICE_HOURS = Hours((Span((1, 2, 3, 4, 5), "08:30", "12:00"), Span((1, 2, 3, 4, 5), "14:30", "17:30")))


def distance_km(office: Office, latitude: float, longitude: float) -> float | None:
    """Return the great-circle distance of an office from a position, in kilometres; None where nobody knows it."""
    if office.latitude is None or office.longitude is None:
        return None
    here, there = math.radians(latitude), math.radians(office.latitude)
    across = math.radians(office.longitude - longitude)
    chord = math.sin((there - here) / 2) ** 2 + math.cos(here) * math.cos(there) * math.sin(across / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, chord)))


def nearest(offices: Iterable[Office], latitude: float, longitude: float) -> list[tuple[Office, float | None]]:
    """Return offices with their distances, the nearest first; those whose place nobody knows come last."""
    measured = [(office, distance_km(office, latitude, longitude)) for office in offices]
    return sorted(measured, key=lambda pair: (pair[1] is None, pair[1] or 0.0, pair[0].id))


def in_charge(departments: Sequence[Office], department: str, division: str) -> Office | None:
    """Return the office of a department for a division: its own, or else that of the next division above it."""
    own = {office.division: office for office in departments if office.department == department}
    return next((own[code] for code in reversed(lineage(division)) if code in own), None)
