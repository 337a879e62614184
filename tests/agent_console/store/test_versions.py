from datetime import date
from functools import partial

from msgspec.structs import replace

from agent_console.core.implementation import Implementation, Listed
from agent_console.demo.seed import read_demo_catalogue
from agent_console.store import catalogue, versions
from agent_console.store.versions import Import, import_items
from signaling.clock import FakeClock
from signaling.ports import Transaction
from signaling.store.engine import Store

NOW = FakeClock().now()
ITEMS = read_demo_catalogue()[:12]
FIRST = ITEMS[0].id


async def test_unchanged_content_keeps_its_version(store: Store) -> None:
    assert await store.write(lambda tx: import_items(tx, ITEMS, NOW)) == Import(12, 0, 0, 0)
    assert await store.write(lambda tx: import_items(tx, ITEMS, NOW)) == Import(0, 0, 12, 0)
    changed = [replace(ITEMS[0], fee="10.00"), *ITEMS[1:]]
    assert await store.write(lambda tx: import_items(tx, changed, NOW)) == Import(0, 1, 11, 0)
    published = await store.read(catalogue.published)
    assert [version for version, _ in published] == [2, *[1] * 11]
    assert [item for _, item in published] == changed


async def test_an_item_that_comes_back_goes_on_where_it_was(store: Store) -> None:
    await store.write(lambda tx: import_items(tx, ITEMS, NOW))
    assert await store.write(lambda tx: import_items(tx, ITEMS[1:], NOW)) == Import(0, 0, 11, 1)
    assert await store.read(lambda tx: catalogue.current(tx, FIRST)) is None
    assert await store.read(lambda tx: catalogue.get_version(tx, FIRST, 1)) == ITEMS[0]
    await store.write(lambda tx: import_items(tx, ITEMS, NOW))
    assert await store.read(lambda tx: catalogue.current(tx, FIRST)) == (1, ITEMS[0])


async def test_another_implementation_makes_another_version(store: Store) -> None:
    await store.write(lambda tx: import_items(tx, ITEMS[:1], NOW))
    listed = Listed(ITEMS[0], (Implementation("441322", legal_days=3),))
    assert await store.write(lambda tx: import_items(tx, [listed], NOW)) == Import(0, 1, 0, 0)
    assert await store.read(lambda tx: catalogue.get_listed(tx, FIRST, 2)) == listed
    assert await store.read(lambda tx: catalogue.get_listed(tx, FIRST, 1)) == Listed(ITEMS[0])


async def test_a_draft_changes_nothing_that_is_published_and_may_be_replaced(store: Store) -> None:
    await store.write(lambda tx: import_items(tx, ITEMS[:1], NOW))
    for fee in ("1.00", "2.00"):
        drafts = [Listed(replace(ITEMS[0], fee=fee))]
        done = await store.write(partial(versions.draft_items, catalogue=drafts, now=NOW))
        assert done == Import(0, 1, 0, 0)
    assert await store.read(lambda tx: catalogue.current(tx, FIRST)) == (1, ITEMS[0])
    ((number, listed),) = await store.read(catalogue.latest)
    assert (number, listed.item.fee) == (2, "2.00")


async def test_a_version_holds_from_its_day_to_its_last(store: Store) -> None:
    await store.write(lambda tx: import_items(tx, ITEMS[:1], NOW))
    await store.write(lambda tx: versions.draft_items(tx, [Listed(replace(ITEMS[0], fee="5.00"))], NOW))

    def publish(tx: Transaction) -> None:
        day, last = date(2026, 3, 1), date(2026, 3, 31)
        versions.publish_version(tx, FIRST, 2, NOW, date(2026, 2, 1), valid_from=day, valid_until=last)

    await store.write(publish)
    revision = await store.read(catalogue.revision)
    await store.write(publish)
    assert await store.read(catalogue.revision) == revision, "the same again changes nothing"

    async def version_on(day: date) -> int | None:
        await store.write(lambda tx: versions.settle(tx, NOW, day))
        found = await store.read(lambda tx: catalogue.current(tx, FIRST))
        return found[0] if found else None

    assert [await version_on(date(2026, 2, 28)), await version_on(date(2026, 3, 1))] == [1, 2]
    assert [await version_on(date(2026, 3, 31)), await version_on(date(2026, 4, 1))] == [2, None]
    assert await store.write(lambda tx: versions.settle(tx, NOW, date(2026, 4, 2))) == 0


async def test_what_is_withdrawn_stays_so_until_it_is_published_again(store: Store) -> None:
    await store.write(lambda tx: import_items(tx, ITEMS[:1], NOW))
    for _ in range(2):
        await store.write(lambda tx: versions.withdraw(tx, FIRST, NOW))
    assert await store.read(lambda tx: catalogue.current(tx, FIRST)) is None
    day = date(2026, 1, 1)
    await store.write(lambda tx: versions.publish_version(tx, FIRST, 1, NOW, day, valid_from=day, valid_until=None))
    assert await store.read(lambda tx: catalogue.current(tx, FIRST)) == (1, ITEMS[0])


async def test_the_digest_of_a_source_is_kept(store: Store) -> None:
    assert await store.read(lambda tx: catalogue.source_digest(tx, "demo")) is None
    for digest in ("a", "b"):
        await store.write(partial(versions.set_source_digest, name="demo", sha256=digest))
    assert await store.read(lambda tx: catalogue.source_digest(tx, "demo")) == "b"
