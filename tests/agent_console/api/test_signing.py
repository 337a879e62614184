from tests.agent_console.conftest import Hall


async def test_before_it_is_given_there_is_no_signature(hall: Hall) -> None:
    case = await hall.open_case()
    official = await hall.signed_in("chen")
    answer = await official.get(f"/api/cases/{case}/signature.svg?page=official")
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


async def test_strokes_that_are_no_hand_are_not_kept(hall: Hall) -> None:
    case = await hall.open_case()
    window = await hall.window()
    answer = await hall.act(window, case, "sign", summaryHash="a" * 64, strokes=[[[2, 2, 0]]])
    assert answer.json()["code"] == "signature-invalid"
