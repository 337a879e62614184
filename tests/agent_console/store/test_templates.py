from agent_console.core.template import TemplateKind
from agent_console.services.templates import read_file
from agent_console.store import templates
from signaling.clock import FakeClock
from signaling.store.engine import Store


async def test_templates_come_back_in_the_order_of_their_file(store: Store) -> None:
    listed = read_file()
    for _ in range(2):
        await store.write(lambda tx: templates.replace_all(tx, listed, FakeClock().now()))
    assert await store.read(templates.find) == list(listed)
    missing = await store.read(lambda tx: templates.get(tx, TemplateKind.CORRECTION, "missing"))
    assert missing in listed
