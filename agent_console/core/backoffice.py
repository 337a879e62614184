"""The back-office list: what it can be asked for, and how a case stands against its period in words."""

from datetime import date
from enum import StrEnum

import msgspec

from signaling.protocol.case_views import CaseState

PAGE_SIZE = 50
MOST_BULK = 100


class Standing(StrEnum):
    """How far the period of a case has gone; a page shows the word with its colour."""

    NONE = "none"  # No clock runs: not accepted yet, or over.
    ON_TIME = "on-time"
    HALF = "half"
    SOON = "soon"  # 80 percent have passed.
    DUE = "due"  # Today is the last day.
    OVERDUE = "overdue"


class Filter(msgspec.Struct, frozen=True):
    """What to list. Empty fields choose everything."""

    state: CaseState | None = None
    department: str = ""
    standing: Standing | None = None
    search: str = ""  # Of a case number, its beginning or its end.
    mine: bool = False
    closed: bool = False  # Also those that are over.
    page: int = 1


_WORDS: dict[int, Standing] = {0: Standing.ON_TIME, 50: Standing.HALF, 80: Standing.SOON, 100: Standing.DUE}
_CLOCKED = (CaseState.ACCEPTED, CaseState.REVIEWED)


def standing(state: CaseState, due_on: date | None, warning: int, today: date) -> Standing:
    """Return how a case stands. `warning` is its step: 0, 50, 80 or 100 percent."""
    if due_on is None or state not in _CLOCKED:
        return Standing.NONE
    if today > due_on:
        return Standing.OVERDUE
    return Standing.DUE if today == due_on else _WORDS[min(warning, 80)]
