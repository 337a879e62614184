from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from signaling.core.queue import LEAST_REMAINING_SECONDS, RECENT, SERVICE_SECONDS, Place, order, places, usual_seconds
from signaling.core.routing import OnDuty, Waiting, eligible
from signaling.protocol.names import Language, SessionId, TicketId
from tests.support.desk import NOW, official


def waiting(number: int, department: str = "d1", minute: int | None = None) -> Waiting:
    at = NOW + timedelta(minutes=number if minute is None else minute)
    return Waiting(TicketId(f"t{number}"), "441302", department, "", None, Language.CHINESE, at)


def on_duty(name: str, *departments: str, busy_minutes: float | None = None) -> OnDuty:
    busy = None if busy_minutes is None else NOW - timedelta(minutes=busy_minutes)
    return OnDuty(official(name, departments=departments), NOW, NOW, None if busy is None else SessionId("s"), busy)


queues = st.lists(
    st.builds(waiting, st.integers(0, 50), st.sampled_from(["d1", "d2", "d3"]), st.integers(0, 20)),
    unique_by=lambda ticket: ticket.ticket,
    max_size=12,
)
staffs = st.lists(
    st.builds(
        lambda number, departments, busy: on_duty(f"o{number}", *departments, busy_minutes=busy),
        st.integers(0, 9),
        st.sets(st.sampled_from(["d1", "d2"])),
        st.none() | st.floats(0, 60),
    ),
    unique_by=lambda duty: duty.official.id,
    max_size=5,
)


def test_the_queue_is_in_order_of_waiting_across_departments() -> None:
    queue = [waiting(3, "d1"), waiting(1, "d2"), waiting(2, "d1")]
    assert [ticket.ticket for ticket in order(queue)] == ["t1", "t2", "t3"]


def test_what_others_serve_does_not_stand_ahead() -> None:
    queue = [waiting(1, "d2"), waiting(2, "d1"), waiting(3, "d1")]
    found = places(queue, [on_duty("o1", "d1"), on_duty("o2", "d2")], {}, NOW)
    assert [found[TicketId(f"t{number}")].ahead for number in (1, 2, 3)] == [0, 0, 1]


def test_what_a_shared_official_serves_first_stands_ahead() -> None:
    queue = [waiting(1, "d2"), waiting(2, "d1")]
    assert places(queue, [on_duty("o1", "d1", "d2")], {}, NOW)[TicketId("t2")].ahead == 1


def test_with_nobody_on_duty_the_place_is_told_and_the_wait_is_not() -> None:
    queue = [waiting(1, "d2"), waiting(2, "d1"), waiting(3, "d1")]
    assert places(queue, [], {}, NOW)[TicketId("t3")] == Place(ahead=1, wait_seconds=None, officials=0)


def test_an_idle_official_takes_the_first_at_once_and_the_next_after_a_usual_service() -> None:
    found = places([waiting(1), waiting(2)], [on_duty("o1", "d1")], {"d1": 300.0}, NOW)
    assert [found[TicketId(name)].wait_seconds for name in ("t1", "t2")] == [0, 300]


def test_two_officials_halve_the_wait() -> None:
    queue = [waiting(number) for number in range(1, 5)]
    found = places(queue, [on_duty("o1", "d1"), on_duty("o2", "d1")], {"d1": 300.0}, NOW)
    assert [found[ticket.ticket].wait_seconds for ticket in queue] == [0, 0, 300, 300]
    assert found[TicketId("t1")].officials == 2


def test_a_busy_official_is_expected_when_a_usual_service_is_over() -> None:
    found = places([waiting(1)], [on_duty("o1", "d1", busy_minutes=2)], {"d1": 300.0}, NOW)
    assert found[TicketId("t1")].wait_seconds == 180


def test_a_service_longer_than_usual_is_expected_to_end_soon_and_never_in_the_past() -> None:
    found = places([waiting(1)], [on_duty("o1", "d1", busy_minutes=90)], {"d1": 300.0}, NOW)
    assert found[TicketId("t1")].wait_seconds == LEAST_REMAINING_SECONDS


def test_one_difficult_case_does_not_frighten_the_hall() -> None:
    assert usual_seconds([300.0, 310.0, 9_000.0]) == 310.0


def test_only_recent_services_count_and_before_the_first_the_promise_does() -> None:
    assert usual_seconds([9_000.0] * 50 + [60.0] * RECENT) == 60.0
    assert usual_seconds([]) == SERVICE_SECONDS


@given(queues, staffs)
def test_every_ticket_has_a_place_and_nobody_waits_less_than_who_came_earlier_for_the_same(
    queue: list[Waiting], staff: list[OnDuty]
) -> None:
    found = places(queue, staff, {}, NOW)
    assert found.keys() == {ticket.ticket for ticket in queue}
    lined_up = order(queue)
    for earlier, later in pairwise(lined_up):
        if earlier.department == later.department:
            first, second = found[earlier.ticket], found[later.ticket]
            assert first.ahead < second.ahead
            assert first.officials == second.officials == sum(eligible(duty.official, later) for duty in staff)
            assert first.wait_seconds is second.wait_seconds is None or (
                (first.wait_seconds or 0) <= (second.wait_seconds or 0)
            )


@given(queues, staffs)
def test_a_place_never_depends_on_the_order_in_which_tickets_were_read(
    queue: list[Waiting], staff: list[OnDuty]
) -> None:
    assert places(queue, staff, {}, NOW) == places(queue[::-1], staff[::-1], {}, NOW)
