import pytest

from agent_console.core.acts import FormSaved
from agent_console.services.dossier import load, load_to_change, stream
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Role
from signaling.store import ledger
from tests.agent_console.conftest import Hall


async def test_an_act_is_told_in_full_to_those_who_take_part_and_masked_to_those_who_watch(hall: Hall) -> None:
    case = await hall.open_case()
    stored = await hall.product.console.store.read(lambda tx: ledger.facts_after(tx, stream(case), 0))
    assert stored is not None
    full, masked = stored
    assert full.audience == {"window", "clerk", "official"}
    assert masked.audience == {"supervisor"}
    assert b"13800138000" in full.body
    assert b"13800138000" not in masked.body


async def test_acts_of_a_command_that_fails_are_not_kept(hall: Hall) -> None:
    case = await hall.open_case()

    def fail(tx: Transaction) -> None:
        load_to_change(tx, case).note(
            FormSaved({"operator_name": "x"}), actor="chen", role=Role.OFFICIAL, at=hall.clock.now()
        )
        raise Refused(Code.BUSY)

    with pytest.raises(Refused):
        await hall.product.console.store.write(fail)
    assert "operator_name" not in (await hall.product.console.store.read(lambda tx: load(tx, case))).case.values


async def test_an_unknown_case_is_not_found(hall: Hall) -> None:
    with pytest.raises(Refused, match="not-found"):
        await hall.product.console.store.read(lambda tx: load(tx, CaseId("none")))
