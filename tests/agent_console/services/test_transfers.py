from agent_console.services import transfers
from agent_console.services.dossier import load_to_change
from agent_console.store import custody
from signaling.ports import Transaction
from tests.agent_console.conftest import Hall


async def test_nothing_scanned_is_no_transfer(hall: Hall) -> None:
    await hall.window()
    case = await hall.open_case()

    def send(tx: Transaction) -> int:
        transfers.transfer_all(load_to_change(tx, case), hall.clock.now())
        return len(custody.transfers(tx, case))

    assert await hall.product.console.store.write(send) == 0
