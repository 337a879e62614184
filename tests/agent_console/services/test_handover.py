import pytest

from agent_console.core.acts import Dispatched
from agent_console.services import handover
from agent_console.services.dossier import load_to_change
from agent_console.store import accounts
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import Role
from tests.agent_console.conftest import Hall


async def test_a_wrong_bag_and_an_unknown_material_are_refused(hall: Hall) -> None:
    await hall.window()
    case = await hall.open_case()

    def try_it(tx: Transaction) -> None:
        account, now = accounts.get_account(tx, "wu"), hall.clock.now()
        assert account is not None
        clerk = account.actor()
        load_to_change(tx, case).note(Dispatched("window", "BAG-1"), actor="chen", role=Role.OFFICIAL, at=now)
        with pytest.raises(Refused) as refused:
            handover.hand_out(tx, clerk, case, bag="BAG-2", signed="paper", now=now)
        assert refused.value.code is Code.BAG_DIFFERS
        with pytest.raises(Refused) as refused:
            handover.make_slip(tx, clerk, case, ("moon",), now)
        assert refused.value.code is Code.MATERIAL_UNKNOWN

    await hall.product.console.store.write(try_it)
