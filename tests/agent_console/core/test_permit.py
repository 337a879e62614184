import pytest

from agent_console.core.case import Case
from agent_console.core.permit import ACTS_BY, NEXT, allowed, may
from signaling.protocol.names import Role
from signaling.protocol.views import CaseAction, CaseState

OFFICIAL, WINDOW = Role.OFFICIAL, Role.WINDOW
EXPECTED: dict[CaseState, dict[Role, set[CaseAction]]] = {
    CaseState.REGISTERING: {
        OFFICIAL: {CaseAction.SAVE_FORM, CaseAction.ACCEPT_PAGE, CaseAction.RETURN_PAGE, CaseAction.PRESENT},
        WINDOW: {CaseAction.ATTACH_PAGE},
    },
    CaseState.PRESENTED: {OFFICIAL: {CaseAction.TAKE_BACK}, WINDOW: {CaseAction.SIGN}},
    CaseState.SIGNED: {OFFICIAL: {CaseAction.TAKE_BACK}, WINDOW: {CaseAction.CONFIRM}},
    CaseState.CONFIRMED: {OFFICIAL: {CaseAction.TAKE_BACK, CaseAction.ACCEPT}, WINDOW: set()},
    CaseState.ACCEPTED: {OFFICIAL: set(), WINDOW: set()},
}


@pytest.mark.parametrize("state", CaseState)
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", CaseAction)
def test_each_role_may_do_exactly_what_stands_in_the_table(state: CaseState, role: Role, action: CaseAction) -> None:
    assert may(role, action, Case(state=state)) == (action in EXPECTED.get(state, {}).get(role, set()))


def test_every_action_belongs_to_somebody_and_happens_somewhere() -> None:
    assert {action for _, action in NEXT} == set(ACTS_BY)


def test_a_page_shows_what_may_be_done() -> None:
    shown = allowed(Case(state=CaseState.CONFIRMED), ())
    assert shown == {Role.WINDOW: (), Role.OFFICIAL: (CaseAction.TAKE_BACK, CaseAction.ACCEPT)}


def test_no_page_offers_to_present_what_is_incomplete() -> None:
    assert CaseAction.PRESENT in allowed(Case(), ())[OFFICIAL]
    assert CaseAction.PRESENT not in allowed(Case(), ("name",))[OFFICIAL]
