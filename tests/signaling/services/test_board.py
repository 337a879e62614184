"""One picture of the queues: places, waits, and who may be rung."""

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from signaling.ports import Transaction
from signaling.protocol.messages import QueuePlace
from signaling.protocol.names import ItemId, Language, TicketId, WindowId
from signaling.services.board import Queue, picture
from signaling.store import duties, tickets
from signaling.store.engine import Store
from tests.support.hall import ID_NUMBER, OFFICIAL, PHONE, ROUTES, a_text

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def take(tx: Transaction, number: int, item: str = "birth-certificate") -> TicketId:
    taking = tickets.Taking(
        id=TicketId(f"t{number}"),
        window=WindowId(f"w{number}"),
        window_name=a_text("Window"),
        hall="h1",
        route=ROUTES[ItemId(item)],
        id_number=ID_NUMBER,
        phone=PHONE,
        language=Language.CHINESE,
        at=NOW + timedelta(seconds=number),
    )
    return tickets.insert(tx, taking).id


async def seen(store: Store, *divisions: str) -> Queue:
    return await store.read(lambda tx: picture(tx, divisions, NOW))


async def test_a_ticket_knows_how_many_are_ahead_and_how_long_it_may_take(store: Store) -> None:
    def fill(tx: Transaction) -> None:
        for number in range(3):
            take(tx, number)
        duties.set_on(tx, OFFICIAL, NOW)

    await store.write(fill)
    queue = await seen(store, "441302")
    assert queue.place(TicketId("t0")) == QueuePlace(TicketId("t0"), 0, 0, 1)
    assert queue.place(TicketId("t2")) == QueuePlace(TicketId("t2"), 2, 1200, 1)


async def test_without_anybody_on_duty_the_wait_is_unknown(store: Store) -> None:
    await store.write(lambda tx: take(tx, 0))
    assert (await seen(store, "441302")).place(TicketId("t0")) == QueuePlace(TicketId("t0"), 0, None, 0)


async def test_an_official_of_the_city_serves_its_counties(store: Store) -> None:
    city = replace(OFFICIAL, division="441300")

    def fill(tx: Transaction) -> None:
        take(tx, 0)
        duties.set_on(tx, city, NOW)

    await store.write(fill)
    assert (await seen(store, "441302")).place(TicketId("t0")).officials == 1


async def test_a_ticket_that_is_read_in_two_queues_is_counted_once(store: Store) -> None:
    def fill(tx: Transaction) -> None:
        take(tx, 0, "city-item")
        take(tx, 1)

    await store.write(fill)
    queue = await seen(store, "441300", "441302")
    assert len(queue.waiting) == 2
    assert queue.place(TicketId("t1")).ahead == 1
