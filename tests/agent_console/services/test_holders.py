"""Claims about promises (告知承诺) and what follows from a false one."""

from datetime import timedelta

import httpx

from agent_console.core.reuse import BARRED_FOR
from signaling.protocol.case_views import CaseView
from signaling.protocol.names import CaseId
from tests.agent_console.api.test_cases import ok, refused
from tests.agent_console.conftest import Hall
from tests.agent_console.services.test_materials import PROOF, accept_with_card, change_item


async def promised(hall: Hall, official: httpx.AsyncClient, window: httpx.AsyncClient) -> tuple[CaseId, CaseView]:
    case = await hall.open_case()
    await ok(hall.act(official, case, "promise", material=PROOF))
    return case, await accept_with_card(hall, official, window, case)


async def test_a_promise_stands_in_the_place_of_the_proof_and_in_the_summary(hall: Hall) -> None:
    await change_item(hall, promise=True)
    official, window = await hall.signed_in("chen"), await hall.window()
    _, seen = await promised(hall, official, window)
    assert seen.state == "accepted"
    assert seen.summary is not None
    assert seen.summary[-1].value == "以承诺代替"
    assert "将被撤销" in seen.summary[-1].sentence


async def test_a_false_promise_revokes_and_bars_its_holder_for_a_while(hall: Hall) -> None:
    await change_item(hall, promise=True)
    official, window = await hall.signed_in("chen"), await hall.window()
    case, _ = await promised(hall, official, window)
    found = {"material": PROOF, "kept": False, "reason": "现场没有这个经营场所"}
    checked = await ok(hall.act(official, case, "check-promise", **found))
    assert checked.revoked == "现场没有这个经营场所"
    await hall.end(case)
    later = await hall.open_case()
    assert await refused(hall.act(official, later, "promise", material=PROOF)) == "promise-barred"
    await hall.end(later)
    other = await hall.open_case(resident="441302198505052219")
    assert (await ok(hall.act(official, other, "promise", material=PROOF))).materials[1].promise == "given"
    await hall.end(other)
    hall.clock.advance(BARRED_FOR + timedelta(days=1))
    official = await hall.signed_in("chen")
    again = await hall.open_case()
    assert (await ok(hall.act(official, again, "promise", material=PROOF))).materials[1].promise == "given"


async def test_a_kept_promise_bars_nobody(hall: Hall) -> None:
    await change_item(hall, promise=True)
    official, window = await hall.signed_in("chen"), await hall.window()
    case, _ = await promised(hall, official, window)
    checked = await ok(hall.act(official, case, "check-promise", material=PROOF, kept=True))
    assert (checked.revoked, checked.materials[1].promise) == (None, "kept")
    await hall.end(case)
    later = await hall.open_case()
    assert (await ok(hall.act(official, later, "promise", material=PROOF))).materials[1].promise == "given"
