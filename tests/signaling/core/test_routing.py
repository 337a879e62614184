from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from signaling.core.routing import OnDuty, Waiting, covering, covers, eligible, next_official, prefix, servable
from signaling.protocol.names import Language, SessionId, TicketId
from tests.support.desk import NOW, official

divisions = st.one_of(
    st.from_regex(r"[1-8][0-9]{5}", fullmatch=True),
    st.from_regex(r"[1-8][0-9]{3}00", fullmatch=True),
    st.from_regex(r"[1-8][0-9]0000", fullmatch=True),
)


def waiting(
    name: str = "t1",
    *,
    minute: int = 0,
    division: str = "441302",
    department: str = "d1",
    qualification: str | None = None,
    language: Language = Language.CHINESE,
) -> Waiting:
    return Waiting(TicketId(name), division, department, "", qualification, language, NOW + timedelta(minutes=minute))


def on_duty(name: str, idle_minute: int, *, busy: bool = False, departments: tuple[str, ...] = ("d1",)) -> OnDuty:
    return OnDuty(
        official=official(name, departments=departments),
        since=NOW,
        idle_since=NOW + timedelta(minutes=idle_minute),
        session=SessionId("s1") if busy else None,
        busy_since=NOW if busy else None,
    )


@pytest.mark.parametrize(
    ("division", "other", "expected"),
    [
        ("441302", "441302", True),
        ("441302", "441303", False),
        ("441300", "441302", True),
        ("440000", "441302", True),
        ("441302", "441300", False),
        ("411000", "411002", True),
        ("411000", "411102", False),
        ("100000", "441302", False),
        ("zone-1", "zone-1", True),
        ("zone-1", "zone-2", False),
    ],
)
def test_a_division_covers_itself_and_what_lies_in_it(division: str, other: str, expected: bool) -> None:
    assert covers(division, other) is expected


@given(divisions, divisions)
def test_covering_and_prefix_tell_the_same_as_covers(division: str, other: str) -> None:
    assert covers(division, other) == (division in covering(other)) == other.startswith(prefix(division))


def test_an_official_serves_their_own_divisions_departments_and_languages() -> None:
    assert eligible(official(), waiting())
    assert not eligible(official(division="441303"), waiting())
    assert not eligible(official(departments=("d2",)), waiting())
    assert not eligible(official(departments=()), waiting())
    assert not eligible(official(languages=("en",)), waiting())
    assert eligible(official(languages=("zh-CN", "en")), waiting(language=Language.ENGLISH))


def test_an_item_that_asks_for_a_qualification_goes_to_who_has_it() -> None:
    assert not eligible(official(), waiting(qualification="q1"))
    assert eligible(official(qualifications=("q0", "q1")), waiting(qualification="q1"))


def test_tickets_are_called_by_waiting_time_whatever_their_department() -> None:
    queue = [waiting("t1", minute=3), waiting("t2", minute=1, department="d2"), waiting("t3", minute=2)]
    called = servable(official(departments=("d1", "d2")), queue)
    assert [ticket.ticket for ticket in called] == ["t2", "t3", "t1"]


def test_a_ticket_that_somebody_else_must_serve_is_passed_over() -> None:
    queue = [waiting("t1", minute=1, department="d2"), waiting("t2", minute=2)]
    assert [ticket.ticket for ticket in servable(official(), queue)] == ["t2"]
    assert servable(official(), queue[:1]) == []


def test_the_official_idle_longest_is_rung() -> None:
    officials = [on_duty("o1", 5), on_duty("o2", 2), on_duty("o3", 3)]
    chosen = next_official(waiting(), officials)
    assert chosen is not None
    assert chosen.official.id == "o2"


def test_nobody_busy_and_nobody_who_may_not_serve_is_rung() -> None:
    officials = [on_duty("o1", 0, busy=True), on_duty("o2", 1, departments=("d2",))]
    assert next_official(waiting(), officials) is None


def test_whoever_comes_back_goes_first_and_rings_the_official_who_knows_the_case() -> None:
    early, back = waiting("t1", minute=0), replace(waiting("t2", minute=9), returning=True, prefers="known")
    chosen = servable(official("o", departments=("d1",)), [early, back])
    assert [ticket.ticket for ticket in chosen] == ["t2", "t1"]
    idle = on_duty("idle-for-long", 0)
    assert next_official(back, [idle, on_duty("known", 8)]) == on_duty("known", 8)
    assert next_official(back, [idle, on_duty("known", 8, busy=True)]) == idle
