from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from agent_console.api.schemas import AcceptPage, CloseCase, Decide, SettleOriginal, Withdraw
from agent_console.core.acts import Terminated
from agent_console.services.application import by_system
from agent_console.store import cases
from signaling.core.refusal import Refused
from signaling.protocol.case_views import CaseState
from signaling.protocol.names import CaseId, ItemId
from signaling.protocol.views import Text
from tests.support.casework import BASE, CHEN, CITY, GAO, HERE, PAGE, Casework, official

PARTS = ("business", "entertainment")
KARAOKE = replace(BASE, id=ItemId("karaoke"), components=PARTS, committed_days=20, add_ons=())
BUSINESS = replace(BASE, id=ItemId("business"), result=None)
ENTERTAINMENT = replace(BASE, id=ItemId("entertainment"), department="culture", result=None)
SEAL = replace(BASE, id=ItemId("seal"), department="public-security", name=Text(zh="印章", en="Seal"))
CULTURE = frozenset({"culture"})
YU, WEI = official("yu", HERE, CULTURE), official("wei", CITY, CULTURE)


@pytest.fixture
def bar() -> Iterator[Casework]:
    work = Casework((KARAOKE, BUSINESS, ENTERTAINMENT))
    yield work
    work.close()


def accepted(work: Casework) -> tuple[CaseId, CaseId, CaseId]:
    case = work.open()
    work.act(CHEN, case, AcceptPage(0, PAGE, "card"))
    work.accept(case)
    business, entertainment = (child.id for child in work.dossier(case).case.children)
    return case, business, entertainment


def test_each_department_gets_its_part_with_the_pages_that_were_scanned_once(bar: Casework) -> None:
    case, business, entertainment = accepted(bar)
    for child, department in ((business, "market-regulation"), (entertainment, "culture")):
        dossier = bar.dossier(child)
        assert dossier.case.state is CaseState.ACCEPTED
        assert (dossier.row.department, dossier.row.parent) == (department, case)
        assert dossier.case.accepted_pages("card") == (PAGE,)
        assert dossier.case.number not in (None, bar.dossier(case).case.number)
    # A joint application has its own clock.
    assert bar.dossier(case).due_on != bar.dossier(business).due_on
    assert cases.without_notice(bar.tx) == [case]


def test_the_parent_closes_when_all_parts_are_closed(bar: Casework) -> None:
    case, business, entertainment = accepted(bar)
    bar.decide(business, "granted")
    bar.act(GAO, business, CloseCase(0))
    assert bar.dossier(case).case.state is CaseState.ACCEPTED
    bar.decide(entertainment, "granted", by=WEI, reviewer=YU)
    bar.act(WEI, entertainment, CloseCase(0))
    parent = bar.dossier(case).case
    assert (parent.state, parent.closing) == (CaseState.CLOSED, "children-closed")
    assert [child.closing for child in parent.children] == ["delivered", "delivered"]


@pytest.mark.parametrize("said_of", [0, 1])
def test_where_an_original_went_is_said_once_for_all_parts(bar: Casework, said_of: int) -> None:
    family = accepted(bar)
    bar.act(GAO, family[said_of], SettleOriginal(0, "card", "returned"))
    assert [bar.dossier(case).case.originals for case in family] == [{"card": "returned"}] * 3


def test_a_refused_part_is_shown_with_its_reason_and_blocks_no_other(bar: Casework) -> None:
    case, business, entertainment = accepted(bar)
    bar.decide(entertainment, "refused", by=WEI, reviewer=YU)
    parent = bar.dossier(case)
    assert [(child.decision, child.reason) for child in parent.case.children] == [
        (None, None),
        ("refused", "no fire door"),
    ]
    assert parent.case.state is CaseState.ACCEPTED
    bar.decide(business, "granted")


def test_one_refuses_all_where_the_item_says_so() -> None:
    bar = Casework((replace(KARAOKE, one_refuses_all=True), BUSINESS, ENTERTAINMENT))
    case, business, entertainment = accepted(bar)
    bar.decide(entertainment, "refused", by=WEI, reviewer=YU)
    assert bar.dossier(case).case.closing == "terminated"
    assert bar.dossier(business).case.closing == "terminated"
    bar.close()


def test_parts_end_with_an_application_that_is_withdrawn(bar: Casework) -> None:
    case, business, entertainment = accepted(bar)
    bar.act(CHEN, case, Withdraw(0, "moved away"))
    assert {bar.dossier(child).case.closing for child in (case, business, entertainment)} == {"withdrawn"}


def test_the_parent_itself_is_decided_by_nobody(bar: Casework) -> None:
    case, *_ = accepted(bar)
    with pytest.raises(Refused, match="children-open"):
        bar.decide(case, "granted")


def test_an_add_on_follows_the_approval_and_is_waited_for_by_nobody() -> None:
    work = Casework((replace(BASE, add_ons=("seal",), result=None), SEAL))
    case = work.open()
    work.accept(case)
    assert work.dossier(case).case.children == ()
    work.decide(case, "granted")
    (seal,) = work.dossier(case).case.children
    assert (seal.name.en, seal.add_on, seal.department) == ("Seal", True, "public-security")
    work.act(GAO, case, CloseCase(0))
    assert work.dossier(case).case.closing == "delivered"
    assert work.dossier(seal.id).case.state is CaseState.ACCEPTED
    work.close()


def test_a_part_that_nobody_publishes_stops_the_acceptance() -> None:
    work = Casework((KARAOKE, BUSINESS))
    case = work.open()
    with pytest.raises(Refused, match="item-unknown"):
        work.accept(case)
    assert work.dossier(case).case.state is CaseState.CONFIRMED
    work.close()


def test_what_no_person_does_is_the_systems(bar: Casework) -> None:
    case, business, _ = accepted(bar)
    by_system(bar.dossier(business), Terminated("late"), bar.clock.now())
    assert [child.closing for child in bar.dossier(case).case.children] == ["terminated", None]
    with pytest.raises(Refused, match="not-allowed"):
        bar.act(GAO, business, Decide(0, "granted"))
