import hashlib

import httpx
import pytest

from agent_console.services import supply_counter
from agent_console.store import accounts
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from tests.agent_console.api.test_pages import photograph
from tests.agent_console.conftest import Hall
from tests.agent_console.services.test_materials import PROOF
from tests.agent_console.services.test_supplies import token_of, waived


async def scanned(clerk: httpx.AsyncClient, named: str, content: bytes, material: str = PROOF) -> httpx.Response:
    page = hashlib.sha256(content).hexdigest()
    return await clerk.put(f"/api/clerk/supplies/{material}/pages/{page}", params={"named": named}, content=content)


async def test_a_clerk_alone_supplies_the_missing_paper(hall: Hall) -> None:
    official, window = await hall.signed_in("chen"), await hall.window()
    case, _ = await waived(hall, official, window)
    clerk = await hall.signed_in("wu", "clerk")
    number = (await hall.seen(official, case)).number
    found = (await clerk.get("/api/clerk/supplies", params={"named": number})).json()
    assert ([one["material"] for one in found["lacks"]], found["here"]) == ([PROOF], True)
    assert (await scanned(clerk, str(number), photograph())).status_code == 201
    assert (await scanned(clerk, str(number), photograph(), "moon")).json()["code"] == "material-unknown"
    await hall.product.console.chores.idle()
    found = (await clerk.get("/api/clerk/supplies", params={"named": number})).json()
    (page,) = found["lacks"][0]["pages"]
    assert page["state"] == "read"
    body = {"action": "supply", "version": found["version"], "material": PROOF, "pages": [page["hash"]]}
    done = await clerk.post(f"/api/cases/{case}/actions", json=body, headers={"Idempotency-Key": hall.ref()})
    assert done.status_code == 200, done.text
    assert (await clerk.get("/api/clerk/supplies", params={"named": number})).json()["lacks"] == []
    transfers = (await clerk.get(f"/api/cases/{case}/custody")).json()["transfers"]
    assert [one["materials"] for one in transfers][-1] == [PROOF], "what came later goes on its way at once, too"


async def test_a_case_is_found_by_ticket_by_notice_and_by_nothing_else(hall: Hall) -> None:
    official, window = await hall.signed_in("chen"), await hall.window()
    case, _ = await waived(hall, official, window)
    token = await token_of(hall, case)

    def look(tx: Transaction) -> None:
        account = accounts.get_account(tx, "wu")
        assert account is not None
        clerk = account.actor()
        for named in (token, f"https://hall.example/progress/{token}"):
            assert supply_counter.find(tx, clerk, named).row.id == case
        for named in ("441302-20200101-00001", "Z999", ""):
            with pytest.raises(Refused) as refused:
                supply_counter.find(tx, clerk, named)
            assert refused.value.code is Code.NOT_FOUND

    await hall.product.console.store.read(look)
