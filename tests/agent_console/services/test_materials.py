"""Claims about papers that need not be brought again."""

import httpx
from msgspec.structs import replace
from sqlalchemy import select

from agent_console.core.acts import AnyAct, PageRead, PageReceived
from agent_console.core.catalogue import Item, Material
from agent_console.demo.answers import answers
from agent_console.demo.seed import read_demo_catalogue
from agent_console.services.dossier import load_to_change
from agent_console.services.materials import index_accepted
from agent_console.store.tables import verified_materials
from agent_console.store.versions import import_items
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseState, CaseView
from signaling.protocol.names import CaseId, ItemId, Role, Sha256
from signaling.store.tables import audit
from tests.agent_console.api.test_cases import CARD, FLAT, STROKES, bring_to, ok, refused
from tests.agent_console.conftest import ANSWERS, ITEM, Hall

PROOF = "premises-proof"


async def change_item(hall: Hall, *, item: dict[str, object] | None = None, **proof: object) -> None:
    """Publish the test's item anew, with other rules for its proof of premises."""

    def changed(each: Item) -> Item:
        if each.id != ITEM:
            return each
        rules = tuple(_with(material, proof) for material in each.materials)
        return replace(each, materials=rules, **(item or {}))

    items = [changed(each) for each in read_demo_catalogue()]
    await hall.product.console.store.write(lambda tx: import_items(tx, items, hall.clock.now()))


def _with(material: Material, rules: dict[str, object]) -> Material:
    return replace(material, **rules) if material.code == PROOF else material


async def accepted_once(hall: Hall, official: httpx.AsyncClient, window: httpx.AsyncClient) -> CaseId:
    """A case that was accepted and indexed; its session is over."""
    case = await hall.open_case()
    await bring_to(hall, official, window, case, CaseState.ACCEPTED)
    await hall.end(case)
    await index_accepted(hall.product.console)
    return case


async def agree(window: httpx.AsyncClient, case: CaseId, *, granted: bool = True) -> httpx.Response:
    return await window.post(f"/api/cases/{case}/reuse-consent", json={"granted": granted})


async def entries(hall: Hall, action: str) -> list[tuple[str, str]]:
    found = select(audit.c.actor, audit.c.subject).where(audit.c.action == action)
    return await hall.product.console.store.read(lambda tx: [tuple(row) for row in tx.execute(found)])


async def test_a_second_case_takes_the_paper_of_the_first_without_a_scan(hall_on_each: Hall) -> None:
    hall = hall_on_each
    await change_item(hall, reusable=True, valid_days=365)
    official, window = await hall.signed_in("chen"), await hall.window()
    first = await accepted_once(hall, official, window)
    case = await hall.open_case()
    assert await refused(official.get(f"/api/cases/{case}/reusable")) == "reuse-not-agreed"
    assert (await ok(agree(window, case))).reuse_agreed is True
    (offer,) = (await official.get(f"/api/cases/{case}/reusable")).json()["offers"]
    assert (offer["material"], offer["source"], offer["ageDays"], offer["expired"]) == (PROOF, first, 0, False)
    assert (offer["expiresOn"], offer["pages"], offer["looked"]) == ("2027-01-05", 1, False)
    taken = await ok(hall.act(official, case, "reuse-material", material=PROOF, source=first, consent=True))
    proof = next(material for material in taken.materials if material.code == PROOF)
    assert (len(proof.pages), proof.reused_from) == (1, first)
    assert PROOF not in taken.missing


async def test_looking_is_on_record_and_opens_the_picture(hall: Hall) -> None:
    await change_item(hall, reusable=True)
    official, window = await hall.signed_in("chen"), await hall.window()
    first = await accepted_once(hall, official, window)
    case = await hall.open_case()
    await agree(window, case)
    page = f"/api/cases/{case}/reusable/{first}/{PROOF}/1?page=official"
    assert await refused(official.get(page)) == "reuse-unknown"
    body = {"source": first, "material": PROOF}
    (offer,) = (await official.get(f"/api/cases/{case}/reusable")).json()["offers"]
    assert offer["answers"] == {}  # Nothing is told to who has not looked.
    (offer,) = (await official.post(f"/api/cases/{case}/reusable/looks", json=body)).json()["offers"]
    assert offer["looked"]
    assert offer["answers"]["operator_name"] == (await hall.seen(official, first)).values["operator_name"]
    assert await entries(hall, "material-looked-at") == [("chen", case)]
    path = hall.product.console.blobs.path((await hall.seen(official, first)).pages[1].flat or first)  # type: ignore[arg-type]  # Both are hashes.
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"picture")
    assert (await official.get(page)).content == b"picture"
    assert await refused(official.get(page.replace("/1?", "/7?"))) == "page-unknown"
    nothing = {"source": case, "material": PROOF}
    assert await refused(official.post(f"/api/cases/{case}/reusable/looks", json=nothing)) == "reuse-unknown"


async def test_the_resident_may_say_no_and_change_their_mind(hall: Hall) -> None:
    await change_item(hall, reusable=True)
    official, window = await hall.signed_in("chen"), await hall.window()
    case = await hall.open_case()
    assert (await hall.seen(official, case)).reuse_agreed is None
    assert (await ok(agree(window, case, granted=False))).reuse_agreed is False
    assert await refused(official.get(f"/api/cases/{case}/reusable")) == "reuse-not-agreed"
    version = (await hall.seen(official, case)).version
    assert (await ok(agree(window, case))).reuse_agreed is True
    assert (await hall.seen(official, case)).version == version, "nobody's page grew stale"
    assert await refused(agree(official, case)) == "not-allowed"


async def test_nobody_answers_for_the_resident_once_the_summary_is_read(hall: Hall) -> None:
    official, window = await hall.signed_in("chen"), await hall.window()
    case = await hall.open_case()
    await bring_to(hall, official, window, case, CaseState.PRESENTED)
    assert await refused(agree(window, case)) == "not-allowed"


async def test_an_item_that_asks_for_the_id_card_only_needs_no_scan_at_all(hall: Hall) -> None:
    official, window = await hall.signed_in("chen"), await hall.window()
    case = await hall.open_case(item=ItemId("employment-registration"))
    item = next(each for each in read_demo_catalogue() if each.id == "employment-registration")
    values = answers(item.form, hall.clock.now().date(), (await hall.seen(official, case)).values)
    filled = await ok(hall.act(official, case, "save-form", values=values))
    assert filled.missing == ()
    assert filled.materials[0].on_card
    accepted = await through(hall, official, window, case)
    assert (accepted.state, accepted.pages) == ("accepted", ())
    assert accepted.summary is not None
    assert accepted.summary[-1].value == "已读居民身份证"


async def test_what_was_reused_does_not_grow_younger(hall: Hall) -> None:
    await change_item(hall, reusable=True)
    official, window = await hall.signed_in("chen"), await hall.window()
    first = await accepted_once(hall, official, window)
    second = await hall.open_case()
    await agree(window, second)
    await ok(hall.act(official, second, "reuse-material", material=PROOF, source=first, consent=True))
    await accept_with_card(hall, official, window, second)
    await index_accepted(hall.product.console)
    rows = select(verified_materials.c.case_id).where(verified_materials.c.material == PROOF)
    store = hall.product.console.store
    assert await store.read(lambda tx: tx.execute(rows).scalars().all()) == [first]


async def accept_with_card(
    hall: Hall, official: httpx.AsyncClient, window: httpx.AsyncClient, case: CaseId
) -> CaseView:
    """Take a case to its acceptance with a scan of the card alone."""
    await ok(hall.act(official, case, "save-form", values=ANSWERS))
    await lay_down(hall, case, CARD)
    await ok(hall.act(official, case, "accept-page", page=CARD, material="identity-card"))
    return await through(hall, official, window, case)


async def lay_down(hall: Hall, case: CaseId, page: Sha256) -> None:
    """One page that was received and read."""

    def add(tx: Transaction) -> None:
        dossier = load_to_change(tx, case)
        done: tuple[AnyAct, ...] = (
            PageReceived(page, 1000, 4000, 3000, "image/jpeg", None),
            PageRead(page, FLAT, 4000, 3000, None, 0.9, ()),
        )
        for act in done:
            dossier.note(act, actor="window-1", role=Role.WINDOW, at=hall.clock.now())

    await hall.product.console.store.write(add)


async def through(hall: Hall, official: httpx.AsyncClient, window: httpx.AsyncClient, case: CaseId) -> CaseView:
    """Present, sign, confirm and accept a case that lacks nothing."""
    await hall.consent(case)
    seen = await ok(hall.act(official, case, "present"))
    bound = {"summaryHash": seen.summary_hash}
    await ok(hall.act(window, case, "sign", strokes=STROKES, **bound))
    await ok(hall.act(window, case, "confirm", **bound))
    return await ok(hall.act(official, case, "accept"))
