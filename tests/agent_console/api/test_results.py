import httpx

from agent_console.core.acts import Decided, ResultIssued, Reviewed
from agent_console.services.dossier import load_to_change
from signaling.ports import Transaction
from signaling.protocol.names import CaseId, Role
from tests.agent_console.api.test_custody import CARD, accepted, post
from tests.agent_console.conftest import Hall


async def issued(hall: Hall) -> tuple[httpx.AsyncClient, CaseId]:
    clerk, _, case = await accepted(hall)

    def decide(tx: Transaction) -> None:
        dossier, now = load_to_change(tx, case), hall.clock.now()
        for act in (Reviewed("granted"), Decided("granted"), ResultIssued("R-1", None)):
            dossier.note(act, actor="chen", role=Role.OFFICIAL, at=now)

    await hall.product.console.store.write(decide)
    return clerk, case


async def test_a_result_is_found_and_handed_out_once_every_original_is_settled(hall: Hall) -> None:
    clerk, case = await issued(hall)
    (ready,) = (await clerk.get("/api/clerk/results")).json()
    assert (ready["case"], ready["result"], ready["phone"]) == (case, "R-1", "8000")
    for search, count in ((ready["caseNumber"][-5:], 1), ("8000", 1), ("800", 0), ("1231", 1), ("9999", 0)):
        assert len((await clerk.get(f"/api/clerk/results?search={search}")).json()) == count, search
    path, body = f"/api/clerk/results/{case}/hand-out", {"identityChecked": True, "signed": "paper"}
    refused = (await clerk.post(path, json=body)).json()
    assert (refused["code"], refused["facts"]["count"]) == ("originals-open", 1)
    await post(hall, clerk, f"/api/cases/{case}/originals", {"material": CARD, "where": "returned"})
    for _ in range(2):
        assert (await clerk.post(path, json=body)).json() == []
    closed = await hall.seen(await hall.signed_in("chen"), case)
    assert (closed.state, closed.closing) == ("closed", "delivered")


async def test_nobody_gets_a_result_unchecked(hall: Hall) -> None:
    clerk, case = await issued(hall)
    unchecked = {"identityChecked": False, "signed": "paper"}
    refused = await clerk.post(f"/api/clerk/results/{case}/hand-out", json=unchecked)
    assert refused.json()["code"] == "bad-request"
