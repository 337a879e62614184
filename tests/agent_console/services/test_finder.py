import asyncio

import pytest
from msgspec.structs import replace

from agent_console.core.division import joined
from agent_console.demo.seed import read_demo_catalogue
from agent_console.services.finder import Finder
from agent_console.store import catalogue, places
from agent_console.store.versions import import_items
from signaling.protocol.names import CaseId
from signaling.protocol.views import Text
from tests.agent_console.conftest import ITEM, Hall


async def test_the_index_follows_the_catalogue(hall: Hall) -> None:
    finder, store = hall.product.console.finder, hall.product.console.store
    first = await finder.shelf()
    assert await finder.shelf() is first, "nothing has changed"
    published = [item for _, item in await store.read(catalogue.published)]
    changed = [replace(published[0], name=Text(zh="养蜂登记", en="Registration of bees")), *published[1:]]
    await store.write(lambda tx: import_items(tx, changed, hall.clock.now()))
    second = await finder.shelf()
    assert [hit.id for hit in second.index.find("yangfeng")] == [published[0].id]
    assert second.entries[published[0].id].version == 2


async def test_the_atlas_follows_the_divisions(hall: Hall) -> None:
    finder, store = hall.product.console.finder, hall.product.console.store
    known = len((await finder.atlas()).tree)
    further = joined({"53": Text(zh="云南省", en="Yunnan"), "5301": Text(zh="昆明市", en="Kunming")})
    await store.write(lambda tx: places.add_divisions(tx, further, hall.clock.now()))
    atlas = await finder.atlas()
    assert len(atlas.tree) == known + 2
    assert [hit.id for hit in atlas.index.find("kunming")] == ["530100"]


async def test_what_is_asked_for_often_is_known(hall: Hall) -> None:
    assert read_demo_catalogue()
    await hall.window()
    case: CaseId = await hall.open_case()
    assert case
    assert (await hall.product.console.finder.taken())[ITEM] == 1


async def test_the_indexes_are_built_before_anybody_asks(hall: Hall) -> None:
    finder = Finder(hall.product.console.store, hall.clock)
    keeping = asyncio.create_task(finder.keep_ready())
    assert (await finder.shelf()).entries
    assert not keeping.done(), "it goes on"
    keeping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await keeping
