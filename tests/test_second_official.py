"""A second official in Chromium: rung from the session, in it by voice and picture, deciding there, and out again."""

import pytest
from playwright.async_api import Page, expect

from tests.support.browser import OFFICIAL, RESIDENT, Person, picture_moves
from tests.support.product import Product, Provisioned, add_official
from tests.support.visit import (
    accept,
    accept_page,
    call,
    consent,
    fill_form,
    open_page,
    present_sign_and_confirm,
    scan,
    sign_in,
    take_number,
    visiting,
    watch,
)
from tests.support.visit import pass_by as look
from tests.test_browser_call import hears, sees

SECOND = Person(face="rgb(160, 64, 0)", tone=660.0, cameras=("face",))
NAME, ACCOUNT = "李文", "li"


async def ring(official: Page, wanted: str) -> None:
    """Say what for, and press the one who is free."""
    await official.get_by_test_id("ring-colleague").click()
    await official.get_by_test_id(f"wanted-{wanted}").click()
    await official.get_by_test_id(f"ring-{ACCOUNT}").click()


async def state(official: Page, wanted: str) -> None:
    await expect(official.get_by_test_id("second-official")).to_have_attribute("data-state", wanted)


@pytest.mark.timeout(240)
async def test_a_second_official_reviews_and_decides_while_the_resident_sits_there(
    product: Product, provisioned: Provisioned
) -> None:
    password = await add_official(provisioned.data, ACCOUNT, NAME, "Li Wen", "natural-resources")
    async with visiting(product, provisioned, supervised=True, resident=RESIDENT) as visit:
        browser = visit.official.context.browser
        assert browser is not None
        assert visit.supervisor is not None
        second = await open_page(browser, SECOND, f"{product.url}/official")
        await sign_in(second, ACCOUNT, password)
        await call(visit.official, await take_number(visit.window))
        await consent(visit)
        await visit.official.get_by_test_id("ring-colleague").click()
        await expect(visit.official.locator(".dialog .ant-empty")).to_be_visible()
        await look(visit.official, "official: nobody")
        await visit.official.keyboard.press("Escape")

        await second.get_by_test_id("go-on-duty").click()
        await expect(second.get_by_test_id("duty")).to_be_checked()
        await ring(visit.official, "decider")
        await second.get_by_test_id("summons").wait_for()
        await state(visit.official, "ringing")
        await look(second, "second: ring")
        await look(visit.official, "official: ringing")
        await second.get_by_test_id("decline-invitation").click()
        await state(visit.official, "declined")
        await look(visit.official, "official: declined")

        await ring(visit.official, "decider")
        await second.get_by_test_id("accept-invitation").click()
        await state(visit.official, "joined")
        await expect(visit.window.get_by_test_id("second-official")).to_contain_text(NAME)
        for page in (visit.window, visit.official):
            await sees(page, "video-colleague-camera", SECOND)
            await hears(page, "audio-colleague-voice", SECOND)
        await sees(second, "video-official-camera", OFFICIAL)
        await hears(second, "audio-official-voice", OFFICIAL)
        await sees(second, "video-window-camera", RESIDENT)
        await hears(second, "audio-window-voice", RESIDENT)
        await watch(visit.supervisor)
        await picture_moves(visit.supervisor, "video-colleague-camera", frames=4)
        await look(visit.supervisor, "supervisor: three")

        await scan(visit)
        await accept_page(visit)
        await fill_form(visit)
        await look(visit.window, "window: three")
        await present_sign_and_confirm(visit)
        await accept(visit)
        await look(second, "second: to review")
        await second.reload()  # They are back by themselves, with picture and voice.
        await second.get_by_test_id("action-review").click()
        await look(second, "second: review")
        await second.locator("#proposal").press("ArrowDown")
        await second.locator("#proposal").press("Enter")
        await second.get_by_test_id("do").click()
        await second.get_by_test_id("action-decide").wait_for()
        await picture_moves(visit.window, "video-colleague-camera", frames=4)
        await look(visit.official, "official: three")

        await second.get_by_test_id("step-out").click()
        await second.get_by_test_id("queue-count").wait_for()
        await state(visit.official, "left")
        await expect(visit.window.get_by_test_id("second-official")).to_have_count(0)
        await picture_moves(visit.window, "video-official-camera")
        await look(second, "second: gone")
