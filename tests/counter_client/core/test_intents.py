"""Which paper comes next, and that nothing is wanted while the server has not said welcome."""

import msgspec

from counter_client.core.effects import AgreeToReuse, LayPaper
from counter_client.core.intents import next_paper, wanted
from counter_client.core.state import Habits, Link, Resident, Window
from signaling.protocol.case_views import CaseView, PageState
from signaling.protocol.names import ItemId
from signaling.protocol.views import Consent
from tests.support.views import a_case, a_material, a_page, a_session

HABITS = Habits((Resident("44130219900101001X", "13800000000"),), ItemId("item-1"))


def test_required_papers_come_first() -> None:
    case = a_case(materials=(a_material("photo", required=False), a_material("id")))
    material = next_paper(case)
    assert material is not None
    assert material.code == "id"


def test_a_page_on_its_way_stands_for_the_first_open_material() -> None:
    case = a_case(materials=(a_material("id"), a_material("form")), pages=(a_page(PageState.READ),))
    material = next_paper(case)
    assert material is not None
    assert material.code == "form"


def test_a_returned_page_is_laid_down_again() -> None:
    case = a_case(materials=(a_material("id"), a_material("form")), pages=(a_page(PageState.RETURNED),))
    material = next_paper(case)
    assert material is not None
    assert material.code == "id"


def test_nothing_is_laid_down_when_every_material_is_served() -> None:
    case = a_case(materials=(a_material("id", "1"),), pages=(a_page(PageState.ACCEPTED, "id"),))
    assert next_paper(case) is None


def test_a_page_sent_back_begins_another_turn_of_its_paper() -> None:
    pages = (a_page(PageState.RETURNED), a_page(PageState.READ, content="2"))
    case = a_case(materials=(a_material("id"), a_material("form")), pages=pages)
    window = Window(HABITS, "run", link=Link.WELCOMED, session=a_session(), case=case)
    (paper,) = [intent.deed for intent in wanted(window) if isinstance(intent.deed, LayPaper)]
    assert (paper.material, paper.turn) == ("form", 1)


def test_nothing_is_wanted_before_the_welcome() -> None:
    assert not list(wanted(Window(HABITS, "run", session=a_session())))
    assert list(wanted(Window(HABITS, "run", link=Link.WELCOMED, session=a_session())))


def test_who_agreed_to_the_recording_lets_papers_be_looked_up_once() -> None:
    fetchable = msgspec.structs.replace(a_material("id"), system="registry")

    def agrees(case: CaseView, consent: Consent = Consent.GRANTED) -> bool:
        session = msgspec.structs.replace(a_session(), consent=consent)
        window = Window(HABITS, "run", link=Link.WELCOMED, session=session, case=case)
        return any(isinstance(intent.deed, AgreeToReuse) for intent in wanted(window))

    assert agrees(a_case(materials=(fetchable,)))
    assert not agrees(a_case(materials=(fetchable,)), Consent.UNASKED)
    assert not agrees(a_case(materials=(a_material("id"),)))
    assert not agrees(msgspec.structs.replace(a_case(materials=(fetchable,)), reuse_agreed=True))
