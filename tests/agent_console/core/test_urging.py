from datetime import UTC, date, datetime, timedelta

from agent_console.core.case import Case, Urge
from agent_console.core.clock import Calendar
from agent_console.core.urging import Step, next_step, open_urge, resident_may_urge
from signaling.protocol.case_views import CaseState
from signaling.protocol.names import Role

CALENDAR = Calendar()
MONDAY = date(2026, 1, 5)
NINE = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def urged(**more: object) -> Case:
    urge = Urge(NINE, Role.WINDOW, "", **more)  # type: ignore[arg-type]  # Fields of Urge.
    return Case(state=CaseState.ACCEPTED, urges=(urge,))


def test_an_urge_goes_up_by_a_working_day_at_a_time() -> None:
    assert next_step(urged(), None, CALENDAR, MONDAY + DAY) is None
    assert next_step(urged(), None, CALENDAR, MONDAY + 2 * DAY) is Step.TELL_HEAD
    at_head = urged(escalated_to="head")
    assert next_step(at_head, None, CALENDAR, MONDAY + 2 * DAY) is None
    assert next_step(at_head, None, CALENDAR, MONDAY + 3 * DAY) is Step.ORDER
    assert next_step(urged(escalated_to="supervisor"), None, CALENDAR, MONDAY + 9 * DAY) is None


def test_a_weekend_is_no_time_to_answer() -> None:
    friday = Case(state=CaseState.ACCEPTED, urges=(Urge(NINE + 4 * DAY, Role.CLERK, ""),))
    assert next_step(friday, None, CALENDAR, MONDAY + 7 * DAY) is None
    assert next_step(friday, None, CALENDAR, MONDAY + 8 * DAY) is Step.TELL_HEAD


def test_the_clock_urges_what_is_late_and_not_what_is_decided() -> None:
    late = Case(state=CaseState.ACCEPTED)
    assert next_step(late, MONDAY, CALENDAR, MONDAY) is None
    assert next_step(late, MONDAY, CALENDAR, MONDAY + DAY) is Step.URGE
    assert next_step(Case(state=CaseState.DECIDED), MONDAY, CALENDAR, MONDAY + DAY) is None


def test_an_answered_clock_waits_before_it_urges_again() -> None:
    answered = Urge(NINE + DAY, Role.OPERATOR, "", "soon", NINE + DAY)
    case = Case(state=CaseState.ACCEPTED, urges=(answered,))
    assert open_urge(case) is None
    assert next_step(case, MONDAY, CALENDAR, MONDAY + 2 * DAY) is None
    assert next_step(case, MONDAY, CALENDAR, MONDAY + 3 * DAY) is Step.URGE


def test_a_resident_urges_once_a_working_day() -> None:
    assert resident_may_urge(Case(), CALENDAR, MONDAY)
    assert not resident_may_urge(urged(), CALENDAR, MONDAY)
    assert resident_may_urge(urged(), CALENDAR, MONDAY + DAY)
