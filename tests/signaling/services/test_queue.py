"""Tickets, duty, and who is called by whom."""

from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace

from signaling.ports import Forward
from signaling.protocol.codes import Code
from signaling.protocol.commands import CallNext, EndSession, LeaveQueue, SetDuty, TakeTicket
from signaling.protocol.facts import QueueSnapshot, TicketCalled, TicketLeft, TicketTaken
from signaling.protocol.messages import Done, Refused, TicketIssued
from signaling.protocol.names import CaseId, ItemId, Language, WindowId
from signaling.protocol.views import Outcome, Text, TicketState
from signaling.store import duties, tickets
from tests.support.hall import (
    ID_NUMBER,
    ITEM,
    OFFICIAL,
    OFFICIAL_2,
    PHONE,
    WINDOW,
    WINDOW_2,
    Caller,
    Hall,
    a_take,
    open_hall,
    with_tables,
)


@pytest.fixture
async def hall(database_url: str) -> AsyncIterator[Hall]:
    """On each database: what two do at once is decided there."""
    async with open_hall(await with_tables(database_url)) as opened:
        yield opened


async def on_duty(official: Caller) -> None:
    await official.ask(SetDuty(official.ref(), True), Done)


@pytest.mark.parametrize(
    ("id_number", "phone", "item", "code"),
    [
        ("110105194912310021", PHONE, ITEM, Code.ID_NUMBER_INVALID),
        ("nobody", PHONE, ITEM, Code.ID_NUMBER_INVALID),
        (ID_NUMBER, "01062345678", ITEM, Code.PHONE_INVALID),
        (ID_NUMBER, PHONE, ItemId("no-such-item"), Code.ITEM_UNKNOWN),
    ],
)
async def test_a_ticket_is_refused_for_its_own_reason(
    hall: Hall, id_number: str, phone: str, item: ItemId, code: Code
) -> None:
    async with hall.call(WINDOW) as window:
        frame = TakeTicket(window.ref(), id_number, phone, item, Language.CHINESE)
        assert (await window.ask(frame, Refused)).code is code


async def test_a_hall_to_collect_at_that_is_none_gets_no_ticket(hall: Hall) -> None:
    async with hall.call(WINDOW) as window:
        frame = TakeTicket(window.ref(), ID_NUMBER, PHONE, ITEM, Language.CHINESE, collect_at="nowhere")
        assert (await window.ask(frame, Refused)).code is Code.OFFICE_UNKNOWN


async def test_a_ticket_shows_neither_id_number_nor_phone(hall: Hall) -> None:
    async with hall.call(WINDOW) as window:
        issued = await window.ask(a_take(window), TicketIssued)
        assert issued.ticket.resident == "1101**********002X"
        assert issued.ticket.state is TicketState.WAITING
        assert PHONE not in repr(window.heard)


async def test_a_window_holds_one_ticket_at_a_time(hall: Hall) -> None:
    async with hall.call(WINDOW) as window:
        await window.ask(a_take(window), TicketIssued)
        assert (await window.ask(a_take(window), Refused)).code is Code.TICKET_EXISTS


async def test_a_window_sees_its_own_tickets_only(hall: Hall) -> None:
    async with hall.call(WINDOW) as window, hall.call(WINDOW_2) as other, hall.call(OFFICIAL) as official:
        await window.ask(a_take(window), TicketIssued)
        await official.until(TicketTaken)
        await other.settle()
        assert not any(isinstance(frame, TicketTaken) for frame in other.heard)
    async with hall.call(WINDOW_2) as other:
        assert other.streams[other.stream("queue/")] == QueueSnapshot(())


async def test_officials_see_the_tickets_of_their_departments(hall: Hall) -> None:
    async with hall.call(OFFICIAL) as official, hall.call(WINDOW) as window, hall.call(WINDOW_2) as other:
        await window.ask(a_take(window, item=ItemId("licence")), TicketIssued)
        theirs = await other.ask(a_take(other), TicketIssued)
        assert (await official.until(TicketTaken)).ticket.id == theirs.ticket.id


async def test_an_item_of_the_city_is_waited_for_in_the_citys_queue(hall: Hall) -> None:
    async with hall.call(WINDOW) as window:
        issued = await window.ask(a_take(window, item=ItemId("city-item")), TicketIssued)
        while "queue/441300" not in window.streams:
            await window.hear()
        snapshot = window.streams[window.stream("queue/441300")]
        assert snapshot == QueueSnapshot((issued.ticket,))


async def test_a_ticket_is_given_back_by_its_own_window_only(hall: Hall) -> None:
    async with hall.call(WINDOW) as window, hall.call(WINDOW_2) as other:
        issued = await window.ask(a_take(window), TicketIssued)
        assert (await other.ask(LeaveQueue(other.ref(), issued.ticket.id), Refused)).code is Code.TICKET_UNKNOWN
        await window.ask(LeaveQueue(window.ref(), issued.ticket.id), Done)
        assert (await window.until(TicketLeft)).ticket.state is TicketState.LEFT


async def test_who_is_off_duty_calls_nobody(hall: Hall) -> None:
    async with hall.call(OFFICIAL) as official:
        assert (await official.ask(CallNext(official.ref()), Refused)).code is Code.NOT_ON_DUTY
        await on_duty(official)
        assert (await official.ask(CallNext(official.ref()), Refused)).code is Code.QUEUE_EMPTY
        await official.ask(SetDuty(official.ref(), False), Done)
        assert (await official.ask(CallNext(official.ref()), Refused)).code is Code.NOT_ON_DUTY


async def test_a_second_official_is_told_that_the_ticket_was_called(hall: Hall) -> None:
    async with hall.call(WINDOW) as window, hall.call(OFFICIAL) as first, hall.call(OFFICIAL_2) as second:
        issued = await window.ask(a_take(window), TicketIssued)
        for official in (first, second):
            await on_duty(official)
        await first.ask(CallNext(first.ref(), issued.ticket.id), TicketIssued)
        assert (await second.ask(CallNext(second.ref(), issued.ticket.id), Refused)).code is Code.TICKET_CALLED
        await second.until(TicketCalled)


async def test_two_officials_who_press_at_once_get_two_residents(hall: Hall) -> None:
    async with (
        hall.call(WINDOW) as window,
        hall.call(WINDOW_2) as other,
        hall.call(OFFICIAL) as first,
        hall.call(OFFICIAL_2) as second,
    ):
        for caller in (window, other):
            await caller.ask(a_take(caller), TicketIssued)
        for official in (first, second):
            await on_duty(official)
        for official in (first, second):
            await official.say(CallNext(official.ref()))
        called = [await official.until(TicketIssued) for official in (first, second)]
        assert len({issued.ticket.id for issued in called}) == 2


async def test_a_ticket_of_another_department_is_unknown_to_an_official(hall: Hall) -> None:
    async with hall.call(WINDOW) as window, hall.call(OFFICIAL) as official:
        issued = await window.ask(a_take(window, item=ItemId("licence")), TicketIssued)
        await on_duty(official)
        refused = await official.ask(CallNext(official.ref(), issued.ticket.id), Refused)
        assert refused.code is Code.TICKET_UNKNOWN


async def test_an_official_serves_one_resident_at_a_time(hall: Hall) -> None:
    async with hall.call(WINDOW) as window, hall.call(WINDOW_2) as other, hall.call(OFFICIAL) as official:
        for caller in (window, other):
            await caller.ask(a_take(caller), TicketIssued)
        await on_duty(official)
        called = await official.ask(CallNext(official.ref()), TicketIssued)
        assert called.ticket.window == WINDOW.id
        assert (await official.ask(CallNext(official.ref()), Refused)).code is Code.SESSION_RUNNING
        assert called.ticket.session is not None
        await official.ask(EndSession(official.ref(), called.ticket.session, Outcome.NO_SHOW), Done)
        # The refused call left the second ticket where it was.
        assert (await official.ask(CallNext(official.ref()), TicketIssued)).ticket.window == WINDOW_2.id


async def test_the_case_is_opened_with_what_the_resident_gave(hall: Hall) -> None:
    async with hall.call(WINDOW) as window, hall.call(OFFICIAL) as official:
        issued = await window.ask(a_take(window), TicketIssued)
        await on_duty(official)
        called = await official.ask(CallNext(official.ref()), TicketIssued)
        (opening,) = hall.cases.opened.values()
        assert opening.resident_id_number == ID_NUMBER
        assert opening.resident_phone == PHONE
        assert (opening.ticket, opening.session) == (issued.ticket.id, called.ticket.session)
        assert (opening.item, opening.item_version) == (ITEM, 3)


async def test_duty_outlives_the_socket(hall: Hall) -> None:
    async with hall.call(OFFICIAL) as official:
        await on_duty(official)
    async with hall.dial(OFFICIAL) as official:
        assert (await official.hello()).on_duty
    assert await hall.store.read(duties.officials) == ("o1",)


async def served(hall: Hall, window: Caller, official: Caller) -> str:
    """Let a resident be served and go, and return their case."""
    await window.ask(a_take(window), TicketIssued)
    await on_duty(official)
    issued = await official.ask(CallNext(official.ref()), TicketIssued)
    assert issued.ticket.session is not None
    await official.ask(EndSession(official.ref(), issued.ticket.session, Outcome.BROKEN_OFF), Done)
    (case,) = hall.cases.opened
    return case


async def test_a_resident_comes_back_with_their_case_and_goes_first(hall: Hall) -> None:
    async with hall.call(WINDOW) as window, hall.call(WINDOW_2) as other, hall.call(OFFICIAL) as official:
        case = await served(hall, window, official)
        await other.ask(a_take(other), TicketIssued)
        back = await window.ask(replace(a_take(window), case=case), TicketIssued)
        called = await official.ask(CallNext(official.ref()), TicketIssued)
        assert called.ticket.id == back.ticket.id
        assert list(hall.cases.opened) == [case]
        assert hall.cases.opened[CaseId(case)].session == called.ticket.session


async def test_nobody_comes_back_with_the_case_of_another(hall: Hall) -> None:
    async with hall.call(WINDOW) as window, hall.call(OFFICIAL) as official:
        case = await served(hall, window, official)
        frame = replace(a_take(window), case=case, id_number="11010519491231002X"[::-1])
        assert (await window.ask(frame, Refused)).code in (Code.ID_NUMBER_INVALID, Code.CASE_UNKNOWN)
        assert (await window.ask(replace(a_take(window), case="none"), Refused)).code is Code.CASE_UNKNOWN


async def test_a_matter_of_others_goes_on_into_their_queue_with_the_time_already_waited(hall: Hall) -> None:
    async with hall.call(WINDOW) as window, hall.call(OFFICIAL) as official:
        first = await window.ask(a_take(window), TicketIssued)
        await on_duty(official)
        issued = await official.ask(CallNext(official.ref()), TicketIssued)
        (case,) = hall.cases.opened
        theirs = Forward("441302", "d2", Text(zh="二", en="Two"))
        hall.cases.forwards[case] = theirs
        assert issued.ticket.session is not None
        await official.ask(EndSession(official.ref(), issued.ticket.session, Outcome.BROKEN_OFF), Done)
        onward = await hall.store.read(lambda tx: tickets.of_window(tx, WindowId(WINDOW.id)))
        assert onward is not None
        assert (onward.department, onward.taken_at) == ("d2", first.ticket.taken_at)
