from datetime import UTC, date, datetime

from msgspec.structs import replace

from agent_console.core.acts import Child
from agent_console.core.case import Case, Correction, Excluded, Result, Told, Urge
from agent_console.core.handling import Duty
from agent_console.core.permit import Party
from agent_console.core.view import Acting, Place, masked, view
from agent_console.demo.seed import read_demo_catalogue
from signaling.protocol.case_views import CaseAction, CaseState, MissingView
from signaling.protocol.names import CaseId, Role, SessionId
from signaling.protocol.views import Text, Value

ITEM = read_demo_catalogue()[0]
PLACE = Place(CaseId("c"), SessionId("s"), ITEM.id, 1)
WHO = {Role.OFFICIAL: Acting(frozenset({Party.ACCEPTING, Party.DECIDING}), "chen")}
AT = datetime(2026, 1, 5, 9, tzinfo=UTC)


def test_a_fresh_case_tells_what_is_missing_and_what_may_be_done() -> None:
    seen = view(PLACE, ITEM, Case(), WHO)
    assert "operator_name" in seen.missing
    assert seen.missing[-2:] == ("identity-card", "premises-proof")
    assert CaseAction.PRESENT not in seen.actions[Role.OFFICIAL]
    assert CaseAction.SAVE_FORM in seen.actions[Role.OFFICIAL]
    assert [material.code for material in seen.materials] == ["identity-card", "premises-proof"]


def test_nothing_is_missing_once_it_is_presented() -> None:
    assert view(PLACE, ITEM, Case(state=CaseState.PRESENTED), WHO).missing == ()


def test_who_watches_sees_personal_values_masked_and_the_rest_as_it_is() -> None:
    values: dict[str, Value] = {
        "operator_phone": "13800138000",
        "operator_name": "张三",
        "employees": 3,
        "of_the_parent": "秘密事项",
    }
    full = view(PLACE, ITEM, Case(values=values), WHO)
    seen = masked(full, ITEM)
    assert (seen.values["operator_phone"], seen.values["operator_name"]) == ("13*******00", "张三")
    assert seen.values["employees"] == 3
    # What the form does not know came from a parent's: nobody who watches needs it.
    assert seen.values["of_the_parent"] != "秘密事项"
    assert replace(seen, values=full.values) == full


def test_what_happened_to_the_case_is_seen() -> None:
    item = replace(ITEM, to_tell=(Text(zh="一", en="One"), Text(zh="二", en="Two")))
    case = Case(
        state=CaseState.CORRECTING,
        duties={Duty.CHECKER: "wu"},
        told=(Told(1, AT, Role.CLERK),),
        correction=Correction((MissingView("identity-card", "blurred"),), date(2026, 1, 12), AT, CaseState.REGISTERING),
        supplies={"premises-proof": date(2026, 1, 9)},
        excluded=(Excluded("hearing", AT),),
        urges=(Urge(AT, Role.WINDOW, "please"),),
        result=Result("R-1", None),
        children=(Child(CaseId("d"), ITEM.id, ITEM.name, "tax"),),
    )
    seen = view(replace(PLACE, due_on=date(2026, 1, 20), warning=50), item, case, WHO)
    assert [(note.index, note.told_at) for note in seen.to_tell] == [(0, None), (1, AT)]
    assert seen.correction is not None
    assert seen.correction.due_on == "2026-01-12"
    assert (seen.due_on, seen.warning, seen.paused, seen.duties) == ("2026-01-20", 50, "hearing", {"checker": "wu"})
    assert seen.materials[1].supply_due == "2026-01-09"
    assert (seen.urges[0].text, seen.children[0].id) == ("please", "d")
    assert seen.result is not None
    assert seen.result.number == "R-1"
