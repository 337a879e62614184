from sqlalchemy import select

from agent_console.store.tables import cases
from signaling.protocol.views import CaseState
from tests.agent_console.api.test_cases import bring_to
from tests.agent_console.conftest import ID_NUMBER, Hall


async def test_the_notices_link_tells_how_the_case_stands_and_nothing_personal(hall: Hall) -> None:
    case = await hall.open_case()
    await bring_to(hall, await hall.signed_in("chen"), await hall.window(), case, CaseState.ACCEPTED)
    token = await hall.product.console.store.read(lambda tx: tx.execute(select(cases.c.token)).scalar_one())
    answer = await hall.browser().get(f"/api/progress/{token}")
    assert answer.json() == {
        "number": "441302-20260105-00001",
        "itemName": {"zh": "个体工商户设立登记", "en": "Registration of an individual business"},
        "departmentName": {"zh": "市场监督管理局", "en": "Administration for Market Regulation"},
        "acceptedAt": "2026-01-05T09:00:00Z",
        "dueOn": "2026-01-06",
    }
    assert ID_NUMBER not in answer.text


async def test_no_other_link_tells_anything(hall: Hall) -> None:
    case = await hall.open_case()
    for token in ("none", case, "None"):
        assert (await hall.browser().get(f"/api/progress/{token}")).json()["code"] == "not-found"
