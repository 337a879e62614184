from datetime import date
from functools import partial

from agent_console.store import calendars
from signaling.store.engine import Store

SPRING_FESTIVAL, MADE_UP, SUNDAY = date(2026, 2, 17), date(2026, 2, 28), date(2026, 3, 1)


async def test_the_country_rests_on_its_holidays_and_works_the_weekends_for_them(store: Store) -> None:
    calendar = await store.read(lambda tx: calendars.get(tx, "441302"))
    assert calendar is calendars.national()
    assert [calendar.is_worked(day) for day in (SPRING_FESTIVAL, MADE_UP, SUNDAY)] == [False, True, False]


async def test_the_narrowest_division_has_the_last_word(store: Store) -> None:
    await store.write(lambda tx: calendars.set_day(tx, "440000", date(2026, 3, 2), worked=False, name="storm"))
    await store.write(lambda tx: calendars.set_day(tx, "441302", date(2026, 3, 2), worked=True, name="works"))
    await store.write(lambda tx: calendars.set_day(tx, "441302", SUNDAY, worked=True, name="works"))
    mine, next_door = [await store.read(partial(calendars.get, division=code)) for code in ("441302", "441303")]
    assert [mine.is_worked(day) for day in (date(2026, 3, 2), SUNDAY)] == [True, True]
    assert [next_door.is_worked(day) for day in (date(2026, 3, 2), SUNDAY)] == [False, False]


async def test_a_day_is_said_once(store: Store) -> None:
    for worked in (True, False):
        await store.write(partial(calendars.set_day, division="441302", day=SUNDAY, worked=worked, name="x"))
    assert not (await store.read(lambda tx: calendars.get(tx, "441302"))).is_worked(SUNDAY)
