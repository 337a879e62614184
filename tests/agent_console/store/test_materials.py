"""Claims about the index of verified materials, on each database."""

from datetime import timedelta

from msgspec.structs import replace

from agent_console.store import materials
from agent_console.store.materials import Fetched
from signaling.protocol.names import CaseId, Sha256
from signaling.store.engine import Store
from tests.agent_console.core.test_reuse import DAY, NOW, OF_DEED

CASE, LATER = CaseId("c1"), CaseId("c2")
PAGE = Sha256("b" * 64)


async def test_a_case_that_is_indexed_again_stands_there_once(store: Store) -> None:
    more = replace(OF_DEED, material="licence", name="营业执照", expires_on=None)
    await store.write(lambda tx: materials.index_case(tx, CASE, [OF_DEED], NOW))
    await store.write(lambda tx: materials.index_case(tx, CASE, [OF_DEED, more], NOW))
    assert await store.read(lambda tx: materials.verified_of(tx, "h")) == [OF_DEED, more]
    assert await store.read(lambda tx: materials.verified_of(tx, "somebody else")) == []
    await store.write(lambda tx: materials.forget_index(tx, CASE))
    await store.write(lambda tx: materials.index_case(tx, CASE, [], NOW))
    assert await store.read(lambda tx: materials.verified_of(tx, "h")) == []


async def test_a_look_is_somebodys_own(store: Store) -> None:
    for _ in range(2):
        await store.write(lambda tx: materials.note_look(tx, LATER, CASE, "deed", "chen", NOW))
    assert await store.read(lambda tx: materials.has_looked(tx, LATER, CASE, "deed", "chen"))
    assert not await store.read(lambda tx: materials.has_looked(tx, LATER, CASE, "deed", "lin"))


async def test_a_fetched_page_keeps_its_origin(store: Store) -> None:
    fetched = Fetched(CASE, PAGE, "deed", "land", "L-1", DAY, None, "chen", NOW)
    await store.write(lambda tx: materials.add_fetched(tx, fetched))
    assert await store.read(lambda tx: materials.fetched_of(tx, CASE)) == [fetched]


async def test_a_broken_promise_bars_its_holder_for_a_while(store: Store) -> None:
    until = NOW + timedelta(days=2)
    await store.write(lambda tx: materials.note_broken(tx, CASE, "deed", "h", "不实", NOW, until))
    assert await store.read(lambda tx: materials.barred_until(tx, "h", NOW)) == until
    assert await store.read(lambda tx: materials.barred_until(tx, "h", until)) is None
    assert await store.read(lambda tx: materials.barred_until(tx, "x", NOW)) is None


async def test_nothing_is_to_be_indexed_in_an_empty_hall(store: Store) -> None:
    assert await store.read(materials.unindexed) == []
