from functools import partial

from agent_console.services.item_editor import draft, entry_of
from signaling.core.access import Actor
from signaling.protocol.names import Role
from signaling.protocol.views import Text
from tests.agent_console.conftest import ITEM, Hall

OPERATOR = Actor(role=Role.OPERATOR, id="admin", name=Text(zh="管", en="O"), division="440000")


async def test_an_entry_that_was_not_changed_makes_no_draft(hall: Hall) -> None:
    store = hall.product.console.store
    number, entry = await store.read(partial(entry_of, item=ITEM, version=None))
    lay = partial(draft, actor=OPERATOR, item=ITEM, entry=entry, now=hall.clock.now())
    assert await store.write(lay) == ()
    assert (await store.read(partial(entry_of, item=ITEM, version=None)))[0] == number == 1
