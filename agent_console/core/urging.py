"""
Urging (催办): who is told when nobody answers.

An urge is to be answered within one working day; then the department's head hears of it, and a working day later the
supervisor, as a numbered order (督办).
"""

from datetime import date, datetime
from enum import StrEnum

from agent_console.core.case import Case, Urge
from agent_console.core.clock import Calendar, local_day
from signaling.protocol.case_views import CaseState
from signaling.protocol.names import Role

ANSWER_DAYS = 1  # Working days for each level.


class Step(StrEnum):
    """What is to be done about a case now."""

    URGE = "urge"  # By the clock: its last day has passed, and nobody has urged for that reason yet.
    TELL_HEAD = "tell-head"
    ORDER = "order"


def open_urge(case: Case) -> Urge | None:
    """Return the oldest urge that nobody answered."""
    return next((urge for urge in case.urges if urge.answer is None), None)


def next_step(case: Case, due_on: date | None, calendar: Calendar, today: date) -> Step | None:
    """Return what the clock does about a case today, one step at a time; None where nothing is due."""
    waiting = open_urge(case)
    if waiting is None:
        late = due_on is not None and today > due_on and case.state in (CaseState.ACCEPTED, CaseState.REVIEWED)
        by_clock = [urge for urge in case.urges if urge.role is Role.OPERATOR]
        # Once it has answered the clock, it is urged again after the same pause that an answer may take.
        rested = not by_clock or _worked(calendar, by_clock[-1].at, today) > ANSWER_DAYS
        return Step.URGE if late and rested else None
    days = _worked(calendar, waiting.at, today)
    if waiting.escalated_to is None and days > ANSWER_DAYS:
        return Step.TELL_HEAD
    return Step.ORDER if waiting.escalated_to == "head" and days > 2 * ANSWER_DAYS else None


def resident_may_urge(case: Case, calendar: Calendar, today: date) -> bool:
    """Tell whether the resident has not urged since the last working day began."""
    mine = [urge for urge in case.urges if urge.role is Role.WINDOW]
    return not mine or _worked(calendar, mine[-1].at, today) > 0


def _worked(calendar: Calendar, since: datetime, today: date) -> int:
    return calendar.between(local_day(since), today)
