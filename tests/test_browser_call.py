"""The whole call in Chromium: window, official and supervisor, on real media, by hand."""

import io

import pypdf
import pytest
from playwright.async_api import Page, expect

from tests.support.browser import OFFICIAL, RESIDENT, Person, colour_of, picture_moves, tones_heard
from tests.support.product import Product, Provisioned
from tests.support.visit import (
    ITEM_NAME,
    accept,
    accept_page,
    call,
    consent,
    end,
    fill_form,
    notice,
    present_sign_and_confirm,
    scan,
    take_number,
    visiting,
    watch,
)

TONE_TOLERANCE_HZ = 12.0
COLOUR_TOLERANCE = 24  # VP8 at a call's rate.


async def sees(page: Page, test_id: str, person: Person) -> None:
    """The picture moves, and it is this person's."""
    await picture_moves(page, test_id)
    wanted = [int(part) for part in person.face.removeprefix("rgb(").removesuffix(")").split(",")]
    seen = await colour_of(page, test_id)
    assert max(abs(a - b) for a, b in zip(wanted, seen, strict=True)) < COLOUR_TOLERANCE, (wanted, seen)


async def hears(page: Page, test_id: str, person: Person) -> None:
    """The strongest tone is this person's voice."""
    tones = await tones_heard(page, test_id)
    assert tones
    assert abs(tones[0] - person.tone) < TONE_TOLERANCE_HZ, tones[:3]


@pytest.mark.timeout(180)
async def test_a_resident_is_served_from_number_to_notice(product: Product, provisioned: Provisioned) -> None:
    async with visiting(product, provisioned, supervised=True) as visit:
        assert visit.supervisor is not None
        await call(visit.official, await take_number(visit.window))
        await consent(visit)

        await sees(visit.official, "video-window-camera", RESIDENT)
        await picture_moves(visit.official, "video-window-document", frames=4)
        await hears(visit.official, "audio-window-voice", RESIDENT)
        await sees(visit.window, "video-official-camera", OFFICIAL)
        await hears(visit.window, "audio-official-voice", OFFICIAL)

        await watch(visit.supervisor)
        await sees(visit.supervisor, "video-window-camera", RESIDENT)
        await sees(visit.supervisor, "video-official-camera", OFFICIAL)
        await picture_moves(visit.supervisor, "video-window-document", frames=4)
        await hears(visit.supervisor, "audio-window-voice", RESIDENT)
        await hears(visit.supervisor, "audio-official-voice", OFFICIAL)

        await scan(visit)
        await accept_page(visit)
        await fill_form(visit)
        await present_sign_and_confirm(visit)
        number = await accept(visit)

        for page in (visit.official, visit.window):
            text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(await notice(page))).pages)
            assert number in text
            assert ITEM_NAME in text
        await end(visit.official)
        await visit.window.get_by_test_id("new-number").wait_for()


OFFICE_SYSTEM = "The department's own system"
# Chromium chooses the tab of that title, as an official would in its list; the capture itself is the real one.
CHOOSES = f"--auto-select-tab-capture-source-by-title={OFFICE_SYSTEM}"
ORANGE = (200, 100, 0)
PAINT = """title => {
    document.title = title;
    document.body.style.background = "rgb(200, 100, 0)";
    setInterval(() => { document.body.textContent = String(performance.now()); }, 100);
}"""


async def office_system(official: Page) -> Page:
    """Open another tab beside the official's, with something that moves."""
    tab = await official.context.new_page()
    await tab.goto(f"{official.url.removesuffix('/official')}/items")
    await tab.evaluate(PAINT, OFFICE_SYSTEM)
    await official.bring_to_front()
    return tab


async def copies_by_hand(official: Page) -> None:
    """Copy the answers one by one, by keys alone, for a system that nothing is connected to."""
    await official.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await official.keyboard.press("x")
    await expect(official.get_by_role("dialog")).to_contain_text("没有接通部门系统")
    for answer in (await official.locator(".copy-list strong").all_inner_texts())[:2]:
        await official.keyboard.press("k")
        await expect(official.locator(".copy-done strong")).to_have_text(answer)
        assert await official.evaluate("navigator.clipboard.readText()") == answer
    await official.keyboard.press("Escape")


@pytest.mark.timeout(180)
async def test_the_official_shares_the_desktop_of_their_own_system(product: Product, provisioned: Provisioned) -> None:
    async with visiting(product, provisioned, supervised=True, flags=(CHOOSES,)) as visit:
        assert visit.supervisor is not None
        await call(visit.official, await take_number(visit.window))
        await consent(visit)
        await watch(visit.supervisor)
        button, shown = visit.official.get_by_test_id("share-screen"), "video-official-document"

        await copies_by_hand(visit.official)
        tab = await office_system(visit.official)
        await button.click()
        for page in (visit.window, visit.supervisor):
            await page.get_by_test_id(shown).wait_for()
            await picture_moves(page, shown, frames=5)
            seen = await colour_of(page, shown)
            assert max(abs(a - b) for a, b in zip(ORANGE, seen, strict=True)) < COLOUR_TOLERANCE, seen
        await button.click()
        for page in (visit.window, visit.supervisor):
            await expect(page.get_by_test_id(shown)).to_have_count(0)

        await button.click()
        await visit.window.get_by_test_id(shown).wait_for()
        await tab.close()  # What the browser's own "stop sharing" does to the track, it does here too.
        await expect(visit.window.get_by_test_id(shown)).to_have_count(0)
        await expect(button).to_contain_text("共享桌面")


@pytest.mark.timeout(180)
async def test_a_desktop_that_may_not_be_shared_is_said(product: Product, provisioned: Provisioned) -> None:
    async with visiting(product, provisioned, flags=("--use-fake-ui-for-media-stream=deny",)) as visit:
        await call(visit.official, await take_number(visit.window))
        await visit.official.get_by_test_id("share-screen").click()
        await expect(visit.official.locator(".screen-unshared")).to_contain_text("没有共享")
