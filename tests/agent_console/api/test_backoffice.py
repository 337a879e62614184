from signaling.protocol.views import CaseState
from tests.agent_console.api.test_cases import bring_to
from tests.agent_console.conftest import Hall


async def test_several_cases_are_reviewed_each_by_itself(hall: Hall) -> None:
    case = await hall.open_case()
    chen = await hall.signed_in("chen")
    await bring_to(hall, chen, await hall.window(), case, CaseState.ACCEPTED)
    await hall.end(case)
    (row,) = (await chen.get("/api/backoffice")).json()["cases"]
    body = {
        "action": "review",
        "text": "齐全",
        "cases": [{"case": case, "version": row["version"]}, {"case": "none", "version": 1}],
    }
    key = {"Idempotency-Key": "bulk-00000001"}
    done = (await chen.post("/api/backoffice/actions", json=body, headers=key)).json()
    assert done == [
        {"case": case, "number": row["number"], "refused": None},
        {"case": "none", "number": None, "refused": "not-found"},
    ]
    assert (await chen.post("/api/backoffice/actions", json=body, headers=key)).json() == done
    assert (await chen.get("/api/backoffice?state=reviewed")).json()["total"] == 1
    # Whoever accepted it does not decide it: the implementation says so.
    seen = (await chen.get(f"/api/cases/{case}")).json()
    assert "decide" not in seen["actions"]["official"]
    history = (await chen.get(f"/api/cases/{case}/history")).json()
    assert [act["act"] for act in history][-1] == "reviewed"


async def test_a_list_is_exported_and_a_wrong_filter_refused(hall: Hall) -> None:
    case = await hall.open_case()
    chen = await hall.signed_in("chen")
    await bring_to(hall, chen, await hall.window(), case, CaseState.ACCEPTED)
    lines = (await chen.get("/api/backoffice.csv")).content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("number,state")
    assert "441302-20260105-00001,accepted" in lines[1]
    for wrong in ("state=lost", "standing=green", "number=0", "number=x"):
        assert (await chen.get(f"/api/backoffice?{wrong}")).status_code == 400, wrong


async def test_a_bulk_needs_a_key(hall: Hall) -> None:
    chen = await hall.signed_in("chen")
    body = {"action": "review", "cases": [{"case": "x", "version": 1}]}
    assert (await chen.post("/api/backoffice/actions", json=body)).status_code == 400
