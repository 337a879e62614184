from collections.abc import Iterator

import pytest

from agent_console.api.schemas import (
    Accept,
    AskCorrection,
    Decline,
    Missing,
    Resolve,
    Supply,
    TakeBack,
    Withdraw,
)
from signaling.core.refusal import Refused
from signaling.protocol.case_views import CaseAction, CaseState
from signaling.protocol.names import Role
from tests.support.casework import BASE, CHEN, CLERK, ID_NUMBER, PAGE, RESIDENT, Casework


@pytest.fixture
def work() -> Iterator[Casework]:
    opened = Casework((BASE,))
    yield opened
    opened.close()


@pytest.mark.parametrize("outcome", ["not-needed", "corrected"])
def test_a_matter_may_end_in_the_session(work: Casework, outcome: str) -> None:
    case = work.open()
    seen = work.act(CHEN, case, Resolve(0, outcome, "no licence is needed"))  # type: ignore[arg-type]  # One of the three outcomes.
    assert (seen.state, seen.closing, seen.reason) == (CaseState.CLOSED, outcome, "no licence is needed")
    assert work.side.is_settled(work.tx, case)
    assert work.side.forward(work.tx, case) is None


def test_what_is_not_ours_goes_on_to_whom_it_belongs(work: Casework) -> None:
    case = work.open()
    with pytest.raises(Refused, match="target-unknown"):
        work.act(CHEN, case, Resolve(0, "not-ours", "the tax office's"))
    work.act(CHEN, case, Resolve(0, "not-ours", "the tax office's", "tax"))
    onward = work.side.forward(work.tx, case)
    assert onward is not None
    assert (onward.division, onward.department) == ("441302", "tax")


def test_everything_missing_is_told_at_once_and_the_case_waits(work: Casework) -> None:
    case = work.open()
    with pytest.raises(Refused, match="material-unknown"):
        work.act(CHEN, case, AskCorrection(0, (Missing("nothing-of-ours", "?"),)))
    seen = work.act(CHEN, case, AskCorrection(0, (Missing("card", "unreadable"), Missing("name", "misspelt"))))
    assert seen.correction is not None
    assert [line.code for line in seen.correction.missing] == ["card", "name"]
    assert seen.correction.due_on == "2026-01-12"  # Five working days after a Monday.
    work.end_session()
    assert work.side.is_settled(work.tx, case)
    assert work.dossier(case).case.state is CaseState.CORRECTING


def test_one_missing_paper_needs_only_a_clerk(work: Casework) -> None:
    case = work.open()
    work.confirm(case)
    work.act(CHEN, case, AskCorrection(0, (Missing("card", "unreadable"),)))
    work.end_session()
    seen = work.act(CLERK, case, Supply(0, "card", (PAGE,)))
    assert (seen.state, seen.correction) == (CaseState.CONFIRMED, None)
    # What was signed is signed: it is accepted without the resident.
    assert work.act(CHEN, case, Accept(0)).state is CaseState.ACCEPTED


def test_what_was_asked_can_be_put_right_while_the_resident_is_there(work: Casework) -> None:
    case = work.open()
    work.confirm(case)
    asked = work.act(CHEN, case, AskCorrection(0, (Missing("name", "misspelt"),)))
    assert CaseAction.TAKE_BACK in asked.actions[Role.OFFICIAL]
    back = work.act(CHEN, case, TakeBack(0))
    assert (back.state, back.correction, back.summary) == (CaseState.REGISTERING, None, None)


def test_the_form_stays_closed_once_the_resident_has_gone(work: Casework) -> None:
    case = work.open()
    work.act(CHEN, case, AskCorrection(0, (Missing("name", "misspelt"),)))
    work.end_session()
    with pytest.raises(Refused, match="session-ended"):
        work.act(CHEN, case, TakeBack(0))


def test_an_answer_that_was_asked_for_comes_on_a_page_without_a_second_visit(work: Casework) -> None:
    case = work.open()
    work.confirm(case)
    work.act(CHEN, case, AskCorrection(0, (Missing("name", "misspelt"),)))
    work.end_session()
    with pytest.raises(Refused, match="form-invalid"):
        work.act(CLERK, case, Supply(0, "name", (PAGE,)))
    with pytest.raises(Refused, match="form-invalid"):
        work.act(CLERK, case, Supply(0, "name", (PAGE,), ""))
    with pytest.raises(Refused, match="material-unknown"):
        work.act(CLERK, case, Supply(0, "card", (PAGE,), "paper"))
    seen = work.act(CLERK, case, Supply(0, "name", (PAGE,), "张建国"))
    assert (seen.state, seen.values["name"], seen.origins["name"]) == (CaseState.CONFIRMED, "张建国", f"scan:{PAGE}")
    assert work.act(CHEN, case, Accept(0)).state is CaseState.ACCEPTED


def test_a_second_visit_goes_on_at_the_form(work: Casework) -> None:
    case = work.open()
    work.act(CHEN, case, AskCorrection(0, (Missing("card", "unreadable"),)))
    with pytest.raises(Refused, match="case-unknown"):  # The first visit is not over.
        work.side.returning(work.tx, case, ID_NUMBER)
    work.end_session()
    with pytest.raises(Refused, match="case-unknown"):
        work.side.returning(work.tx, case, "441302199001011999")
    with pytest.raises(Refused, match="case-unknown"):
        work.side.returning(work.tx, "none", ID_NUMBER)
    back = work.side.returning(work.tx, case, ID_NUMBER)
    assert (back.case, back.official, back.home) == (case, "chen", "441302")
    work.resume(case, 2)
    again = work.dossier(case)
    assert (again.case.state, again.case.correction, again.row.session) == (CaseState.REGISTERING, None, "s2")
    assert not again.case.recorded  # The second film needs its own consent.


def test_a_refusal_to_accept_has_its_ground(work: Casework) -> None:
    case = work.open()
    seen = work.act(CHEN, case, Decline(0, "not of age", "Article 12"))
    assert (seen.closing, seen.reason, seen.ground) == ("not-accepted", "not of age", "Article 12")


def test_the_resident_may_withdraw_until_it_is_decided(work: Casework) -> None:
    case = work.open()
    work.accept(case)
    assert work.act(RESIDENT, case, Withdraw(0, "moved away")).closing == "withdrawn"
    with pytest.raises(Refused, match="not-allowed"):
        work.act(RESIDENT, case, Withdraw(0, "twice"))
