from collections.abc import Awaitable

import httpx
from msgspec.structs import replace
from sqlalchemy import select

from agent_console.demo.seed import BY_HAND, SIMULATED
from agent_console.store.accounts import Window
from signaling.protocol.views import Text
from signaling.store.tables import audit
from tests.agent_console.conftest import ID_NUMBER, ITEM, PHONE, Hall

CARD = f'{{"idNumber": "{ID_NUMBER}", "name": "张三", "validUntil": "2099-01-01"}}'
ELSEWHERE = Window("window-9", Text(zh="别处", en="Elsewhere"), "441303", "huiyang")


async def told(answer: Awaitable[httpx.Response], status: int = 200) -> dict[str, object]:
    response = await answer
    assert response.status_code == status, response.text
    found: dict[str, object] = response.json()
    return found


def take(**changed: str) -> dict[str, str]:
    return {"window": BY_HAND.id, "item": ITEM, "idNumber": ID_NUMBER, "phone": PHONE, **changed}


async def test_a_clerk_sees_the_windows_of_the_hall_and_who_is_there(hall: Hall) -> None:
    await hall.window()
    await hall.window(SIMULATED)
    await hall.window(ELSEWHERE)
    clerk = await hall.signed_in("wu", "clerk")
    windows = (await clerk.get("/api/clerk/hall")).json()["windows"]
    assert [(one["id"], one["state"]) for one in windows] == [("window-1", "free"), ("window-2", "free")]
    case = await hall.open_case()
    first = (await clerk.get("/api/clerk/hall")).json()["windows"][0]
    assert (first["state"], first["ticket"]["case"]) == ("in-session", case)
    assert first["session"]["officialName"]["en"] == "Chen Zhiyuan"
    assert first["ticket"]["resident"] == "4413**********1231"


async def test_nothing_is_sent_again_while_nothing_moves(hall: Hall) -> None:
    window, clerk = await hall.window(), await hall.signed_in("wu", "clerk")
    tag = (await clerk.get("/api/clerk/hall")).headers["etag"]
    assert (await clerk.get("/api/clerk/hall", headers={"If-None-Match": tag})).status_code == 304
    await told(window.post("/api/rings", json={"reason": "scan"}))
    assert (await clerk.get("/api/clerk/hall", headers={"If-None-Match": tag})).status_code == 200


async def test_a_ring_goes_from_the_official_to_the_clerk_and_back(hall: Hall) -> None:
    window, official = await hall.window(), await hall.signed_in("chen")
    clerk = await hall.signed_in("wu", "clerk")
    assert (await official.post("/api/rings", json={"reason": "scan"})).json()["code"] == "session-unknown"
    await hall.open_case()
    rung = await told(official.post("/api/rings", json={"reason": "original", "note": "户口本"}))
    again = await told(window.post("/api/rings", json={"reason": "help"}))
    assert again["id"] == rung["id"]
    ringing = (await clerk.get("/api/clerk/hall")).json()
    assert ringing["windows"][0]["state"] == "needs-hands"
    assert [(one["reason"], one["note"], one["role"]) for one in ringing["rings"]] == [
        ("original", "户口本", "official")
    ]
    path = f"/api/rings/{rung['id']}/answer"
    assert (await window.post(path, json={"answer": "coming"})).json()["code"] == "not-allowed"
    await told(clerk.post(path, json={"answer": "coming"}))
    for end in (official, window):
        (seen,) = (await end.get("/api/rings")).json()
        assert seen["clerkName"]["en"] == "Wu Xiulan"
    await told(window.post(path, json={"answer": "solved"}))
    assert (await clerk.get("/api/clerk/hall")).json()["windows"][0]["state"] == "in-session"
    actions = await audited(hall)
    assert [one for one in actions if "ring" in one or "clerk-" in one] == ["clerk-rung", "clerk-coming", "ring-solved"]


async def test_another_halls_ring_is_nobodys_business(hall: Hall) -> None:
    elsewhere, clerk = await hall.window(ELSEWHERE), await hall.signed_in("wu", "clerk")
    rung = await told(elsewhere.post("/api/rings", json={"reason": "help"}))
    refused = await clerk.post(f"/api/rings/{rung['id']}/answer", json={"answer": "coming"})
    assert refused.json()["code"] == "not-found"
    assert (await clerk.get("/api/rings")).json() == []


async def test_a_clerk_takes_a_ticket_for_a_resident_and_confirms_the_person(hall: Hall) -> None:
    window, clerk = await hall.window(), await hall.signed_in("wu", "clerk")
    assert (await told(clerk.post("/api/clerk/cards", json={"raw": CARD})))["idNumber"] == ID_NUMBER
    taken = await told(clerk.post("/api/clerk/tickets", json=take(), headers={"Idempotency-Key": "key-00000001"}), 201)
    again = await told(clerk.post("/api/clerk/tickets", json=take(), headers={"Idempotency-Key": "key-00000001"}), 201)
    assert again == taken
    twice = await clerk.post("/api/clerk/tickets", json=take(), headers={"Idempotency-Key": "key-00000002"})
    assert twice.json()["code"] == "ticket-exists"
    path = f"/api/clerk/tickets/{taken['id']}/person"
    other = CARD.replace(ID_NUMBER, "44130219900307771X")
    assert (await clerk.post(path, json={"raw": other, "matches": True})).json()["code"] == "card-differs"
    assert (await clerk.post(path, json={"raw": CARD, "matches": False})).json()["code"] == "bad-request"
    first = (await clerk.post(path, json={"raw": CARD, "matches": True})).json()["windows"][0]
    assert (first["state"], first["ticket"]["number"]) == ("waiting", taken["number"])
    assert first["ticket"]["checkedAt"] is not None
    assert {"take-ticket-for", "person-matches-card"} <= set(await audited(hall))
    assert (await window.get("/api/clerk/hall")).json()["code"] == "not-allowed"


async def test_a_ticket_is_taken_in_the_clerks_own_hall_only(hall: Hall) -> None:
    await hall.window(ELSEWHERE)
    clerk = await hall.signed_in("wu", "clerk")
    key = {"Idempotency-Key": "key-00000001"}
    refused = await clerk.post("/api/clerk/tickets", json=take(window=ELSEWHERE.id), headers=key)
    assert refused.json()["code"] == "window-unknown"
    assert (await clerk.post("/api/clerk/tickets", json=take())).json()["code"] == "bad-request"


async def audited(hall: Hall) -> list[str]:
    query = select(audit.c.action).order_by(audit.c.at, audit.c.stream, audit.c.seq)
    return await hall.product.console.store.read(lambda tx: list(tx.execute(query).scalars()))


async def test_an_item_that_needs_a_clerks_eyes_is_refused_where_there_is_none(hall: Hall) -> None:
    await hall.window(replace(BY_HAND, unattended=True))
    await hall.window(SIMULATED)
    clerk = await hall.signed_in("wu", "clerk")
    assert (await clerk.get("/api/clerk/hall")).json()["windows"][0]["unattended"]
    for window, item, status in (
        (BY_HAND.id, "housing-fund-withdrawal", 409),
        (BY_HAND.id, ITEM, 201),
        (SIMULATED.id, "housing-fund-withdrawal", 201),
    ):
        key = {"Idempotency-Key": hall.ref()}
        taken = await clerk.post("/api/clerk/tickets", json=take(window=window, item=item), headers=key)
        assert taken.status_code == status, taken.text
        if status == 409:
            assert taken.json()["code"] == "window-unattended"
