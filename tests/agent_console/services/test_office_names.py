from agent_console.services.office_names import hall_name, office_name
from signaling.ports import Transaction
from signaling.protocol.views import Text
from tests.agent_console.conftest import Hall


async def test_what_nobody_named_stands_as_its_code(hall: Hall) -> None:
    def look(tx: Transaction) -> tuple[Text | None, Text, Text]:
        return hall_name(tx, ""), office_name(tx, "999999", ""), office_name(tx, "999999", "moon")

    none, place, department = await hall.product.console.store.read(look)
    assert (none, place.zh, department.en) == (None, "999999", "moon, 999999")
