import pytest

from agent_console.core.acts import OriginalSeen, OriginalSettled
from agent_console.services.custody import check_settled, open_items
from agent_console.services.dossier import load_to_change
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import Role
from tests.agent_console.conftest import Hall


async def test_a_case_is_settled_when_nothing_is_open(hall: Hall) -> None:
    case = await hall.open_case()

    def look(tx: Transaction) -> None:
        dossier, now = load_to_change(tx, case), hall.clock.now()
        check_settled(dossier)
        dossier.note(OriginalSeen("identity-card"), actor="wu", role=Role.CLERK, at=now)
        assert [item.why for item in open_items(dossier)] == ["unsettled"]
        with pytest.raises(Refused) as refused:
            check_settled(dossier)
        assert refused.value.code is Code.ORIGINALS_OPEN
        dossier.note(OriginalSettled("identity-card", "returned"), actor="wu", role=Role.CLERK, at=now)
        check_settled(dossier)

    await hall.product.console.store.write(look)
