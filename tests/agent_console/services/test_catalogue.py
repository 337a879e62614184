from datetime import date

import pytest
from msgspec.structs import replace

from agent_console.core.implementation import Listed
from agent_console.core.publishing import Lack
from agent_console.demo.city.city import read_wanted
from agent_console.services import catalogue as service
from agent_console.services.accounts import OPERATOR
from agent_console.store import catalogue
from agent_console.store.versions import Import, draft_items, import_items
from signaling.clock import FakeClock
from signaling.core.refusal import Refused
from signaling.protocol.codes import Code
from signaling.store.engine import Store

NOW = FakeClock().now()
TODAY = date(2026, 1, 1)
FIRST, SECOND = read_wanted()[:2]


async def test_standings_tell_what_is_published_drafted_and_lacking(store: Store) -> None:
    await store.write(lambda tx: import_items(tx, [FIRST], NOW))
    drafts = [replace(FIRST, item=replace(FIRST.item, fee="3.00")), SECOND]
    await store.write(lambda tx: draft_items(tx, drafts, NOW))
    first, second = await store.read(lambda tx: service.standings(tx, TODAY))
    assert (first.state, first.current, first.newest, first.redrafted) == ("published", 1, 2, True)
    assert (second.state, second.redrafted) == ("draft", False)
    assert first.lacks == (Lack.OFFICIAL,), "nobody has an account yet"
    assert second.lacks == (Lack.OFFICIAL, Lack.PARTS)


async def test_publishing_what_lacks_something_names_all_of_it(store: Store) -> None:
    await store.write(lambda tx: draft_items(tx, [Listed(replace(FIRST.item, materials=()))], NOW))
    with pytest.raises(Refused) as caught:
        await store.write(
            lambda tx: service.publish(tx, OPERATOR, FIRST.item.id, 1, NOW, valid_from=TODAY, valid_until=None)
        )
    assert (caught.value.code, caught.value.facts) == (Code.ITEM_INCOMPLETE, {"missing": "materials, official"})
    assert await store.read(lambda tx: catalogue.current(tx, FIRST.item.id)) is None


async def test_a_comparison_tells_what_drafting_would_do(store: Store) -> None:
    await store.write(lambda tx: import_items(tx, [FIRST], NOW))
    changed = replace(FIRST, item=replace(FIRST.item, fee="3.00"))
    assert await store.read(lambda tx: service.compare(tx, [FIRST, SECOND])) == Import(1, 0, 1, 0)
    assert await store.read(lambda tx: service.compare(tx, [changed])) == Import(0, 1, 0, 0)
