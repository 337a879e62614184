from datetime import UTC, date, datetime

from agent_console.core.acts import Child
from agent_console.core.case import Case, Excluded
from agent_console.core.page import Page
from signaling.protocol.case_views import PageState
from signaling.protocol.names import CaseId, ItemId, Sha256
from signaling.protocol.views import Text

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
PAGE = Sha256("a" * 64)
NAME = Text(zh="名", en="Name")


def test_a_material_is_stood_for_by_pages_a_promise_or_leave_to_bring_it() -> None:
    page = Page(PAGE, PageState.ACCEPTED, AT, 1, 1, 1, "image/jpeg", None, material="card")
    case = Case(pages=(page,), supplies={"lease": date(2026, 1, 9)}, promises={"proof": "given"})
    assert [case.stands_for(code) for code in ("card", "lease", "proof", "other")] == [True, True, True, False]
    assert case.page(PAGE) is page
    assert case.page(Sha256("b" * 64)) is None


def test_add_ons_are_no_part_of_an_application() -> None:
    part = Child(CaseId("p"), ItemId("i"), NAME, "tax")
    case = Case(children=(part, Child(CaseId("q"), ItemId("j"), NAME, "tax", add_on=True)))
    assert case.components() == (part,)


def test_a_clock_stands_still_until_it_goes_on() -> None:
    assert Case().paused() is None
    assert Case(excluded=(Excluded("testing", AT),)).paused() == "testing"
    assert Case(excluded=(Excluded("testing", AT, AT),)).paused() is None
