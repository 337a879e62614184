from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from agent_console.api.schemas import (
    AnswerUrge,
    CloseCase,
    Decide,
    Deliver,
    DispatchResult,
    Extend,
    HandOver,
    IssueResult,
    PauseClock,
    Receive,
    ResumeClock,
    Review,
    UrgeCase,
)
from signaling.core.refusal import Refused
from signaling.protocol.case_views import CaseAction, CaseState
from signaling.protocol.names import CaseId
from tests.support.casework import BASE, CHEN, CLERK, GAO, HE, NAME, RESIDENT, SUPERVISOR, Casework

LICENCE = replace(BASE, result=NAME)


@pytest.fixture
def work() -> Iterator[Casework]:
    opened = Casework((LICENCE,))
    yield opened
    opened.close()


def accepted(work: Casework) -> CaseId:
    case = work.open()
    work.accept(case)
    return case


def test_a_licence_is_reviewed_decided_made_sent_and_handed_over(work: Casework) -> None:
    case = accepted(work)
    decided = work.decide(case, "granted")
    assert (decided.state, decided.decision, decided.duties["decider"]) == (CaseState.DECIDED, "granted", "gao")
    issued = work.act(GAO, case, IssueResult(0, "L-1"))
    assert issued.result is not None
    assert issued.result.number == "L-1"
    sent = work.act(GAO, case, DispatchResult(0, "parcel", "SF-1"))
    assert (sent.state, sent.delivery, sent.tracking) == (CaseState.ISSUED, "parcel", "SF-1")
    closed = work.act(GAO, case, Deliver(0, "parcel"))
    assert (closed.state, closed.closing) == (CaseState.CLOSED, "delivered")


def test_who_accepted_does_not_decide(work: Casework) -> None:
    case = accepted(work)
    work.act(CHEN, case, Review(0, "granted"))
    assert CaseAction.DECIDE not in work.dossier(case).view(CHEN).actions[CHEN.role]
    with pytest.raises(Refused, match="duty-conflict") as refused:
        work.act(CHEN, case, Decide(0, "granted"))
    assert refused.value.facts == {"duty": "decider", "other": "acceptor"}


def test_a_refusal_needs_its_reason_and_its_ground(work: Casework) -> None:
    case = accepted(work)
    work.act(CHEN, case, Review(0, "refused"))
    with pytest.raises(Refused, match="ground-missing"):
        work.act(GAO, case, Decide(0, "refused", "no fire door"))
    seen = work.act(GAO, case, Decide(0, "refused", "no fire door", "Article 9"))
    assert (seen.reason, seen.ground) == ("no fire door", "Article 9")
    assert work.act(GAO, case, CloseCase(0)).closing == "refused"


def test_only_a_head_extends_and_only_once(work: Casework) -> None:
    case = accepted(work)
    due = work.dossier(case).due_on
    with pytest.raises(Refused, match="not-allowed"):
        work.act(CHEN, case, Extend(0, 5, "an expert is needed"))
    seen = work.act(GAO, case, Extend(0, 5, "an expert is needed"))
    assert due is not None
    assert seen.due_on is not None
    assert date.fromisoformat(seen.due_on) > due
    with pytest.raises(Refused, match="extended-already"):
        work.act(GAO, case, Extend(0, 5, "again"))


def test_excluded_time_moves_the_end_when_it_is_over(work: Casework) -> None:
    case = accepted(work)
    due = work.dossier(case).due_on
    assert work.act(CHEN, case, PauseClock(0, "hearing")).paused == "hearing"
    work.clock.advance(timedelta(days=7))
    seen = work.act(CHEN, case, ResumeClock(0))
    assert due is not None
    assert (seen.paused, seen.due_on) == (None, (due + timedelta(days=7)).isoformat())
    with pytest.raises(Refused, match="clock-running"):
        work.act(CHEN, case, ResumeClock(0))


def test_whoever_waits_may_urge_and_the_department_answers(work: Casework) -> None:
    case = accepted(work)
    version = work.version(case)
    for actor in (RESIDENT, CLERK, SUPERVISOR):
        work.act(actor, case, UrgeCase(0, "please"))
    # Nobody's page is stale because somebody urges.
    assert work.version(case) == version
    seen = work.act(CHEN, case, AnswerUrge(0, "tomorrow"))
    assert [urge.answer for urge in seen.urges] == ["tomorrow"] * 3
    with pytest.raises(Refused, match="urge-none"):
        work.act(CHEN, case, AnswerUrge(0, "again"))


def test_originals_travel_with_a_numbered_slip_that_the_other_end_acknowledges_once(work: Casework) -> None:
    case = accepted(work)
    work.act(CLERK, case, HandOver(0, ("card",)))
    (slip,) = work.dossier(case).case.slips
    with pytest.raises(Refused, match="slip-unknown"):
        work.act(CHEN, case, Receive(0, "another"))
    work.act(CHEN, case, Receive(0, slip))
    assert work.dossier(case).case.slips[slip] is not None
    with pytest.raises(Refused, match="slip-unknown"):
        work.act(CHEN, case, Receive(0, slip))


def test_what_was_collected_elsewhere_is_decided_at_home(work: Casework) -> None:
    case = work.open(home="441302")
    work.accept(case)
    with pytest.raises(Refused, match="not-found"):
        work.act(HE, case, Review(0, "granted"))
