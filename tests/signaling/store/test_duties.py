from datetime import timedelta

import pytest

from signaling.core.routing import OnDuty
from signaling.protocol.names import OfficialId
from signaling.store import duties
from signaling.store.engine import Store
from tests.support.desk import DIVISION, NOW, call, official

LATER = NOW + timedelta(minutes=5)
O1 = OfficialId("o1")


async def on(store: Store, division: str = DIVISION) -> tuple[OnDuty, ...]:
    return await store.read(lambda tx: duties.on_duty(tx, division))


async def test_an_official_on_duty_is_known_with_all_that_routing_needs(store: Store) -> None:
    who = official(qualifications=("q1",), languages=("zh-CN", "en"))
    await store.write(lambda tx: duties.set_on(tx, who, NOW))
    assert await on(store) == (OnDuty(who, NOW, NOW, None, None),)
    assert await store.read(lambda tx: duties.is_on(tx, O1))


async def test_going_on_duty_twice_keeps_the_times_and_takes_the_news(store: Store) -> None:
    await store.write(lambda tx: duties.set_on(tx, official(), NOW))
    promoted = official(departments=("d1", "d2"))
    await store.write(lambda tx: duties.set_on(tx, promoted, LATER))
    assert await on(store) == (OnDuty(promoted, NOW, NOW, None, None),)


async def test_off_duty_is_off_however_often_it_is_said(store: Store) -> None:
    await store.write(lambda tx: duties.set_on(tx, official(), NOW))
    for _ in range(2):
        await store.write(lambda tx: duties.set_off(tx, O1))
        assert await on(store) == ()
    assert not await store.read(lambda tx: duties.is_on(tx, O1))


async def test_an_official_in_a_session_is_busy_until_it_ends(store: Store) -> None:
    await store.write(lambda tx: duties.set_on(tx, official(), NOW))
    await store.write(lambda tx: call(tx, by="o1", at=LATER))
    assert [(duty.session, duty.busy_since) for duty in await on(store)] == [("s1", LATER)]


async def test_idleness_counts_from_the_last_session(store: Store) -> None:
    await store.write(lambda tx: duties.set_on(tx, official(), NOW))
    await store.write(lambda tx: duties.set_idle(tx, O1, LATER))
    assert [(duty.since, duty.idle_since) for duty in await on(store)] == [(NOW, LATER)]


@pytest.mark.parametrize(("division", "found"), [("441302", ["o1", "o2"]), ("441303", ["o2"]), ("441300", ["o2"])])
async def test_officials_of_the_city_are_on_duty_for_its_counties(
    store: Store, division: str, found: list[str]
) -> None:
    await store.write(lambda tx: duties.set_on(tx, official("o1", division="441302"), NOW))
    await store.write(lambda tx: duties.set_on(tx, official("o2", division="441300"), NOW))
    assert [duty.official.id for duty in await on(store, division)] == found


async def test_everybody_on_duty_anywhere_is_found(store: Store) -> None:
    await store.write(lambda tx: duties.set_on(tx, official("o1"), NOW))
    await store.write(lambda tx: duties.set_on(tx, official("o2", division="110101"), NOW))
    assert sorted(await store.read(duties.officials)) == ["o1", "o2"]
