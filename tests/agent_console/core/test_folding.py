from datetime import UTC, datetime, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from agent_console.core.acts import (
    Accepted,
    AnyAct,
    Confirmed,
    ConsentHeard,
    FormSaved,
    NoticeIssued,
    Opened,
    PageAccepted,
    PageRead,
    PageReceived,
    PageReturned,
    Presented,
    Signed,
    TakenBack,
)
from agent_console.core.case import Case
from agent_console.core.folding import apply, fold
from signaling.protocol.case_views import CaseState, PageProblem, PageState, SummaryLine
from signaling.protocol.names import Sha256
from signaling.protocol.views import Text

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
PAGE, FLAT, HASH, INK = (Sha256(letter * 64) for letter in "abcd")
SUMMARY = (SummaryLine(Text(zh="姓名", en="Name"), "张三"),)
WHOLE: tuple[AnyAct, ...] = (
    Opened({"name": None}),
    ConsentHeard(True),
    PageReceived(PAGE, 1000, 4000, 3000, "image/jpeg", "still-1"),
    PageRead(PAGE, FLAT, 3000, 4000, ((0, 0), (1, 0), (1, 1), (0, 1)), 0.9, (PageProblem.GLARE,)),
    FormSaved({"name": "张三"}),
    PageAccepted(PAGE, "card"),
    Presented(SUMMARY, HASH),
    Signed(HASH, INK),
    Confirmed(HASH),
    Accepted("441302-20260105-00001", "token"),
    NoticeIssued(FLAT),
)


def at_each(acts: tuple[AnyAct, ...]) -> list[tuple[datetime, str, AnyAct]]:
    return [(AT + timedelta(minutes=index), "o", act) for index, act in enumerate(acts)]


def test_a_whole_case_folds_to_its_acceptance() -> None:
    case = fold(at_each(WHOLE))
    assert case.state is CaseState.ACCEPTED
    assert (case.number, case.token, case.notice) == ("441302-20260105-00001", "token", FLAT)
    assert case.accepted_at == AT + timedelta(minutes=9)
    assert case.accepted_pages("card") == (PAGE,)


def test_only_what_people_do_changes_the_version() -> None:
    case = Case()
    for at, _, act in at_each(WHOLE):
        after = apply(case, act, at)
        machine = isinstance(act, Opened | ConsentHeard | PageReceived | PageRead | NoticeIssued)
        assert after.version == case.version + (0 if machine else 1), act
        case = after


def test_taking_back_voids_the_signature() -> None:
    case = apply(fold(at_each(WHOLE[:8])), TakenBack(), AT)
    assert case.state is CaseState.REGISTERING
    assert (case.summary, case.summary_hash, case.signature) == (None, None, None)
    assert case.values == {"name": "张三"}


def test_a_returned_page_serves_no_material_until_it_is_accepted_again() -> None:
    case = apply(fold(at_each(WHOLE[:6])), PageReturned(PAGE, "glare"), AT)
    assert case.accepted_pages("card") == ()
    page = case.page(PAGE)
    assert page is not None
    assert (page.state, page.reason, page.material) == (PageState.RETURNED, "glare", None)
    again = apply(case, PageAccepted(PAGE, "card"), AT).page(PAGE)
    assert again is not None
    assert (again.state, again.reason) == (PageState.ACCEPTED, None)


def test_a_page_without_a_picture_is_unreadable() -> None:
    case = fold(at_each((*WHOLE[:3], PageRead(PAGE, None, None, None, None, None, (PageProblem.IMAGE_INVALID,)))))
    page = case.page(PAGE)
    assert page is not None
    assert page.state is PageState.UNREADABLE


def test_a_page_is_judged_before_its_reading_ends_and_stays_judged() -> None:
    case = fold(at_each((*WHOLE[:3], PageReturned(PAGE, "upside down"), WHOLE[3])))
    page = case.page(PAGE)
    assert page is not None
    assert (page.state, page.flat) == (PageState.RETURNED, FLAT)


@given(st.lists(st.sampled_from(WHOLE), max_size=20))
def test_every_list_of_acts_folds(acts: list[AnyAct]) -> None:
    fold(at_each(tuple(acts)))


@given(st.sampled_from(WHOLE))
def test_an_act_is_stored_and_read_back_as_it_was(act: AnyAct) -> None:
    assert msgspec.json.decode(msgspec.json.encode(act), type=AnyAct) == act
