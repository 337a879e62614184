from functools import partial

import pytest

from agent_console.services.assigning import assign, may_assign
from agent_console.services.dossier import load
from agent_console.store import cases
from signaling.core.refusal import Refused
from signaling.protocol.case_views import CaseState
from signaling.protocol.codes import Code
from tests.agent_console.api.test_cases import bring_to
from tests.agent_console.conftest import Hall
from tests.agent_console.store.test_backoffice import actor


async def test_a_case_is_given_to_a_colleague_on_record(hall: Hall) -> None:
    case = await hall.open_case()
    await bring_to(hall, await hall.signed_in("chen"), await hall.window(), case, CaseState.ACCEPTED)
    store, chen, zhou, he = hall.product.console.store, *[await actor(hall, each) for each in ("chen", "zhou", "he")]
    for _ in range(2):
        await store.write(lambda tx: assign(tx, chen, case, "lin", hall.clock.now()))
    assert await store.read(lambda tx: cases.owner_of(tx, case)) == "lin"
    await store.write(lambda tx: assign(tx, zhou, case, "gao", hall.clock.now()))
    assert await store.read(lambda tx: cases.owner_of(tx, case)) == "gao"
    assert not await store.read(lambda tx: may_assign(load(tx, case), he))
    for who, owner, code in (
        (chen, "he", Code.OWNER_UNFIT),
        (chen, "wu", Code.OWNER_UNFIT),
        (he, "he", Code.NOT_FOUND),
    ):
        with pytest.raises(Refused) as refused:
            await store.write(partial(assign, actor=who, case=case, owner=owner, at=hall.clock.now()))
        assert refused.value.code is code
