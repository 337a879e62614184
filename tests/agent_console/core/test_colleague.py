"""Who may be rung for what: the table's parties, the item's qualification, and what must be another person."""

import pytest
from msgspec.structs import replace

from agent_console.core.case import Case
from agent_console.core.colleague import department, duties
from agent_console.core.handling import Duty, ServiceType
from signaling.core.access import Actor
from signaling.protocol.views import Wanted
from tests.agent_console.core.test_hindrances import ITEM
from tests.agent_console.core.test_permit import (
    CITY,
    DEPARTMENT,
    ELSEWHERE,
    HERE,
    HOME,
    MINE,
    OTHER,
    handling,
    official,
)

ALL = set(Wanted)
DECIDING = {Wanted.ADVICE, Wanted.REVIEWER, Wanted.DECIDER}
ITEM = replace(ITEM, qualification=None)


@pytest.mark.parametrize(
    ("kind", "who", "expected"),
    [
        (ServiceType.COLLECTED, official(HOME), {*DECIDING, Wanted.ACCEPTOR}),
        (ServiceType.COLLECTED, official(HERE), {Wanted.ADVICE, Wanted.CHECKER}),
        (ServiceType.ACCEPTED, official(HOME), DECIDING),
        (ServiceType.ACCEPTED, official(HERE), {Wanted.ADVICE, Wanted.CHECKER, Wanted.ACCEPTOR}),
        (ServiceType.HANDLED, official(HERE), ALL),
        (ServiceType.HANDLED, official(HERE, OTHER), {Wanted.ADVICE}),
        (ServiceType.ACCEPTED, official(CITY), ALL),
        (ServiceType.ACCEPTED, official(ELSEWHERE), set()),
    ],
)
def test_a_duty_is_theirs_whom_the_table_names(kind: ServiceType, who: Actor, expected: set[Wanted]) -> None:
    assert set(duties(who, Case(handling=handling(kind)), ITEM, handling(kind))) == expected


def test_to_accept_asks_for_the_qualification_that_a_ticket_asks_for() -> None:
    item, handled = replace(ITEM, qualification="food"), handling(ServiceType.HANDLED)
    assert set(duties(official(HERE), Case(handling=handled), item, handled)) == ALL - {Wanted.ACCEPTOR}
    cook = official(HERE, qualifications=frozenset({"food"}))
    assert set(duties(cook, Case(handling=handled), item, handled)) == ALL


def test_who_accepted_is_not_rung_to_decide_where_these_must_differ() -> None:
    handled = handling(ServiceType.HANDLED)
    case = Case(handling=handled, duties={Duty.ACCEPTOR: "o"})
    assert set(duties(official(HERE), case, ITEM, handled)) == ALL - {Wanted.DECIDER}
    other = replace(official(HERE), id="o2")
    assert set(duties(other, case, ITEM, handled)) == ALL


def test_an_official_comes_for_the_deciding_department_if_it_is_theirs() -> None:
    handled = handling(ServiceType.HANDLED)
    assert department(official(HERE, MINE | OTHER), handled) == DEPARTMENT
    assert department(official(HERE, OTHER), handled) == "tax"
    assert department(official(HERE, frozenset()), handled) == ""
