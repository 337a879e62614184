import pytest

from agent_console.demo.seed import BY_HAND, SIMULATED
from agent_console.services import hall as halls
from agent_console.store import accounts
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import TicketId
from tests.agent_console.conftest import Hall


async def test_a_hall_has_its_own_windows_in_order(hall: Hall) -> None:
    def lay_down(tx: Transaction) -> list[str]:
        accounts.add_window(tx, SIMULATED, hall.clock.now())
        accounts.add_window(tx, BY_HAND, hall.clock.now())
        assert halls.of_hall(tx, "elsewhere") == []
        with pytest.raises(Refused) as refused:
            halls.ticket_of(tx, BY_HAND.actor(), TicketId("none"))
        assert refused.value.code is Code.TICKET_UNKNOWN
        return [window.id for window in halls.of_hall(tx, BY_HAND.hall)]

    assert await hall.product.console.store.write(lay_down) == ["window-1", "window-2"]
