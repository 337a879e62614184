import pytest

from agent_console.core.backoffice import Filter, Standing
from agent_console.core.clock import local_day
from agent_console.services.backoffice import history, make_list
from signaling.core.refusal import Refused
from signaling.protocol.case_views import CaseState
from tests.agent_console.api.test_cases import bring_to
from tests.agent_console.conftest import Hall
from tests.agent_console.store.test_backoffice import actor


async def test_a_row_says_how_its_case_stands(hall: Hall) -> None:
    case = await hall.open_case()
    await bring_to(hall, await hall.signed_in("chen"), await hall.window(), case, CaseState.ACCEPTED)
    chen, today = await actor(hall, "chen"), local_day(hall.clock.now())
    made = await hall.product.console.store.read(lambda tx: make_list(tx, chen, Filter(), today))
    (row,) = made.cases
    assert (row.state, row.urged, row.child) == (CaseState.ACCEPTED, False, False)
    assert row.standing is not Standing.NONE
    assert made.counts == {CaseState.ACCEPTED: 1}
    assert "market-regulation" in made.departments


async def test_a_history_is_for_those_who_may_read_the_case(hall: Hall) -> None:
    case = await hall.open_case()
    lin = await actor(hall, "lin")
    with pytest.raises(Refused):
        await hall.product.console.store.read(lambda tx: history(tx, lin, case))
