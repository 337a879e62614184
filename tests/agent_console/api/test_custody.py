import httpx

from agent_console.demo.seed import DIVISION, HALL
from agent_console.store.accounts import Account
from signaling.protocol.case_views import CaseState
from signaling.protocol.names import CaseId, Role
from signaling.protocol.views import Text
from tests.agent_console.api.test_cases import bring_to
from tests.agent_console.conftest import Hall

LEASE, CARD = "premises-proof", "identity-card"


async def accepted(hall: Hall) -> tuple[httpx.AsyncClient, httpx.AsyncClient, CaseId]:
    """A clerk, an official, and a case that was accepted, its card seen by the clerk."""
    window, official = await hall.window(), await hall.signed_in("chen")
    clerk, case = await hall.signed_in("wu", "clerk"), await hall.open_case()
    assert (await hall.act(official, case, "see-original", material=CARD)).json()["code"] == "not-allowed"
    body = {"action": "see-original", "version": 1, "material": CARD}
    seen = await clerk.post(f"/api/cases/{case}/actions", json=body, headers={"Idempotency-Key": hall.ref()})
    assert seen.status_code == 200, seen.text
    await bring_to(hall, official, window, case, CaseState.ACCEPTED)
    return clerk, official, case


async def post(hall: Hall, client: httpx.AsyncClient, path: str, body: dict[str, object]) -> httpx.Response:
    return await client.post(path, json=body, headers={"Idempotency-Key": hall.ref()})


async def test_an_original_is_open_until_it_was_returned(hall: Hall) -> None:
    clerk, official, case = await accepted(hall)
    view = (await clerk.get(f"/api/cases/{case}/custody")).json()
    assert view["open"] == [{"material": CARD, "why": "unsettled", "slip": ""}]
    settled = await post(hall, clerk, f"/api/cases/{case}/originals", {"material": CARD, "where": "returned"})
    assert settled.json()["open"] == []
    seen = (await official.get(f"/api/cases/{case}/custody")).json()["originals"]
    assert [(one["material"], one["seen"], one["where"]) for one in seen if one["seen"]] == [(CARD, True, "returned")]


async def test_a_slip_has_a_number_and_both_ends_acknowledge_it(hall: Hall) -> None:
    clerk, official, case = await accepted(hall)
    key = {"Idempotency-Key": "key-00000001"}
    body = {"case": case, "materials": [LEASE, CARD]}
    slip = (await clerk.post("/api/slips", json=body, headers=key)).json()
    assert slip["number"].startswith(f"{DIVISION}-JJ-")
    assert slip["number"].endswith("-00001")
    assert (await clerk.post("/api/slips", json=body, headers=key)).json() == slip
    twice = await post(hall, clerk, "/api/slips", {"case": case, "materials": [LEASE]})
    assert twice.json()["code"] == "slip-invalid"
    path = f"/api/slips/{slip['number']}/acknowledgements"
    assert (await official.post(path, json={"end": "receiver"})).json()["code"] == "slip-invalid"
    for _ in range(2):
        assert (await clerk.post(path, json={"end": "sender"})).json()["handedAt"] is not None
    left = (await clerk.get(f"/api/cases/{case}/custody")).json()["open"]
    assert {one["why"] for one in left} == {"not-received"}
    assert (await clerk.post(path, json={"end": "receiver"})).json()["code"] == "slip-invalid"
    received = (await official.post(path, json={"end": "receiver", "difference": "少一页"})).json()
    assert (received["receiverName"]["zh"], received["difference"]) == ("陈志远", "少一页")
    assert (await clerk.get(f"/api/cases/{case}/custody")).json()["open"] == []
    assert [one["number"] for one in (await clerk.get("/api/slips")).json()] == [slip["number"]]
    assert [one["mine"] for one in (await official.get("/api/slips")).json()] == [False]


async def test_copies_go_at_acceptance_and_it_is_on_record_once(hall: Hall) -> None:
    clerk, _, case = await accepted(hall)
    (transfer,) = (await clerk.get(f"/api/cases/{case}/custody")).json()["transfers"]
    assert set(transfer["materials"]) == {LEASE, CARD}
    assert DIVISION not in transfer["receiverOffice"]["zh"]


async def test_a_slip_names_offices_as_people_know_them(hall: Hall) -> None:
    clerk, _, case = await accepted(hall)
    slip = (await post(hall, clerk, "/api/slips", {"case": case, "materials": [LEASE]})).json()
    for end in ("senderOffice", "receiverOffice"):
        assert DIVISION not in slip[end]["zh"], slip[end]


async def test_what_is_not_accounted_for_is_listed_for_the_clerk(hall: Hall) -> None:
    clerk, _, case = await accepted(hall)
    (left,) = (await clerk.get("/api/clerk/originals")).json()
    assert (left["case"], [one["material"] for one in left["open"]]) == (case, [CARD])
    await post(hall, clerk, f"/api/cases/{case}/originals", {"material": CARD, "where": "returned"})
    assert (await clerk.get("/api/clerk/originals")).json() == []


async def test_another_halls_case_and_slips_are_nobodys_business(hall: Hall) -> None:
    _, _, case = await accepted(hall)
    name = Text(zh="外人", en="Stranger")
    await hall.product.console.accounts.add_account(
        Account("ma", Role.CLERK, "", name, "441303", "huiyang"), "secret-1"
    )
    assert HALL != "huiyang"
    stranger = hall.browser()
    signed = await stranger.post("/api/sign-in", json={"page": "clerk", "account": "ma", "password": "secret-1"})
    assert signed.status_code == 200
    stranger.headers["X-Page"] = "clerk"
    assert (await stranger.get(f"/api/cases/{case}/custody")).json()["code"] == "not-found"
    assert (await stranger.get("/api/slips")).json() == []
    refused = await post(hall, stranger, "/api/slips", {"case": case, "materials": [LEASE]})
    assert refused.json()["code"] == "not-found"
    gone = await stranger.post("/api/slips/none/acknowledgements", json={"end": "sender"})
    assert gone.json()["code"] == "not-found"
