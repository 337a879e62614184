from typing import Literal

from cryptography.hazmat.primitives.asymmetric import ec
from msgspec.structs import replace

from agent_console.core.acts import PageRead, PageReceived
from agent_console.services.dossier import load_to_change
from agent_console.store import catalogue, versions
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseAction, CaseState
from signaling.protocol.names import CaseId, Role, Sha256
from tests.agent_console.api.test_cases import FLAT, STROKES, bring_to, ok, refused
from tests.agent_console.conftest import ITEM, Hall
from tests.agent_console.core.test_certificate import ROOT_KEY, issue, pem, sign

SIGNED_PAGE = Sha256("d" * 64)


async def open_case(hall: Hall, kind: Literal["wet", "certificate"]) -> CaseId:
    """Open a case of an item that asks for this kind of signature."""

    def change(tx: Transaction) -> None:
        known = [catalogue.get_listed(tx, item.id, version) for version, item in catalogue.published(tx)]
        listed = [each for each in known if each is not None]
        changed = [
            replace(each, item=replace(each.item, signature=kind)) if each.item.id == ITEM else each for each in listed
        ]
        versions.import_items(tx, changed, hall.clock.now())

    await hall.product.console.store.write(change)
    return await hall.open_case()


async def scan(hall: Hall, case: CaseId) -> None:
    def add(tx: Transaction) -> None:
        dossier = load_to_change(tx, case)
        received = PageReceived(SIGNED_PAGE, 1000, 4000, 3000, "image/jpeg", None)
        for act in (received, PageRead(SIGNED_PAGE, FLAT, 4000, 3000, None, 0.9, ())):
            dossier.note(act, actor="window-1", role=Role.WINDOW, at=hall.clock.now())

    await hall.product.console.store.write(add)


async def test_a_form_signed_in_ink_is_scanned_and_taken_as_the_signature(hall: Hall) -> None:
    case = await open_case(hall, "wet")
    official, window = await hall.signed_in("chen"), await hall.window()
    seen = await bring_to(hall, official, window, case, CaseState.PRESENTED)
    assert CaseAction.SIGN not in seen.actions[Role.WINDOW]
    body = {"summaryHash": seen.summary_hash, "page": SIGNED_PAGE}
    assert await refused(hall.act(official, case, "sign-on-paper", **body)) == "page-unknown"
    await scan(hall, case)
    signed = await ok(hall.act(official, case, "sign-on-paper", **body))
    assert (signed.state, signed.signature_kind, signed.signature) == (CaseState.SIGNED, "wet", FLAT)


async def test_a_page_that_serves_a_material_is_no_signature(hall: Hall) -> None:
    case = await open_case(hall, "wet")
    official, window = await hall.signed_in("chen"), await hall.window()
    seen = await bring_to(hall, official, window, case, CaseState.PRESENTED)
    body = {"summaryHash": seen.summary_hash, "page": seen.pages[0].hash}
    assert await refused(hall.act(official, case, "sign-on-paper", **body)) == "page-unreadable"


async def test_a_certificate_signs_where_the_item_asks_for_one_and_names_who_did(hall: Hall) -> None:
    case = await open_case(hall, "certificate")
    official, window = await hall.signed_in("chen"), await hall.window()
    seen = await bring_to(hall, official, window, case, CaseState.PRESENTED)
    assert seen.summary_hash is not None
    key, now = ec.generate_private_key(ec.SECP256R1()), hall.clock.now()
    certificate = issue("张三", key, "Root", ROOT_KEY, now=now)
    body = {
        "summaryHash": seen.summary_hash,
        "certificate": pem(certificate),
        "signature": sign(key, seen.summary_hash),
    }
    assert await refused(hall.act(window, case, "sign-by-certificate", **body)) == "signature-invalid"
    hall.product.console.signers.mkdir()
    (hall.product.console.signers / "root.pem").write_text(pem(issue("Root", ROOT_KEY, "Root", ROOT_KEY, now=now)))
    signed = await ok(hall.act(window, case, "sign-by-certificate", **body))
    assert (signed.signature_kind, signed.signer) == ("certificate", "张三")
    kept = await official.get(f"/api/cases/{case}/signature.svg?page=official")
    assert kept.headers["content-type"] == "application/json"
    assert kept.json()["summaryHash"] == seen.summary_hash


async def test_each_item_takes_its_own_kind_only(hall: Hall) -> None:
    case = await open_case(hall, "certificate")
    official, window = await hall.signed_in("chen"), await hall.window()
    seen = await bring_to(hall, official, window, case, CaseState.PRESENTED)
    by_hand = hall.act(window, case, "sign", summaryHash=seen.summary_hash, strokes=STROKES)
    assert await refused(by_hand) == "not-allowed"
