from msgspec.structs import replace

from agent_console.demo.seed import read_demo_catalogue
from agent_console.store import catalogue
from agent_console.store.catalogue import Import
from signaling.clock import FakeClock
from signaling.protocol.names import ItemId
from signaling.store.engine import Store

NOW = FakeClock().now()
ITEMS = read_demo_catalogue()


async def test_unchanged_content_keeps_its_version(store: Store) -> None:
    assert await store.write(lambda tx: catalogue.import_items(tx, ITEMS, NOW)) == Import(12, 0, 0, 0)
    assert await store.write(lambda tx: catalogue.import_items(tx, ITEMS, NOW)) == Import(0, 0, 12, 0)
    changed = [replace(ITEMS[0], fee="10.00"), *ITEMS[1:]]
    assert await store.write(lambda tx: catalogue.import_items(tx, changed, NOW)) == Import(0, 1, 11, 0)
    published = await store.read(catalogue.published)
    assert [version for version, _ in published] == [2, *[1] * 11]
    assert [item for _, item in published] == changed


async def test_an_item_that_comes_back_goes_on_where_it_was(store: Store) -> None:
    await store.write(lambda tx: catalogue.import_items(tx, ITEMS, NOW))
    assert await store.write(lambda tx: catalogue.import_items(tx, ITEMS[1:], NOW)) == Import(0, 0, 11, 1)
    assert await store.read(lambda tx: catalogue.current(tx, ITEMS[0].id)) is None
    assert await store.read(lambda tx: catalogue.get_version(tx, ITEMS[0].id, 1)) == ITEMS[0]
    await store.write(lambda tx: catalogue.import_items(tx, ITEMS, NOW))
    assert await store.read(lambda tx: catalogue.current(tx, ITEMS[0].id)) == (1, ITEMS[0])


async def test_the_desk_learns_what_decides_an_items_queue(store: Store) -> None:
    await store.write(lambda tx: catalogue.import_items(tx, ITEMS, NOW))
    route = await store.read(lambda tx: catalogue.route(tx, ITEMS[0].id))
    assert route is not None
    assert (route.version, route.department, route.qualification) == (1, "market-regulation", "business-registration")
    assert await store.read(lambda tx: catalogue.route(tx, ItemId("none"))) is None
