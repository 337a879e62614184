from signaling.protocol.case_views import CaseState
from tests.agent_console.api.test_cases import bring_to
from tests.agent_console.conftest import Hall


async def test_before_the_acceptance_there_is_no_way_to_the_progress_page(hall: Hall) -> None:
    case = await hall.open_case()
    official = await hall.signed_in("chen")
    answer = await official.get(f"/api/cases/{case}/progress.svg?page=official")
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


async def test_a_stranger_gets_no_code(hall: Hall) -> None:
    case = await hall.open_case()
    assert (await hall.browser().get(f"/api/cases/{case}/progress.svg?page=window")).status_code == 401


async def test_an_accepted_case_leads_the_phone_to_its_progress(hall: Hall) -> None:
    case = await hall.open_case()
    official, window = await hall.signed_in("chen"), await hall.window()
    await bring_to(hall, official, window, case, CaseState.ACCEPTED)
    answer = await window.get(f"/api/cases/{case}/progress.svg?page=window")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.text.startswith("<svg")
