"""(b) Opening a karaoke bar, in Chromium: one form and one set of papers, two departments, each on pages of its own."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import cv2
import numpy as np
import pytest
from playwright.async_api import Browser, Page, expect

from signaling.protocol.case_views import CaseState
from tests.support import matter, visit
from tests.support.browser import OFFICIAL, RESIDENT, Person, chromium, picture_moves, tones_heard
from tests.support.city import City, city
from tests.support.pdf import words
from tests.support.visit import Visit

ITEM, NAME = "karaoke-bar", "开办歌舞娱乐场所"
LICENCE, PERMIT = "个体工商户设立登记", "娱乐经营许可"
PAPERS = ("application", "identity-card", "premises-proof", "floor-plan", "fire-safety", "no-crime")
VENUE = "惠城区欢乐歌舞厅"
FORM = {
    "operator_name": visit.APPLICANT,
    "business_name": VENUE,
    "business_scope": "歌舞娱乐服务",
    "premises": "惠州市惠城区演达大道 1 号",
    "capital": "500000.00",
    "employees": "12",
    "area_square_metres": "300",
    "rooms": "10",
    "guests": "80",
}
TONE_TOLERANCE_HZ = 12.0


@pytest.mark.timeout(300)
async def test_a_karaoke_bar_is_opened_with_one_form_at_two_departments(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    waiting = matter.Waiting()
    async with city(tmp_path) as town, chromium() as browser:
        window = await visit.open_page(browser, RESIDENT, f"{town.product.url}/window#enrol={town.enrolment}")
        official = await signed_in(browser, town, "chen", "official")
        call = Visit(town.product, window, official, None)
        number = await visit.take_number(window, item=ITEM, name=NAME)
        with waiting:
            await visit.call(official, number)
            await visit.consent(call)
            await both_ways(call)
            pages = await lay_down(call)
            await fill_in(call)
            await visit.present_sign_and_confirm(call, reads=VENUE)
            accepted = await visit.accept(call)
        for page in (official, window):
            await expect(page.get_by_test_id("parts")).to_contain_text(LICENCE)
            await expect(page.get_by_test_id("parts")).to_contain_text(PERMIT)
        assert accepted in words(await visit.notice(window))
        case = await case_of(window)
        await both_ways(call)
        await visit.end(official)
        await window.get_by_test_id("new-number").wait_for()
        link = await photograph_code(window)
        await official.context.close()
        await decide_all(browser, town, case, pages, waiting)
        phone = await visit.open_page(browser, RESIDENT, link)
        await expect(phone.get_by_test_id("case-number")).to_have_text(accepted)
        shown = phone.get_by_test_id("parts").locator("dd")
        await expect(shown).to_have_text(["准予", "准予"])
    # Four browsers share the machine, and hands type and listen meanwhile: told, where the others are held to a bound.
    record_property("waited_seconds", round(waiting.seconds, 1))


async def signed_in(browser: Browser, town: City, account: str, page: str) -> Page:
    opened = await visit.open_page(browser, OFFICIAL, f"{town.product.url}/{page}")
    await visit.sign_in(opened, account, town.passwords[account])
    return opened


async def both_ways(call: Visit) -> None:
    """Both see each other's picture move and hear each other's tone."""
    await picture_moves(call.official, "video-window-camera")
    await picture_moves(call.official, "video-window-document", frames=3)
    await picture_moves(call.window, "video-official-camera")
    await hears(call.official, "audio-window-voice", RESIDENT)
    await hears(call.window, "audio-official-voice", OFFICIAL)


async def hears(page: Page, test_id: str, person: Person) -> None:
    tones = await tones_heard(page, test_id)
    assert tones
    assert abs(tones[0] - person.tone) < TONE_TOLERANCE_HZ, tones[:3]


async def lay_down(call: Visit) -> list[str]:
    """Scan one page for each paper; return the pages' hashes."""
    pages: list[str] = []
    for paper in PAPERS:
        pages.append(await visit.scan(call, pages[-1] if pages else None))
        await visit.accept_page(call, paper)
    return pages


async def fill_in(call: Visit) -> None:
    """Type the form, as the window reads along, and tick what was told."""
    await type_in(call.official, FORM)
    await expect(call.window.locator("[data-field=business_name]")).to_have_text(VENUE)
    await expect(call.official.get_by_test_id("draft-state")).to_have_attribute("data-state", "saved")
    for index in range(2):
        note = call.official.get_by_test_id(f"note-{index}")
        await note.get_by_role("button").click()
        await expect(note).to_have_class("note-told")


async def type_in(page: Page, answers: Mapping[str, str]) -> None:
    for field, answer in answers.items():
        box = page.locator(f"#root_{field}")
        await box.fill(answer)
        await box.press("Tab")


async def case_of(window: Page) -> str:
    href = await window.get_by_test_id("notice-link").get_attribute("href")
    assert href is not None
    return href.split("/")[3]


async def photograph_code(window: Page) -> str:
    """Return where the code on the last page leads, as a phone's camera reads it."""
    shown = await window.locator(".finished-code img").screenshot()
    picture = cv2.imdecode(np.frombuffer(shown, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    said, _, _ = cv2.QRCodeDetector().detectAndDecode(picture)
    return said


async def decide_all(browser: Browser, town: City, case: str, pages: list[str], waiting: matter.Waiting) -> None:
    """Each department decides its part, on the back office's pages; the whole closes with the last of them."""
    async with town.desk("third") as third:
        parts = (await third.case(case)).children
        assert [part.department for part in parts] == ["market-regulation", "culture-tourism"]
        for part in parts:
            view = await third.case(part.id)
            assert {page.hash for page in view.pages} == set(pages), "a page scanned once serves all"
            assert view.number is not None
        reviewer = await signed_in(browser, town, "second", "backoffice")
        decider = await signed_in(browser, town, "third", "backoffice")
        for part in parts:
            with waiting:
                await press(reviewer, part.id, "review", "proposal")
                await press(decider, part.id, "decide", "decision")
                granted = words(await third.document(part.id, "licence"))
            assert VENUE in granted
            originals = (await third.client.get(f"/api/cases/{part.id}/delivery")).json()["unaccounted"]
            await third.settle(part.id, originals, "returned")
            await third.act(part.id, "deliver", way="window")
            whole = await third.case(case)
            assert (whole.state is CaseState.CLOSED) == (part is parts[-1])
        assert whole.closing == "children-closed"
        await decider.reload()
        await decider.get_by_test_id("stage-closed").click()
        await decider.get_by_test_id(f"open-{case}").click()
        await expect(decider.get_by_test_id("parts").locator("dd")).to_have_text(["准予", "准予"])


async def press(page: Page, case: str, action: str, choice: str) -> None:
    """Open a case in the list, choose "granted" in the action's dialog, and send it."""
    await page.reload()
    await page.get_by_test_id(f"open-{case}").click()
    await page.get_by_test_id(f"action-{action}").click()
    form = page.get_by_test_id(f"form-{action}")
    await form.locator(f"#{choice}").press("ArrowDown")
    await form.locator(f"#{choice}").press("Enter")
    await form.get_by_test_id("do").click()
    state = page.get_by_test_id("case-detail").get_by_test_id("case-state")
    done = re.compile("reviewed" if action == "review" else "decided|issued")
    await expect(state).to_have_attribute("data-state", done)
