from sqlalchemy import select

from agent_console.store.tables import cases
from signaling.protocol.case_views import CaseState
from tests.agent_console.api.test_cases import bring_to
from tests.agent_console.conftest import Hall


async def accepted(hall: Hall) -> str:
    case = await hall.open_case()
    await bring_to(hall, await hall.signed_in("chen"), await hall.window(), case, CaseState.ACCEPTED)
    query = select(cases.c.token).where(cases.c.id == case)
    return str(await hall.product.console.store.read(lambda tx: tx.execute(query).scalar_one()))


async def test_a_receipts_link_rates_and_complains_and_appeals(hall: Hall) -> None:
    token, phone = await accepted(hall), hall.browser()
    path = f"/api/progress/{token}"
    running = (await phone.get(f"{path}/after")).json()
    assert (running["rating"], running["mayComplain"], running["inquiries"]) == (None, True, [])
    made = await phone.post(f"{path}/complaint", json={"text": "一直没有消息"})
    assert made.status_code == 201
    second = await phone.post(f"{path}/complaint", json={"text": "还是没有"})
    assert (second.status_code, second.json()["code"]) == (409, "complaint-open")
    supervisor = await hall.signed_in("zhou", "supervisor")
    (row,) = (await supervisor.get("/api/inquiries?pending=1&kind=complaint")).json()
    assert (row["origin"], row["question"]) == ("progress", "一直没有消息")
    answered = await supervisor.post(f"/api/inquiries/{row['id']}/answer", json={"text": "本周办结"})
    assert answered.json()["state"] == "answered"
    own = f"/api/inquiries/of/{made.json()['token']}"
    assert (await phone.get(own)).json()["mayAppeal"] is True
    appealed = await phone.post(f"{own}/appeal", json={"text": "不满意"})
    assert (appealed.json()["state"], appealed.json()["mayAppeal"]) == ("appealed", False)
    assert (await phone.post(f"{own}/appeal", json={"text": "再来"})).json()["code"] == "not-allowed"


async def test_a_question_is_written_down_and_found_again(hall: Hall) -> None:
    session = await hall.session_of(await hall.open_case())
    chen = await hall.signed_in("chen")
    body = {"kind": "consultation", "question": "几点开门？", "session": session}
    made = await chen.post("/api/inquiries", json=body)
    assert (made.status_code, made.json()["number"]) == (201, "咨询〔2026〕00001")
    assert (await chen.get(f"/api/inquiries/{made.json()['id']}")).json() == made.json()
    assert (await chen.get("/api/inquiries?kind=nothing")).status_code == 400
    assert (await chen.get("/api/inquiries/none")).json()["code"] == "not-found"
    lin = await hall.signed_in("lin")
    assert [row["id"] for row in (await lin.get("/api/inquiries")).json()] == [made.json()["id"]]


async def test_a_complaint_is_handed_over_and_counted(hall: Hall) -> None:
    token, phone = await accepted(hall), hall.browser()
    await phone.post(f"/api/progress/{token}/complaint", json={"text": "一直没有消息"})
    zhou = await hall.signed_in("zhou", "supervisor")
    (row,) = (await zhou.get("/api/inquiries?pending=1&search=没有")).json()
    counts = (await zhou.get("/api/inquiries/counts?pending=1")).json()
    assert (counts["pending"], counts["overdue"], counts["kinds"]) == (1, 0, {"complaint": 1})
    path = f"/api/inquiries/{row['id']}"
    found = (await zhou.get(f"{path}/owners")).json()
    # Chen accepted it: nobody answers a complaint about themselves, but this one names no session.
    other = found["candidates"][0]["id"]
    wrong = await zhou.post(f"{path}/owner", json={"owner": "nobody", "reason": "休假"})
    assert (wrong.status_code, wrong.json()["code"]) == (409, "owner-unfit")
    moved = await zhou.post(f"{path}/owner", json={"owner": other, "reason": "休假"})
    assert (moved.status_code, moved.json()["owner"]) == (200, other)
    (entry,) = (await zhou.get(f"{path}/owners")).json()["history"]
    assert entry["reason"] == "休假"
