import pytest

from agent_console.demo.seed import BY_HAND, SIMULATED
from agent_console.services import folders
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import TicketId
from tests.agent_console.api.test_folders import ticket_taken
from tests.agent_console.conftest import Hall


async def test_another_windows_ticket_has_no_folder_for_this_one(hall: Hall) -> None:
    await hall.window()
    ticket: TicketId = await ticket_taken(await hall.signed_in("wu", "clerk"))

    def look(tx: Transaction) -> str:
        with pytest.raises(Refused) as refused:
            folders.ticket_of(tx, SIMULATED.actor(), ticket)
        assert refused.value.code is Code.TICKET_UNKNOWN
        return folders.item_of(tx, folders.ticket_of(tx, BY_HAND.actor(), ticket)).id

    assert await hall.product.console.store.read(look) == "individual-business-registration"
