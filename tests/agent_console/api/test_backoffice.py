from typing import Any

import httpx

from signaling.protocol.case_views import CaseState
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
    # The file is of all that the filter finds, not of one page of it.
    assert (await chen.get("/api/backoffice.csv?number=9")).content.decode("utf-8-sig").splitlines() == lines
    assert len((await chen.get("/api/backoffice.csv?state=closed")).content.splitlines()) == 1
    for wrong in ("state=lost", "standing=green", "number=0", "number=x"):
        assert (await chen.get(f"/api/backoffice?{wrong}")).status_code == 400, wrong


async def test_a_bulk_needs_a_key(hall: Hall) -> None:
    chen = await hall.signed_in("chen")
    body = {"action": "review", "cases": [{"case": "x", "version": 1}]}
    assert (await chen.post("/api/backoffice/actions", json=body)).status_code == 400


async def test_a_row_says_what_may_be_done_to_it_and_by_whom(hall: Hall) -> None:
    case = await hall.open_case()
    chen, lin = await hall.signed_in("chen"), await hall.signed_in("lin")
    zhou = await hall.signed_in("zhou", "supervisor")
    await bring_to(hall, chen, await hall.window(), case, CaseState.ACCEPTED)
    await hall.end(case)

    async def row(reader: httpx.AsyncClient) -> dict[str, Any]:
        (found,) = (await reader.get("/api/backoffice")).json()["cases"]
        return dict(found)

    async def bulk(reader: httpx.AsyncClient, key: str, **asked: str) -> list[dict[str, Any]]:
        body = {"cases": [{"case": case, "version": (await row(reader))["version"]}], **asked}
        sent = await reader.post("/api/backoffice/actions", json=body, headers={"Idempotency-Key": key})
        return list(sent.json())

    assert ((await row(zhou))["may"], (await row(lin))["may"]) == (["urge", "assign"], ["review", "assign"])
    assert (await bulk(zhou, "bulk-urge-1", action="urge", text="请加快"))[0]["refused"] is None
    assert "answer-urge" in (await row(lin))["may"]
    assert (await bulk(zhou, "bulk-owner-1", action="assign", owner="lin"))[0]["refused"] is None
    assert (await row(lin))["ownerName"]["en"] == "Lin Xiaomei"
    assert (await bulk(zhou, "bulk-owner-2", action="assign", owner="wu"))[0]["refused"] == "owner-unfit"
    assert (await bulk(lin, "bulk-review", action="review", decision="refused"))[0]["refused"] is None
    refuse = {"action": "decide", "decision": "refused", "text": "场所不符"}
    assert (await bulk(lin, "bulk-decide-1", **refuse))[0]["refused"] == "ground-missing"
    assert (await bulk(lin, "bulk-decide-2", ground="《条例》第十一条", **refuse))[0]["refused"] is None
    assert (await row(lin))["decision"] == "refused"
