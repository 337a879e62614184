"""Claims about papers that follow (容缺受理): in the summary, by phone, and too late."""

import hashlib
from datetime import timedelta

import httpx

from agent_console.services.clockwork import tick
from agent_console.services.materials import index_accepted
from agent_console.store import cases
from signaling.protocol.case_views import CaseView
from signaling.protocol.names import CaseId
from tests.agent_console.api.test_cases import ok, refused
from tests.agent_console.api.test_pages import photograph
from tests.agent_console.conftest import Hall
from tests.agent_console.services.test_materials import PROOF, accept_with_card, change_item, entries
from tests.support.after import made


async def waived(hall: Hall, official: httpx.AsyncClient, window: httpx.AsyncClient) -> tuple[CaseId, CaseView]:
    await change_item(hall, supply_days=5)
    case = await hall.open_case()
    await ok(hall.act(official, case, "waive-supply", material=PROOF))
    seen = await accept_with_card(hall, official, window, case)
    await hall.end(case)
    await index_accepted(hall.product.console)
    return case, seen


async def token_of(hall: Hall, case: CaseId) -> str:
    token = (await hall.product.console.store.read(lambda tx: cases.get_case(tx, case))).token
    assert token is not None
    return token


async def send(client: httpx.AsyncClient, token: str, content: bytes, material: str = PROOF) -> httpx.Response:
    page = hashlib.sha256(content).hexdigest()
    return await client.put(f"/api/progress/{token}/materials/{material}/pages/{page}", content=content)


async def test_a_case_is_accepted_without_the_paper_and_the_resident_signs_that(hall: Hall) -> None:
    official, window = await hall.signed_in("chen"), await hall.window()
    _, seen = await waived(hall, official, window)
    assert (seen.state, seen.materials[1].supply_due) == ("accepted", "2026-01-12")
    assert seen.summary is not None
    assert seen.summary[-1].value == "容缺后补"
    assert "2026-01-12" in seen.summary[-1].sentence


async def test_what_does_not_come_in_time_ends_the_case(hall_on_each: Hall) -> None:
    hall = hall_on_each
    official, window = await hall.signed_in("chen"), await hall.window()
    case, _ = await waived(hall, official, window)
    hall.clock.advance(timedelta(days=7))
    await tick(hall.product.console)
    official = await hall.signed_in("chen")
    assert (await hall.seen(official, case)).state == "accepted", "its last day is not over"
    hall.clock.advance(timedelta(days=1))
    await tick(hall.product.console)
    official = await hall.signed_in("chen")
    seen = await hall.seen(official, case)
    assert (seen.state, seen.closing) == ("closed", "terminated")
    assert "容缺" in str(seen.reason)


async def test_the_phone_sends_the_paper_and_an_official_takes_it(hall: Hall) -> None:
    official, window = await hall.signed_in("chen"), await hall.window()
    case, _ = await waived(hall, official, window)
    phone, token = hall.browser(), await token_of(hall, case)
    (awaited,) = (await phone.get(f"/api/progress/{token}/awaited")).json()
    assert (awaited["material"], awaited["dueOn"], awaited["sent"]) == (PROOF, "2026-01-12", 0)
    assert (await send(phone, token, photograph())).status_code == 204
    assert (await send(phone, token, photograph())).status_code == 204
    (awaited,) = (await phone.get(f"/api/progress/{token}/awaited")).json()
    assert awaited["sent"] == 1
    assert await entries(hall, "material-sent") == [("resident", case)]
    await hall.product.console.chores.idle()
    page = (await hall.seen(official, case)).pages[-1]
    supplied = await ok(hall.act(official, case, "supply", material=PROOF, pages=[page.hash]))
    assert supplied.materials[1].supply_due is None
    assert (await phone.get(f"/api/progress/{token}/awaited")).json() == []
    assert await refused(send(phone, token, photograph())) == "material-unknown"
    hall.clock.advance(timedelta(days=30))
    await tick(hall.product.console)
    assert (await hall.seen(await hall.signed_in("chen"), case)).state == "accepted"


async def test_a_phone_sends_pictures_of_what_is_awaited_alone(hall: Hall) -> None:
    official, window = await hall.signed_in("chen"), await hall.window()
    case, _ = await waived(hall, official, window)
    phone, token = hall.browser(), await token_of(hall, case)
    assert await refused(send(phone, token, b"no picture")) == "image-invalid"
    assert await refused(send(phone, "nobody", photograph())) == "not-found"
    assert await refused(send(phone, token, photograph(), "identity-card")) == "material-unknown"
    wrong = f"/api/progress/{token}/materials/{PROOF}/pages/{'0' * 64}"
    assert await refused(phone.put(wrong, content=photograph())) == "hash-mismatch"


async def test_a_field_that_was_asked_for_comes_on_a_signed_page_and_needs_no_visit(hall: Hall) -> None:
    official = await hall.signed_in("chen")
    case = await hall.open_case()
    await ok(hall.act(official, case, "ask-correction", missing=[{"code": "operator_name", "reason": "与身份证不符"}]))
    await hall.end(case)
    await hall.product.console.chores.idle()
    token, phone = (await made(hall, case))["correction"].token, hall.browser()
    (awaited,) = (await phone.get(f"/api/progress/{token}/awaited")).json()
    assert (awaited["material"], awaited["isField"], awaited["sent"]) == ("operator_name", True, 0)
    assert (await send(phone, token, photograph(), "operator_name")).status_code == 204
    await hall.product.console.chores.idle()
    seen = await hall.seen(official, case)
    page = seen.pages[-1]
    assert page.meant_for == "operator_name"
    assert (
        await refused(hall.act(official, case, "supply", material="operator_name", pages=[page.hash])) == "form-invalid"
    )
    seen = await ok(hall.act(official, case, "supply", material="operator_name", pages=[page.hash], value="张建国"))
    assert (seen.values["operator_name"], seen.origins["operator_name"], seen.correction) == (
        "张建国",
        f"scan:{page.hash}",
        None,
    )
    assert (await phone.get(f"/api/progress/{token}/awaited")).json() == []


async def test_the_link_of_a_correction_notice_takes_the_missing_paper(hall: Hall) -> None:
    official = await hall.signed_in("chen")
    case = await hall.open_case()
    await ok(hall.act(official, case, "ask-correction", missing=[{"code": PROOF, "reason": "缺页"}]))
    await hall.end(case)
    await hall.product.console.chores.idle()
    token, phone = (await made(hall, case))["correction"].token, hall.browser()
    assert [line["material"] for line in (await phone.get(f"/api/progress/{token}/awaited")).json()] == [PROOF]
    assert (await send(phone, token, photograph())).status_code == 204
