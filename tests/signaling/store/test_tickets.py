import asyncio
from datetime import timedelta

import pytest

from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import Language, TicketId, WindowId
from signaling.protocol.views import Outcome, TicketState
from signaling.store import tickets
from signaling.store.engine import Store
from tests.support.desk import (
    DIVISION,
    ID_NUMBER,
    NOW,
    Command,
    claiming,
    claiming_next,
    finishing,
    inserting,
    leaving,
    official,
    route,
    take,
    taking,
)


async def numbers(store: Store, *takings: tickets.Taking) -> list[str]:
    return [(await store.write(inserting(one))).number for one in takings]


async def refusal(store: Store, command: Command) -> Code:
    with pytest.raises(Refused) as refused:
        await store.write(command)
    return refused.value.code


async def test_a_ticket_comes_back_as_it_was_stored_and_shows_no_whole_id_number(store: Store) -> None:
    stored = await store.write(take)
    assert await store.read(lambda tx: tickets.get(tx, stored.id)) == stored
    assert (stored.number, stored.state, stored.taken_at) == ("A001", TicketState.WAITING, NOW + timedelta(minutes=1))
    assert stored.resident == "1101**********002X"
    assert ID_NUMBER not in repr(stored)


async def test_its_personal_side_and_its_route_are_kept_for_the_case(store: Store) -> None:
    to = route(area="legal", qualification="q1")
    await store.write(inserting(taking(to=to)))
    assert await store.read(lambda tx: tickets.route(tx, TicketId("t1"))) == to
    assert await store.read(lambda tx: tickets.resident(tx, TicketId("t1"))) == tickets.Resident(
        ID_NUMBER, "13800138000", None
    )


async def test_each_line_of_a_hall_has_its_letter_and_counts_by_itself(store: Store) -> None:
    lines = [route(department="d1"), route(department="d2"), route(department="d1"), route(area="legal")]
    assert await numbers(store, *(taking(place, to=to) for place, to in enumerate(lines))) == [
        "A001",
        "B001",
        "A002",
        "C001",
    ]


async def test_departments_of_one_functional_area_share_a_line(store: Store) -> None:
    lines = [route(department="d1", area="legal"), route(department="d2", area="legal")]
    assert await numbers(store, *(taking(place, to=to) for place, to in enumerate(lines))) == ["A001", "A002"]


async def test_numbers_begin_anew_in_each_hall_and_with_each_day_of_the_hall(store: Store) -> None:
    midnight = NOW + timedelta(hours=15)
    takings = [
        taking(1, at=midnight - timedelta(seconds=1)),
        taking(2, at=midnight),
        taking(3, hall="h2", at=midnight),
        taking(4, at=midnight),
    ]
    assert await numbers(store, *takings) == ["A001", "A001", "A001", "A002"]


async def test_no_number_is_given_twice_to_windows_that_press_at_once(store: Store) -> None:
    lines = [route(department=f"d{place % 3}") for place in range(30)]
    taken = await asyncio.gather(*(store.write(inserting(taking(n, to=to))) for n, to in enumerate(lines)))
    assert sorted(ticket.number for ticket in taken) == sorted(f"{line}{n:03d}" for line in "ABC" for n in range(1, 11))


async def test_a_window_holds_one_live_ticket(store: Store) -> None:
    await store.write(take)
    again = taking(2, window="w1")
    assert await refusal(store, inserting(again)) is Code.TICKET_EXISTS
    await store.write(leaving("t1"))
    assert await numbers(store, again) == ["A002"]


async def test_of_two_tabs_that_press_at_once_one_gets_the_ticket(store: Store) -> None:
    presses = (store.write(inserting(taking(n, window="w1"))) for n in range(10))
    results = await asyncio.gather(*presses, return_exceptions=True)
    codes = [result.code for result in results if isinstance(result, Refused)]
    assert codes == [Code.TICKET_EXISTS] * 9


async def test_the_queue_is_in_order_of_waiting_and_holds_waiting_and_called_tickets(store: Store) -> None:
    for number in (3, 1, 2):
        await store.write(inserting(taking(number)))
    await store.write(claiming("t1"))
    await store.write(leaving("t3"))
    live = await store.read(lambda tx: tickets.live(tx, DIVISION))
    assert [(ticket.id, ticket.state) for ticket in live] == [("t1", TicketState.CALLED), ("t2", TicketState.WAITING)]
    assert [one.ticket for one in await store.read(lambda tx: tickets.waiting(tx, DIVISION))] == ["t2"]


@pytest.mark.parametrize(("asked", "found"), [("441302", 1), ("441300", 2), ("440000", 3), ("110000", 0)])
async def test_a_region_sees_the_queues_of_its_divisions(store: Store, asked: str, found: int) -> None:
    for number, division in enumerate(("441302", "441303", "440100")):
        await store.write(inserting(taking(number, to=route(division=division))))
    assert len(await store.read(lambda tx: tickets.live(tx, asked))) == found


async def test_a_window_finds_its_ticket_until_it_is_over(store: Store) -> None:
    window = WindowId("w1")
    stored = await store.write(take)
    assert await store.read(lambda tx: tickets.of_window(tx, window)) == stored
    await store.write(leaving(stored.id))
    assert await store.read(lambda tx: tickets.of_window(tx, window)) is None


async def test_a_called_ticket_is_never_called_twice(store: Store) -> None:
    await store.write(take)
    called = await store.write(claiming("t1"))
    assert (called.state, called.session) == (TicketState.CALLED, "s1")
    assert await refusal(store, claiming("t1", "s2")) is Code.TICKET_CALLED


async def test_a_ticket_that_is_over_or_never_was_is_unknown(store: Store) -> None:
    await store.write(take)
    await store.write(leaving("t1"))
    for ticket in ("t1", "t9"):
        for command in (claiming(ticket), leaving(ticket), finishing(ticket)):
            assert await refusal(store, command) is Code.TICKET_UNKNOWN


async def test_a_called_ticket_is_not_given_back(store: Store) -> None:
    await store.write(take)
    await store.write(claiming("t1"))
    assert await refusal(store, leaving("t1")) is Code.TICKET_CALLED


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.SERVED, TicketState.SERVED),
        (Outcome.NO_SHOW, TicketState.LEFT),
        (Outcome.BROKEN_OFF, TicketState.LEFT),
    ],
)
async def test_a_called_ticket_ends_as_its_session_does(store: Store, outcome: Outcome, state: TicketState) -> None:
    await store.write(take)
    await store.write(claiming("t1"))
    ended = await store.write(finishing("t1", outcome))
    assert ended.state is state


async def test_the_next_ticket_is_the_longest_waiting_one_that_the_official_may_serve(store: Store) -> None:
    ways = [
        (1, route(department="d2"), Language.CHINESE),
        (2, route(qualification="q1"), Language.CHINESE),
        (3, route(), Language.ENGLISH),
        (4, route(division="441303"), Language.CHINESE),
        (5, route(), Language.CHINESE),
        (6, route(), Language.CHINESE),
    ]
    for number, to, language in ways:
        await store.write(inserting(taking(number, to=to, language=language)))
    claimed = [await store.write(claiming_next(official())) for _ in range(3)]
    assert [None if ticket is None else ticket.id for ticket in claimed] == ["t5", "t6", None]


async def test_a_ticket_is_served_by_at_most_one_of_many_officials_who_press_at_once(store: Store) -> None:
    def fill(tx: Transaction) -> None:
        for number in range(20):
            take(tx, number)

    await store.write(fill)
    presses = (store.write(claiming_next(official(f"o{n}"), f"s{n}")) for n in range(30))
    claimed = [ticket for ticket in await asyncio.gather(*presses) if ticket is not None]
    assert sorted(ticket.id for ticket in claimed) == sorted(f"t{number}" for number in range(20))
    assert len({ticket.session for ticket in claimed}) == 20


async def test_of_many_officials_who_name_the_same_ticket_one_gets_it(store: Store) -> None:
    await store.write(take)
    presses = (store.write(claiming("t1", f"s{n}")) for n in range(20))
    results = await asyncio.gather(*presses, return_exceptions=True)
    codes = [result.code for result in results if isinstance(result, Refused)]
    assert codes == [Code.TICKET_CALLED] * 19


async def test_a_ticket_given_back_while_it_is_called_is_either_called_or_left(store: Store) -> None:
    for number in range(10):
        await store.write(inserting(taking(number)))
        ticket = f"t{number}"
        results = await asyncio.gather(
            store.write(claiming(ticket)), store.write(leaving(ticket)), return_exceptions=True
        )
        assert sum(isinstance(result, Refused) for result in results) == 1
