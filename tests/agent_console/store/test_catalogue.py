import pytest

from agent_console.core.handling import ServiceType
from agent_console.core.implementation import Implementation, Listed
from agent_console.demo.seed import BY_HAND, read_demo_catalogue
from agent_console.store import catalogue
from agent_console.store.accounts import add_window
from agent_console.store.versions import import_items
from signaling.clock import FakeClock
from signaling.core.refusal import Refused
from signaling.protocol.names import ItemId
from signaling.store.engine import Store

NOW = FakeClock().now()
ITEMS = read_demo_catalogue()[:12]
BOLUO = "441322"


async def test_the_desk_learns_what_decides_an_items_queue(store: Store) -> None:
    await store.write(lambda tx: import_items(tx, ITEMS, NOW))
    route = await store.read(lambda tx: catalogue.route(tx, ITEMS[0].id))
    assert route is not None
    assert (route.version, route.department, route.qualification) == (1, "market-regulation", "business-registration")
    assert await store.read(lambda tx: catalogue.route(tx, ItemId("none"))) is None


async def test_a_ticket_goes_to_whoever_accepts(store: Store) -> None:
    collected = Implementation(BOLUO, service_types={"*": ServiceType.COLLECTED})
    listed = Listed(ITEMS[0], (collected, Implementation("441302")))
    await store.write(lambda tx: import_items(tx, [listed], NOW))
    await store.write(lambda tx: add_window(tx, BY_HAND, NOW))
    route = await store.read(lambda tx: catalogue.route(tx, ITEMS[0].id, BOLUO, "huicheng"))
    assert route is not None
    assert (route.division, route.department_name) == (BOLUO, ITEMS[0].department_name)
    handled = await store.read(lambda tx: catalogue.resolve(tx, ITEMS[0].id, BOLUO, "huicheng"))
    assert (handled.receiving, handled.home, handled.accepting) == ("441302", BOLUO, BOLUO)
    assert (await store.read(lambda tx: catalogue.resolve(tx, ITEMS[0].id, None, "huicheng"))).home == "441302"
    with pytest.raises(Refused, match="item-not-there"):
        await store.read(lambda tx: catalogue.resolve(tx, ITEMS[0].id, "441324", "huicheng"))
    with pytest.raises(Refused, match="item-unknown"):
        await store.read(lambda tx: catalogue.resolve(tx, ItemId("none"), None, "huicheng"))


async def test_the_newest_versions_are_told_with_their_implementations(store: Store) -> None:
    listed = [Listed(ITEMS[0], (Implementation(BOLUO), Implementation("441324"))), Listed(ITEMS[1])]
    await store.write(lambda tx: import_items(tx, listed, NOW))
    assert await store.read(catalogue.latest) == [(1, listed[0]), (1, listed[1])]
    (version,) = await store.read(lambda tx: catalogue.versions(tx, ITEMS[0].id))
    assert (version.number, version.published_at, version.valid_from) == (1, NOW, None)
    assert await store.read(lambda tx: catalogue.known_items(tx, [ITEMS[0].id, "none"])) == {ITEMS[0].id}
