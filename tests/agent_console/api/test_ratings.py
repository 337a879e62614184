from agent_console.demo.seed import BY_HAND
from tests.agent_console.api.test_supervision import supervisor_of
from tests.agent_console.conftest import Hall


async def test_a_bad_rating_opens_a_complaint_that_does_not_tell_whose_it_is(hall: Hall) -> None:
    window = await hall.window(BY_HAND)
    case = await hall.open_case()
    session = await hall.session_of(case)
    await hall.end(case)
    path = f"/api/sessions/{session}/rating"
    asked = (await window.get(path)).json()
    assert asked["rated"] is False
    assert len(asked["reasons"]) == 5
    given = await window.post(path, json={"score": 5, "reasons": ["slow"], "text": "等了很久"})
    assert given.status_code == 201
    assert given.json()["complaint"] == "投诉〔2026〕00001"
    again = await window.post(path, json={"score": 1})
    assert (again.status_code, again.json()["code"]) == (409, "already-rated")
    assert (await window.get(path)).json()["rated"] is True
    assert (await (await hall.signed_in("chen")).get("/api/inquiries")).json() == []
    (row,) = (await (await supervisor_of(hall, "441300")).get("/api/inquiries?pending=1")).json()
    assert (row["score"], row["reasons"], row["question"], row["session"]) == (5, ["slow"], "等了很久", session)


async def test_a_good_rating_opens_nothing(hall: Hall) -> None:
    window = await hall.window(BY_HAND)
    case = await hall.open_case()
    session = await hall.session_of(case)
    await hall.end(case)
    given = await window.post(f"/api/sessions/{session}/rating", json={"score": 1, "reasons": ["quick"]})
    assert given.json() == {"complaint": None, "dueOn": None, "token": None}


async def test_a_score_is_never_filled_in(hall: Hall) -> None:
    window = await hall.window(BY_HAND)
    case = await hall.open_case()
    session = await hall.session_of(case)
    await hall.end(case)
    for body in ({}, {"score": 0}, {"score": 6}, {"score": 1, "reasons": ["slow"]}):
        assert (await window.post(f"/api/sessions/{session}/rating", json=body)).status_code in (400, 422)
