"""Every kind of actor against every action, state and service type; what is expected is written down a second time."""

import pytest

from agent_console.core.handling import Handling, Mode, ServiceType
from agent_console.core.permit import (
    BESIDE,
    IN_SESSION,
    NEEDS_SESSION,
    TABLE,
    Party,
    may,
    of_holder,
    parties,
    permitted,
)
from signaling.core.access import Actor
from signaling.protocol.case_views import CaseAction, CaseState
from signaling.protocol.names import Role
from signaling.protocol.views import Text

NAME = Text(zh="名", en="Name")
HOME, HERE, ELSEWHERE, CITY = "441322", "441302", "441324", "441300"
DEPARTMENT = "market-regulation"
MINE, OTHER = frozenset({DEPARTMENT}), frozenset({"tax"})
HEAD = frozenset({"head"})


def handling(kind: ServiceType) -> Handling:
    """An item of Boluo, applied for at the hall of Huicheng."""
    return Handling(
        service_type=kind,
        mode=Mode.COLLECTION,
        receiving=HERE,
        receiving_office="huicheng",
        home=HOME,
        accepting=HOME if kind is ServiceType.COLLECTED else HERE,
        deciding=HERE if kind is ServiceType.HANDLED else HOME,
        department=DEPARTMENT,
        legal_days=20,
        committed_days=10,
    )


def official(division: str, departments: frozenset[str] = MINE, qualifications: frozenset[str] = frozenset()) -> Actor:
    return Actor(Role.OFFICIAL, "o", NAME, division, departments=departments, qualifications=qualifications)


ACTORS: dict[str, Actor] = {
    "resident": Actor(Role.WINDOW, "w", NAME, HERE, "huicheng"),
    "clerk here": Actor(Role.CLERK, "k", NAME, HERE, "huicheng"),
    "clerk where it is collected": Actor(Role.CLERK, "k", NAME, HOME, "boluo"),
    "clerk elsewhere": Actor(Role.CLERK, "k", NAME, ELSEWHERE, "longmen"),
    "official here": official(HERE),
    "official at home": official(HOME),
    "official of the city": official(CITY),
    "official elsewhere": official(ELSEWHERE),
    "official of another department here": official(HERE, OTHER),
    "official of another department at home": official(HOME, OTHER),
    "head here": official(HERE, qualifications=HEAD),
    "head at home": official(HOME, qualifications=HEAD),
    "head of another department": official(HOME, OTHER, HEAD),
    "supervisor here": Actor(Role.SUPERVISOR, "s", NAME, HERE),
    "supervisor at home": Actor(Role.SUPERVISOR, "s", NAME, HOME),
    "supervisor elsewhere": Actor(Role.SUPERVISOR, "s", NAME, ELSEWHERE),
    "machine": Actor(Role.OPERATOR, "system", NAME, ""),
}
CLERKS = {"clerk here", "clerk where it is collected"}
AT_HOME = {"official at home", "head at home", "official of the city"}
AT_HERE = {"official here", "head here", "official of the city"}
# Service type -> who accepts, who decides, whose head may extend.
SIDES: dict[ServiceType, tuple[set[str], set[str], set[str]]] = {
    ServiceType.COLLECTED: (AT_HOME, AT_HOME, {"head at home"}),
    ServiceType.ACCEPTED: (AT_HERE, AT_HOME, {"head at home"}),
    ServiceType.HANDLED: (AT_HERE, AT_HERE, {"head here"}),
}
SPEAKING = {
    "resident": {"resident"},
    "clerk": CLERKS,
    "receiving": AT_HERE,
    "supervisor": {"supervisor here", "supervisor at home"},
    "machine": {"machine"},
}
# States by a letter: Registering Presented Signed Confirmed cOrrecting Accepted reViewed Decided Issued cLosed.
LETTERS = dict(zip("RPSCOAVDIL", CaseState, strict=True))
EXPECTED: dict[CaseAction, tuple[tuple[str, str], ...]] = {
    CaseAction.SAVE_FORM: (("R", "accepting"),),
    CaseAction.ATTACH_PAGE: (("RPOAV", "resident clerk receiving"),),
    CaseAction.ACCEPT_PAGE: (("R", "accepting"),),
    CaseAction.RETURN_PAGE: (("R", "accepting"),),
    CaseAction.PRESENT: (("R", "accepting"),),
    CaseAction.TAKE_BACK: (("PSCO", "accepting"),),
    CaseAction.SIGN: (("P", "resident"),),
    CaseAction.SIGN_ON_PAPER: (("P", "accepting"),),
    CaseAction.SIGN_BY_CERTIFICATE: (("P", "resident"),),
    CaseAction.CONFIRM: (("S", "resident"),),
    CaseAction.ACCEPT: (("C", "accepting"),),
    CaseAction.TELL_NOTE: (("RPSC", "clerk receiving accepting"),),
    CaseAction.SEE_ORIGINAL: (("RPSCOAV", "clerk"),),
    CaseAction.REUSE_MATERIAL: (("RO", "clerk accepting"),),
    CaseAction.WAIVE_SUPPLY: (("R", "accepting"),),
    CaseAction.PROMISE: (("R", "accepting"),),
    CaseAction.CHECK_PROMISE: (("AVDIL", "deciding"),),
    CaseAction.SUPPLY: (("OAV", "clerk accepting deciding"),),
    CaseAction.RESOLVE: (("RPSCO", "accepting"),),
    CaseAction.ASK_CORRECTION: (("RPSC", "accepting"),),
    CaseAction.DECLINE: (("RPSCO", "accepting"),),
    CaseAction.WITHDRAW: (("RPSCOAV", "resident clerk accepting deciding"),),
    CaseAction.CHECK: (("RPSC", "clerk receiving"),),
    CaseAction.REVIEW: (("A", "deciding"),),
    CaseAction.DECIDE: (("V", "deciding"),),
    CaseAction.ISSUE_RESULT: (("D", "deciding machine"),),
    CaseAction.EXTEND: (("AV", "head"),),
    CaseAction.PAUSE_CLOCK: (("AV", "deciding"),),
    CaseAction.RESUME_CLOCK: (("AV", "deciding"),),
    CaseAction.URGE: (("AVD", "resident clerk supervisor machine"),),
    CaseAction.ANSWER_URGE: (("AVDI", "deciding"),),
    CaseAction.ESCALATE: (("AVDI", "machine"),),
    CaseAction.HAND_OVER: (("CAVDI", "clerk receiving deciding"),),
    CaseAction.RECEIVE: (("CAVDI", "clerk accepting deciding"),),
    CaseAction.SETTLE_ORIGINAL: (("RPSCOAVDIL", "clerk receiving deciding"),),
    CaseAction.DISPATCH: (("I", "clerk deciding machine"),),
    CaseAction.DELIVER: (("I", "clerk deciding machine"),),
    CaseAction.CLOSE: (("D", "deciding machine"), ("AV", "machine")),
}


def expected(kind: ServiceType, action: CaseAction, state: CaseState) -> set[str]:
    accepting, deciding, heads = SIDES[kind]
    meant = {**SPEAKING, "accepting": accepting, "deciding": deciding, "head": heads}
    lines = [who for letters, who in EXPECTED[action] if state in {LETTERS[letter] for letter in letters}]
    return {actor for who in lines for word in who.split() for actor in meant[word]}


@pytest.mark.parametrize("kind", ServiceType)
@pytest.mark.parametrize("action", CaseAction)
def test_each_actor_may_do_exactly_what_stands_in_the_table(kind: ServiceType, action: CaseAction) -> None:
    handled = handling(kind)
    for state in CaseState:
        able = {name for name, actor in ACTORS.items() if may(parties(actor, handled, "boluo"), action, state)}
        assert able == expected(kind, action, state), state


def test_the_table_knows_every_action_and_nothing_moves_a_closed_case() -> None:
    assert set(TABLE) == set(EXPECTED) == set(CaseAction)
    closed = {action for action in CaseAction if may(frozenset(Party), action, CaseState.CLOSED)}
    assert closed == {CaseAction.CHECK_PROMISE, CaseAction.SETTLE_ORIGINAL}


def test_only_the_home_department_accepts_and_decides_what_was_collected_elsewhere() -> None:
    collected = handling(ServiceType.COLLECTED)
    assert parties(ACTORS["official here"], collected) == {Party.RECEIVING}
    assert parties(ACTORS["official at home"], collected) == {Party.ACCEPTING, Party.DECIDING}


def test_a_clerk_of_another_hall_is_no_party() -> None:
    assert parties(ACTORS["clerk elsewhere"], handling(ServiceType.COLLECTED)) == frozenset()


@pytest.mark.parametrize("kind", ServiceType)
def test_whoever_the_desk_rang_is_of_the_accepting_side(kind: ServiceType) -> None:
    handled = handling(kind)
    holder = official(handled.accepting)
    assert of_holder(handled) == parties(holder, handled)


def test_a_page_lists_what_the_table_permits() -> None:
    assert permitted(frozenset({Party.RESIDENT}), CaseState.SIGNED) == (CaseAction.CONFIRM, CaseAction.WITHDRAW)


def test_what_needs_the_session_happens_in_it() -> None:
    for action in NEEDS_SESSION:
        assert any(states & IN_SESSION for states, _ in TABLE[action])
    assert CaseAction.SAVE_FORM not in BESIDE
