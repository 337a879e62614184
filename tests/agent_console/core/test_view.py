from msgspec.structs import replace

from agent_console.core.case import Case
from agent_console.core.view import Place, masked, view
from agent_console.demo.seed import read_demo_catalogue
from signaling.protocol.names import CaseId, Role, SessionId
from signaling.protocol.views import CaseAction, CaseState

ITEM = read_demo_catalogue()[0]
PLACE = Place(CaseId("c"), SessionId("s"), ITEM.id, 1)


def test_a_fresh_case_tells_what_is_missing_and_what_may_be_done() -> None:
    seen = view(PLACE, ITEM, Case())
    assert seen.missing[0] == "operator_name"
    assert seen.missing[-2:] == ("identity-card", "premises-proof")
    assert CaseAction.PRESENT not in seen.actions[Role.OFFICIAL]
    assert [material.code for material in seen.materials] == ["identity-card", "premises-proof"]


def test_nothing_is_missing_once_it_is_presented() -> None:
    assert view(PLACE, ITEM, Case(state=CaseState.PRESENTED)).missing == ()


def test_who_watches_sees_personal_values_masked_and_the_rest_as_it_is() -> None:
    full = view(PLACE, ITEM, Case(values={"operator_phone": "13800138000", "operator_name": "张三", "employees": 3}))
    seen = masked(full, ITEM)
    assert seen.values == {"operator_phone": "13*******00", "operator_name": "张三", "employees": 3}
    assert replace(seen, values=full.values) == full
