from tests.agent_console.conftest import Hall


async def test_before_the_acceptance_there_is_no_way_to_the_progress_page(hall: Hall) -> None:
    case = await hall.open_case()
    official = await hall.signed_in("chen")
    answer = await official.get(f"/api/cases/{case}/progress.svg?page=official")
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


async def test_a_stranger_gets_no_code(hall: Hall) -> None:
    case = await hall.open_case()
    assert (await hall.browser().get(f"/api/cases/{case}/progress.svg?page=window")).status_code == 401
