"""A clerk's morning in Chromium, at the product's own page: from the first ring to a result in the resident's hand."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

from agent_console.core.acts import Dispatched
from agent_console.demo.seed import BY_HAND, SIMULATED
from agent_console.services.dossier import load_to_change
from signaling.protocol.case_views import CaseState
from signaling.protocol.names import CaseId, Role
from tests.agent_console.api.test_cases import bring_to, ok
from tests.agent_console.conftest import ID_NUMBER, ITEM, PHONE, Hall, open_hall
from tests.agent_console.services.test_materials import PROOF
from tests.agent_console.services.test_supplies import waived
from tests.support.browser import Person, accessibility, chromium, picture_moves, sit_down
from tests.support.served import served
from tests.support.visit import sign_in

CLERK = Person(face="rgb(90, 60, 120)", tone=660.0, cameras=("document",))
CARD = json.dumps({"idNumber": ID_NUMBER, "name": "张三", "validUntil": "2099-01-01"})
STRANGER = json.dumps({"idNumber": "44130219900307771X", "name": "李四", "validUntil": "2099-01-01"})
IDENTITY = "identity-card"
BAG = "BAG-1"
READING_MILLISECONDS = 60_000  # The first page waits for its worker to start.


@asynccontextmanager
async def at_work(hall: Hall, browser: Browser, url: str) -> AsyncIterator[Page]:
    """The clerk Wu signed in on the clerk's page."""
    page = await sit_down(browser, CLERK)
    await page.goto(f"{url}/clerk")
    await sign_in(page, "wu", hall.password("wu"))
    yield page
    await page.context.close()


async def hand_card(page: Page, card: str) -> None:
    """Let the simulated reader read a card."""
    await page.get_by_test_id("card-file").set_input_files(
        {"name": "card.json", "mimeType": "application/json", "buffer": card.encode()}
    )
    await page.get_by_test_id("card-read").wait_for()


async def photograph(page: Page, material: str, pages: int) -> None:
    """Take pages with the document camera, and wait for each receipt."""
    await page.get_by_test_id(f"camera-{material}").click()
    for taken in range(1, pages + 1):
        await picture_moves(page, "paper-video", frames=3)  # Two stills of one frame are one page.
        await page.get_by_test_id("paper-take").click()
        await expect(page.get_by_test_id("paper-state")).to_contain_text(f"{taken} 页")
    await page.get_by_test_id("paper-done").click()


async def no_serious_finding(page: Page) -> None:
    found = [one for one in await accessibility(page) if one.impact in ("serious", "critical")]
    assert found == [], found


async def take_who_waits(page: Page, window: httpx.AsyncClient) -> None:
    """A ring is answered, a card read, the number taken for the resident, the person checked."""
    await window.post("/api/rings", json={"reason": "help"})
    tile = page.get_by_test_id(f"window-{BY_HAND.id}")
    await expect(tile).to_have_attribute("data-state", "needs-hands")
    await page.get_by_test_id(f"coming-{BY_HAND.id}").click()
    await page.get_by_test_id(f"solved-{BY_HAND.id}").click()
    await expect(tile).to_have_attribute("data-state", "free")
    await hand_card(page, CARD)
    await page.get_by_test_id("take-search").fill("个体")
    await page.get_by_test_id(f"take-{ITEM}").check()
    await page.get_by_test_id("take-phone").fill(PHONE)
    await page.get_by_test_id("take-ticket").click()
    await expect(tile).to_have_attribute("data-state", "waiting")
    await hand_card(page, STRANGER)
    await page.get_by_test_id("person-matches").click()
    await expect(page.locator(".ant-message-error")).to_be_visible()
    await hand_card(page, CARD)
    await page.get_by_test_id("person-matches").click()
    await page.get_by_test_id("person-checked").wait_for()


async def scan_while_they_wait(page: Page) -> None:
    """Two pages by the camera, one of them removed; the original is seen."""
    await photograph(page, IDENTITY, 2)
    pages = page.get_by_test_id("folder-page")
    await expect(pages).to_have_count(2)
    for place in range(2):
        await expect(pages.nth(place)).not_to_have_attribute("data-state", "received", timeout=READING_MILLISECONDS)
    await pages.nth(1).get_by_role("button", name="移除").click()
    await expect(pages).to_have_count(1)
    await page.get_by_test_id(f"seen-{IDENTITY}").click()
    await expect(page.get_by_test_id(f"seen-{IDENTITY}")).to_be_checked()
    await no_serious_finding(page)


async def print_what_was_sent(page: Page, official: httpx.AsyncClient, window: httpx.AsyncClient, case: CaseId) -> None:
    """The window's printer has no paper: its tile says so; the clerk prints, and prints again."""
    made = (await official.get(f"/api/cases/{case}/documents")).json()
    job = (await official.post(f"/api/cases/{case}/print", json={"document": made[0]["sha256"]})).json()
    await window.post(f"/api/print-jobs/{job['id']}", json={"state": "fault", "fault": "no-paper"})
    await expect(page.get_by_test_id(f"window-{BY_HAND.id}")).to_contain_text("缺纸")
    await page.get_by_test_id("tab-print").click()
    await page.get_by_test_id("print-done").click()
    await page.get_by_test_id("print-again").click()
    await expect(page.get_by_test_id(f"print-{BY_HAND.id}")).to_have_attribute("data-state", "waiting")
    await no_serious_finding(page)
    await page.get_by_test_id("tab-hall").click()


async def account_for_originals(page: Page, official: httpx.AsyncClient, case: CaseId) -> None:
    """One original goes back, another on a slip, which the other end acknowledges."""
    await page.get_by_test_id(f"returned-{IDENTITY}").click()
    await expect(page.get_by_test_id(f"original-{IDENTITY}")).to_contain_text("已退还")
    await page.get_by_test_id("transferred").wait_for()
    await page.get_by_test_id(f"original-{PROOF}").get_by_role("checkbox").check()
    await page.get_by_test_id("make-slip").click()
    await expect(page.get_by_test_id(f"original-{PROOF}")).to_contain_text("-JJ-")
    await page.get_by_test_id("tab-custody").click()
    await page.get_by_test_id("unsettled").wait_for()
    (slip,) = (await official.get("/api/slips")).json()
    await page.get_by_test_id("slip-code").fill(slip["number"])
    await page.get_by_test_id("slip-acknowledge").click()
    await page.get_by_test_id("slip-done").wait_for()
    answer = await official.post(f"/api/slips/{slip['number']}/acknowledgements", json={"end": "receiver"})
    assert answer.status_code == 200, answer.text
    assert (await official.get(f"/api/cases/{case}/custody")).json()["open"] == []
    await no_serious_finding(page)


async def hand_out(page: Page, hall: Hall, case: CaseId) -> None:
    """The result came in a bag; a wrong bag is refused, the right one is handed out."""
    lin = await hall.signed_in("lin")
    await ok(hall.act(lin, case, "review", proposal="granted"))
    await ok(hall.act(lin, case, "decide", decision="granted"))
    await hall.product.console.chores.idle()
    await hall.product.console.store.write(
        lambda tx: load_to_change(tx, case).note(
            Dispatched("window", BAG), actor="lin", role=Role.OFFICIAL, at=hall.clock.now()
        )
    )
    number = (await hall.seen(lin, case)).number
    await page.get_by_test_id("tab-results").click()
    await page.get_by_test_id(f"hand-out-{number}").click()
    await page.get_by_test_id("identity-checked").check()
    await page.get_by_test_id("bag").fill("BAG-0")
    await page.get_by_test_id("hand-out").click()
    await expect(page.get_by_role("dialog").get_by_role("alert")).to_be_visible()
    await page.get_by_test_id("bag").fill(BAG)
    await page.get_by_test_id("hand-out").click()
    await expect(page.get_by_test_id(f"hand-out-{number}")).to_have_count(0)
    assert (await hall.seen(lin, case)).closing == "delivered"


async def supply(page: Page, hall: Hall, window: httpx.AsyncClient) -> None:
    """Somebody returns with the one paper that was missing: no ticket, no call."""
    official = await hall.signed_in("chen")
    case, seen = await waived(hall, official, window)
    await page.get_by_test_id("tab-supply").click()
    await page.get_by_test_id("supply-named").fill("441302-20200101-00001")
    await page.get_by_test_id("supply-find").click()
    await page.get_by_role("alert").wait_for()
    await page.get_by_test_id("supply-named").fill(str(seen.number))
    await page.get_by_test_id("supply-find").click()
    await photograph(page, PROOF, 1)
    await expect(page.get_by_test_id("supply-page")).to_have_attribute(
        "data-state", "read", timeout=READING_MILLISECONDS
    )
    await no_serious_finding(page)
    await page.get_by_test_id(f"supply-{PROOF}").click()
    await page.get_by_test_id("supply-done").wait_for()
    assert (await hall.seen(official, case)).materials[1].supply_due is None


@pytest.mark.timeout(240)
async def test_a_clerk_gets_through_a_morning(tmp_path: Path) -> None:
    async with open_hall(tmp_path) as hall, served(hall.product.asgi) as url, chromium() as browser:
        window, official = await hall.window(), await hall.signed_in("chen")
        await hall.window(SIMULATED)
        async with at_work(hall, browser, url) as page:
            await take_who_waits(page, window)
            await scan_while_they_wait(page)
            case = await hall.call()
            assert [one.meant_for for one in (await hall.seen(official, case)).pages] == [IDENTITY]
            await expect(page.get_by_test_id(f"window-{BY_HAND.id}")).to_have_attribute("data-state", "in-session")
            await bring_to(hall, official, window, case, CaseState.ACCEPTED)
            await hall.product.console.chores.idle()
            await print_what_was_sent(page, official, window, case)
            await account_for_originals(page, official, case)
            await hall.end(case)
            await hand_out(page, hall, case)
            await supply(page, hall, window)
