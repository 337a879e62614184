from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from agent_console.core.acts import Child
from agent_console.core.case import Case, Excluded, Urge
from agent_console.core.catalogue import Material
from agent_console.core.handling import Duty, ServiceType
from agent_console.core.hindrances import hindrance
from agent_console.core.page import Page
from agent_console.demo.seed import read_demo_catalogue
from signaling.protocol.case_views import CaseAction, CaseState, PageState
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, ItemId, Role, Sha256
from signaling.protocol.views import Text
from tests.agent_console.core.test_permit import handling

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
NAME = Text(zh="名", en="Name")
ITEM = replace(
    read_demo_catalogue()[0],
    materials=(Material("card", NAME, original_seen=True), Material("lease", NAME)),
    to_tell=(),
    result=None,
)
GENEROUS = replace(
    ITEM,
    materials=(Material("card", NAME, supply_days=3, promise=True, reusable=True),),
    to_tell=(NAME,),
    result=NAME,
)
PAGE = Page(Sha256("a" * 64), PageState.ACCEPTED, AT, 1, 1, 1, "image/jpeg", None, material="card")
HEARING = Excluded("hearing", AT)


@pytest.mark.parametrize(
    ("action", "hindered", "free", "code"),
    [
        (CaseAction.ATTACH_PAGE, Case(state=CaseState.ACCEPTED), Case(), Code.NOT_ALLOWED),
        (CaseAction.SUPPLY, Case(), Case(supplies={"card": date(2026, 1, 9)}), Code.NOT_ALLOWED),
        (
            CaseAction.ACCEPT,
            Case(pages=(PAGE,)),
            Case(pages=(PAGE,), originals_seen=frozenset({"card"})),
            Code.ORIGINAL_UNSEEN,
        ),
        (
            CaseAction.CHECK_PROMISE,
            Case(promises={"card": "kept"}),
            Case(promises={"card": "given"}),
            "promise-unknown",
        ),
        (CaseAction.DECIDE, Case(supplies={"card": date(2026, 1, 9)}), Case(), Code.SUPPLY_OUTSTANDING),
        (CaseAction.DECIDE, Case(excluded=(HEARING,)), Case(), Code.CLOCK_PAUSED),
        (CaseAction.EXTEND, Case(extended_days=5), Case(), Code.EXTENDED_ALREADY),
        (CaseAction.PAUSE_CLOCK, Case(excluded=(HEARING,)), Case(), Code.CLOCK_PAUSED),
        (CaseAction.RESUME_CLOCK, Case(), Case(excluded=(HEARING,)), Code.CLOCK_RUNNING),
        (CaseAction.ANSWER_URGE, Case(), Case(urges=(Urge(AT, Role.WINDOW, ""),)), Code.URGE_NONE),
        (
            CaseAction.ESCALATE,
            Case(urges=(Urge(AT, Role.WINDOW, "", "soon"),)),
            Case(urges=(Urge(AT, Role.WINDOW, ""),)),
            "urge-none",
        ),
        (CaseAction.RECEIVE, Case(slips={"s": AT}), Case(slips={"s": None}), Code.SLIP_UNKNOWN),
    ],
)
def test_what_the_case_holds_stands_against_an_action(
    action: CaseAction, hindered: Case, free: Case, code: str
) -> None:
    found = hindrance(action, hindered, ITEM, "chen")
    assert found is not None
    assert found.code == code
    assert found.refusal().code == code
    assert hindrance(action, free, ITEM, "chen") is None


@pytest.mark.parametrize(
    ("action", "code"),
    [
        (CaseAction.WAIVE_SUPPLY, Code.NOT_WAIVABLE),
        (CaseAction.PROMISE, Code.NOT_PROMISABLE),
        (CaseAction.REUSE_MATERIAL, Code.NOT_REUSABLE),
        (CaseAction.TELL_NOTE, Code.NOTE_UNKNOWN),
    ],
)
def test_an_item_offers_only_what_its_materials_and_notes_allow(action: CaseAction, code: Code) -> None:
    found = hindrance(action, Case(), ITEM, "chen")
    assert found is not None
    assert found.code is code
    assert hindrance(action, Case(), GENEROUS, "chen") is None


@pytest.mark.parametrize(
    ("action", "duty", "other"),
    [(CaseAction.DECIDE, Duty.ACCEPTOR, "acceptor"), (CaseAction.ACCEPT, Duty.DECIDER, "decider")],
)
def test_duties_that_must_differ_are_not_taken_by_one_person(action: CaseAction, duty: Duty, other: str) -> None:
    case = Case(handling=handling(ServiceType.ACCEPTED), duties={duty: "chen"})
    found = hindrance(action, case, ITEM, "chen")
    assert found is not None
    assert (found.code, found.facts["other"]) == (Code.DUTY_CONFLICT, other)
    assert hindrance(action, case, ITEM, "gao") is None


def test_an_application_over_several_departments_is_decided_by_its_parts() -> None:
    parent = Case(children=(Child(CaseId("c"), ItemId("i"), NAME, "tax"),))
    for action in (CaseAction.REVIEW, CaseAction.DECIDE, CaseAction.DELIVER):
        found = hindrance(action, parent, ITEM, "chen")
        assert found is not None
        assert found.code is Code.CHILDREN_OPEN


def test_no_paper_may_follow_in_an_application_over_several_departments() -> None:
    joint = replace(GENEROUS, components=("one", "other"))
    found = hindrance(CaseAction.WAIVE_SUPPLY, Case(), joint, "chen")
    assert found is not None
    assert found.code is Code.JOINT_NOT_WAIVABLE


def test_what_was_granted_on_paper_is_not_closed_before_it_is_handed_over() -> None:
    granted = Case(decision="granted")
    assert hindrance(CaseAction.CLOSE, granted, GENEROUS, "chen") is not None
    assert hindrance(CaseAction.CLOSE, granted, ITEM, "chen") is None
    assert hindrance(CaseAction.CLOSE, Case(decision="refused"), GENEROUS, "chen") is None
