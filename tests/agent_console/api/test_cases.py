import io
from collections.abc import Awaitable
from datetime import timedelta

import httpx
import msgspec
import pypdf
import pytest

from agent_console.core.acts import AnyAct, PageRead, PageReceived
from agent_console.core.permit import IN_SESSION
from agent_console.demo.seed import SIMULATED
from agent_console.services.dossier import load_to_change
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseAction, CaseState, CaseView, PageState
from signaling.protocol.facts import CaseChanged
from signaling.protocol.names import CaseId, Role, Sha256, StreamName
from signaling.store import ledger
from tests.agent_console.conftest import ANSWERS, ID_NUMBER, Hall

CARD, LEASE, FLAT = (Sha256(letter * 64) for letter in "abc")
STROKES = [[[0.1, 0.5, 0], [0.4, 0.2, 40], [0.7, 0.8, 90], [0.9, 0.3, 140]]]


async def lay_down_pages(hall: Hall, case: CaseId) -> None:
    """Two pages that were received and read."""

    def add(tx: Transaction) -> None:
        dossier = load_to_change(tx, case)
        for page in (CARD, LEASE):
            acts: tuple[AnyAct, ...] = (
                PageReceived(page, 1000, 4000, 3000, "image/jpeg", None),
                PageRead(page, FLAT, 4000, 3000, None, 0.9, ()),
            )
            for act in acts:
                dossier.note(act, actor="window-1", role=Role.WINDOW, at=hall.clock.now())

    await hall.product.console.store.write(add)


async def fill_in(hall: Hall, official: httpx.AsyncClient, case: CaseId) -> None:
    await lay_down_pages(hall, case)
    await ok(hall.act(official, case, "save-form", values=ANSWERS))
    await ok(hall.act(official, case, "accept-page", page=CARD, material="identity-card"))
    await ok(hall.act(official, case, "accept-page", page=LEASE, material="premises-proof"))


async def bring_to(
    hall: Hall, official: httpx.AsyncClient, window: httpx.AsyncClient, case: CaseId, state: CaseState
) -> CaseView:
    """Take a case as far as a state, the way people do."""
    if state is CaseState.REGISTERING:
        await lay_down_pages(hall, case)
        return await hall.seen(official, case)
    await fill_in(hall, official, case)
    await hall.consent(case)
    seen = await ok(hall.act(official, case, "present"))
    steps: tuple[tuple[CaseState, httpx.AsyncClient, str, dict[str, object]], ...] = (
        (CaseState.SIGNED, window, "sign", {"summaryHash": seen.summary_hash, "strokes": STROKES}),
        (CaseState.CONFIRMED, window, "confirm", {"summaryHash": seen.summary_hash}),
        (CaseState.ACCEPTED, official, "accept", {}),
    )
    for reached, client, action, body in steps:
        if seen.state is state:
            break
        seen = await ok(hall.act(client, case, action, **body))
        assert seen.state is reached
    return seen


async def ok(answer: Awaitable[httpx.Response]) -> CaseView:
    response = await answer
    assert response.status_code == 200, response.text
    return msgspec.json.decode(response.content, type=CaseView)


async def refused(answer: Awaitable[httpx.Response]) -> str:
    response = await answer
    assert response.status_code >= 400, response.text
    assert response.headers["content-type"] == "application/problem+json"
    return str(response.json()["code"])


async def facts(hall: Hall, case: CaseId, reader: Role) -> list[CaseChanged]:
    stored = await hall.product.console.store.read(lambda tx: ledger.facts_after(tx, StreamName(f"case/{case}"), 0))
    assert stored is not None
    return [msgspec.json.decode(fact.body, type=CaseChanged) for fact in stored if reader.value in fact.audience]


async def test_a_fresh_case_knows_what_the_ticket_told(hall: Hall) -> None:
    case = await hall.open_case()
    seen = await hall.seen(await hall.signed_in("chen"), case)
    assert seen.values == {"applicant_kind": "self", "operator_id_number": ID_NUMBER, "operator_phone": "13800138000"}
    assert (seen.version, seen.state, seen.item_version) == (1, CaseState.REGISTERING, 1)
    assert seen.missing[0] == "operator_name"


async def test_a_case_is_taken_to_its_acceptance_and_its_notice(hall_on_each: Hall) -> None:
    case = await hall_on_each.open_case()
    official, window = await hall_on_each.signed_in("chen"), await hall_on_each.window()
    accepted = await bring_to(hall_on_each, official, window, case, CaseState.ACCEPTED)
    assert accepted.number == "441302-20260105-00001"
    await hall_on_each.product.console.chores.idle()
    seen = await hall_on_each.seen(window, case)
    assert seen.notice is not None
    pdf = await window.get(f"/api/cases/{case}/notice.pdf?page=window")
    assert (pdf.status_code, pdf.headers["content-type"]) == (200, "application/pdf")
    text = pypdf.PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text()
    for words in (
        "受理通知书",
        "441302-20260105-00001",
        "个体工商户设立登记",
        "4413**********1231",
        "2026-01-06",
        "陈志远",
    ):
        assert words in text
    assert ID_NUMBER not in text
    signature = await official.get(f"/api/cases/{case}/signature.svg?page=official")
    assert str(seen.summary_hash) in signature.text
    events = [fact.event for fact in await facts(hall_on_each, case, Role.WINDOW)]
    assert events[0] == "opened"
    assert events[-6:] == ["page-accepted", "presented", "signed", "confirmed", "accepted", "notice-issued"]


async def test_the_next_case_of_the_day_has_the_next_number(hall: Hall) -> None:
    official, window = await hall.signed_in("chen"), await hall.window()
    numbers = []
    for _ in range(2):
        case = await hall.open_case()
        numbers.append((await bring_to(hall, official, window, case, CaseState.ACCEPTED)).number)
        await hall.end(case)
        hall.clock.advance(timedelta(minutes=1))
    assert numbers == ["441302-20260105-00001", "441302-20260105-00002"]


BODIES: dict[CaseAction, dict[str, object]] = {
    CaseAction.SAVE_FORM: {"values": ANSWERS},
    CaseAction.ACCEPT_PAGE: {"page": CARD, "material": "identity-card"},
    CaseAction.RETURN_PAGE: {"page": CARD, "reason": "blurred"},
    CaseAction.PRESENT: {},
    CaseAction.TAKE_BACK: {},
    CaseAction.SIGN: {"strokes": STROKES},
    CaseAction.CONFIRM: {},
    CaseAction.ACCEPT: {},
}


@pytest.mark.parametrize("state", [*IN_SESSION, CaseState.ACCEPTED])
async def test_every_action_that_is_not_offered_is_refused_to_everybody(hall: Hall, state: CaseState) -> None:
    case = await hall.open_case()
    official, window = await hall.signed_in("chen"), await hall.window()
    seen = await bring_to(hall, official, window, case, state)
    outsiders = (await hall.signed_in("lin"), await hall.window(SIMULATED))
    supervisor = await hall.signed_in("zhou", "supervisor")
    for action, body in BODIES.items():
        if action in (CaseAction.SIGN, CaseAction.CONFIRM):
            body = {**body, "summaryHash": seen.summary_hash or "0" * 64}
        for role, client in ((Role.OFFICIAL, official), (Role.WINDOW, window)):
            if action not in seen.actions[role]:
                code = await refused(hall.act(client, case, action.value, **body, version=seen.version))
                # What is missing is told more exactly than that it is not allowed.
                assert code == (
                    "form-invalid"
                    if action is CaseAction.PRESENT and role is Role.OFFICIAL and state is CaseState.REGISTERING
                    else "not-allowed"
                )
        for client in outsiders:
            # A colleague of the department sees the case once it is accepted.
            known = client is outsiders[0] and state is CaseState.ACCEPTED
            expected = "not-allowed" if known else "not-found"
            assert await refused(hall.act(client, case, action.value, **body, version=seen.version)) == expected
        assert await refused(hall.act(supervisor, case, action.value, **body, version=seen.version)) == "not-allowed"
    assert (await hall.seen(official, case)).version == seen.version


async def test_a_case_is_shown_to_those_whom_it_concerns_only(hall: Hall) -> None:
    case = await hall.open_case()
    for client in (await hall.signed_in("lin"), await hall.window(SIMULATED)):
        assert await refused(client.get(f"/api/cases/{case}")) == "not-found"
    assert await refused(hall.browser().get(f"/api/cases/{case}?page=official")) == "not-signed-in"
    supervisor = await hall.signed_in("zhou", "supervisor")
    assert (await hall.seen(supervisor, case)).values["operator_id_number"] == "4413**********1231"


async def test_the_next_resident_at_a_window_cannot_read_the_last_ones_case(hall: Hall) -> None:
    window = await hall.window()
    case = await hall.open_case()
    await hall.end(case)
    assert (await window.get(f"/api/cases/{case}")).status_code == 200
    hall.clock.advance(timedelta(minutes=1))
    await hall.open_case()
    assert await refused(window.get(f"/api/cases/{case}")) == "not-found"


async def test_an_action_on_an_older_version_is_refused(hall: Hall) -> None:
    case = await hall.open_case()
    official = await hall.signed_in("chen")
    await ok(hall.act(official, case, "save-form", values={"operator_name": "张三"}, version=1))
    assert await refused(hall.act(official, case, "save-form", values={}, version=1)) == "version-stale"
    assert (await hall.seen(official, case)).values == {"operator_name": "张三"}


async def test_a_repeated_request_gets_the_first_outcome(hall: Hall) -> None:
    case = await hall.open_case()
    official = await hall.signed_in("chen")
    first = await hall.act(official, case, "save-form", values={"operator_name": "张三"}, version=1, key="double-click")
    again = await hall.act(official, case, "save-form", values={"operator_name": "张三"}, version=1, key="double-click")
    assert first.content == again.content
    assert (await hall.seen(official, case)).version == 2
    other = hall.act(official, case, "save-form", values={}, version=2, key="double-click")
    assert await refused(other) == "key-reused"


async def test_a_request_without_a_key_is_refused(hall: Hall) -> None:
    case = await hall.open_case()
    official = await hall.signed_in("chen")
    answer = official.post(f"/api/cases/{case}/actions", json={"action": "present", "version": 1})
    assert await refused(answer) == "bad-request"


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"action":"burn","version":1}', b'{"action":"present","version":1,"x":2}', b"\xff"]
)
async def test_a_junk_body_is_refused(hall: Hall, body: bytes) -> None:
    case = await hall.open_case()
    official = await hall.signed_in("chen")
    answer = official.post(f"/api/cases/{case}/actions", content=body, headers={"Idempotency-Key": "12345678"})
    assert await refused(answer) == "bad-request"


async def test_a_body_that_is_too_large_is_refused(hall: Hall) -> None:
    case = await hall.open_case()
    official = await hall.signed_in("chen")
    answer = official.post(
        f"/api/cases/{case}/actions", content=b" " * 300_000, headers={"Idempotency-Key": "12345678"}
    )
    assert await refused(answer) == "bad-request"


async def test_nothing_is_presented_while_something_is_missing(hall: Hall) -> None:
    case = await hall.open_case()
    official = await hall.signed_in("chen")
    assert await refused(hall.act(official, case, "present")) == "form-invalid"
    await ok(hall.act(official, case, "save-form", values=ANSWERS))
    assert await refused(hall.act(official, case, "present")) == "materials-missing"
    await lay_down_pages(hall, case)
    assert (
        await refused(hall.act(official, case, "accept-page", page="f" * 64, material="identity-card"))
        == "page-unknown"
    )
    assert await refused(hall.act(official, case, "accept-page", page=CARD, material="none")) == "material-unknown"
    seen = await ok(hall.act(official, case, "accept-page", page=CARD, material="identity-card"))
    assert seen.missing == ("premises-proof",)
    seen = await ok(hall.act(official, case, "return-page", page=CARD, reason="blurred"))
    assert (seen.pages[0].state, seen.pages[0].reason) == (PageState.RETURNED, "blurred")


async def test_nothing_is_signed_without_a_recording(hall: Hall) -> None:
    case = await hall.open_case()
    official, window = await hall.signed_in("chen"), await hall.window()
    await fill_in(hall, official, case)
    seen = await ok(hall.act(official, case, "present"))
    sign = {"summaryHash": seen.summary_hash, "strokes": STROKES}
    assert await refused(hall.act(window, case, "sign", **sign)) == "not-recorded"
    await hall.consent(case, granted=False)
    assert await refused(hall.act(window, case, "sign", **sign)) == "not-recorded"
    await hall.consent(case)
    assert (await ok(hall.act(window, case, "sign", **sign))).state is CaseState.SIGNED


async def test_a_signature_holds_for_the_summary_that_was_read(hall: Hall) -> None:
    case = await hall.open_case()
    official, window = await hall.signed_in("chen"), await hall.window()
    first = await bring_to(hall, official, window, case, CaseState.PRESENTED)
    await ok(hall.act(official, case, "take-back"))
    await ok(hall.act(official, case, "save-form", values={**ANSWERS, "employees": 4}))
    second = await ok(hall.act(official, case, "present"))
    assert second.summary_hash != first.summary_hash
    old = hall.act(window, case, "sign", summaryHash=first.summary_hash, strokes=STROKES)
    assert await refused(old) == "hash-mismatch"
    await ok(hall.act(window, case, "sign", summaryHash=second.summary_hash, strokes=STROKES))
    assert await refused(hall.act(window, case, "confirm", summaryHash=first.summary_hash)) == "hash-mismatch"


async def test_a_dot_is_no_signature(hall: Hall) -> None:
    case = await hall.open_case()
    official, window = await hall.signed_in("chen"), await hall.window()
    seen = await bring_to(hall, official, window, case, CaseState.PRESENTED)
    answer = hall.act(window, case, "sign", summaryHash=seen.summary_hash, strokes=[[[0.5, 0.5, 0]]])
    assert await refused(answer) == "signature-invalid"


async def test_nothing_is_done_to_a_case_whose_session_is_over(hall: Hall) -> None:
    case = await hall.open_case()
    official = await hall.signed_in("chen")
    await hall.end(case)
    assert await refused(hall.act(official, case, "save-form", values={})) == "session-ended"


async def test_a_case_without_signature_and_notice_has_none_to_show(hall: Hall) -> None:
    case = await hall.open_case()
    official = await hall.signed_in("chen")
    for name in ("signature.svg", "notice.pdf"):
        assert await refused(official.get(f"/api/cases/{case}/{name}")) == "not-found"


async def test_facts_lead_to_what_a_fresh_look_shows(hall: Hall) -> None:
    case = await hall.open_case()
    official, window = await hall.signed_in("chen"), await hall.window()
    supervisor = await hall.signed_in("zhou", "supervisor")
    await bring_to(hall, official, window, case, CaseState.ACCEPTED)
    await hall.product.console.chores.idle()
    for reader, client in ((Role.WINDOW, window), (Role.OFFICIAL, official), (Role.SUPERVISOR, supervisor)):
        assert (await facts(hall, case, reader))[-1].case == await hall.seen(client, case)
