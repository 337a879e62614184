"""What goes wrong around a call in a browser: one browser for everybody, a second tab, missing and failing devices."""

import msgspec
import pytest
from playwright.async_api import Page, expect

from tests.support import visit as steps
from tests.support.browser import OFFICIAL, RESIDENT, chromium, picture_moves
from tests.support.product import OFFICIAL as OFFICIAL_ACCOUNT
from tests.support.product import SUPERVISOR as SUPERVISOR_ACCOUNT
from tests.support.product import Product, Provisioned
from tests.support.visit import Visit, call, consent, open_page, sign_in, take_number, visiting, watch


async def at(page: Page, url: str) -> Page:
    """Open one more tab in the same browser profile."""
    tab = await page.context.new_page()
    await tab.goto(url)
    return tab


@pytest.mark.timeout(180)
async def test_all_pages_work_side_by_side_in_one_browser(product: Product, provisioned: Provisioned) -> None:
    async with chromium() as browser:
        window = await open_page(browser, RESIDENT, f"{product.url}/window#{provisioned.enrolment}")
        official = await at(window, f"{product.url}/official")
        await sign_in(official, OFFICIAL_ACCOUNT, provisioned.passwords[OFFICIAL_ACCOUNT])
        supervisor = await at(window, f"{product.url}/supervisor")
        await sign_in(supervisor, SUPERVISOR_ACCOUNT, provisioned.passwords[SUPERVISOR_ACCOUNT])
        await call(official, await take_number(window))
        await consent(Visit(product, window, official, supervisor))
        await watch(supervisor)
        await picture_moves(official, "video-window-document", frames=3)
        await picture_moves(window, "video-official-camera", frames=3)
        await picture_moves(supervisor, "video-window-camera", frames=3)


@pytest.mark.timeout(180)
async def test_a_second_tab_takes_over_and_the_first_is_told(product: Product, provisioned: Provisioned) -> None:
    async with visiting(product, provisioned) as visit:
        number = await take_number(visit.window)
        second = await at(visit.window, f"{product.url}/window")
        await expect(second.get_by_test_id("ticket-number")).to_have_text(number)
        first = visit.window.get_by_test_id("connection")
        await expect(first).to_have_attribute("data-state", "taken-over")
        await visit.window.get_by_test_id("take-back-line").click()
        await expect(second.get_by_test_id("connection")).to_have_attribute("data-state", "taken-over")
        await expect(visit.window.get_by_test_id("ticket-number")).to_have_text(number)


@pytest.mark.parametrize(
    ("failure", "state"), [("NotAllowedError", "denied"), ("NotReadableError", "busy"), ("NotFoundError", "missing")]
)
async def test_a_device_that_cannot_be_had_is_said_and_stops_nobody(
    product: Product, provisioned: Provisioned, failure: str, state: str
) -> None:
    async with chromium() as browser:
        window = await open_page(browser, RESIDENT, f"{product.url}/window#{provisioned.enrolment}")
        await window.evaluate("name => fakeDevices.failWith(name)", failure)
        await window.get_by_test_id("start").click()
        await expect(window.get_by_test_id("device-camera")).to_have_attribute("data-state", state)
        await expect(window.get_by_test_id("devices-continue")).to_be_enabled()


@pytest.mark.timeout(180)
async def test_an_official_joins_without_camera_and_a_cable_may_be_pulled(
    product: Product, provisioned: Provisioned
) -> None:
    colleague = msgspec.structs.replace(OFFICIAL, cameras=())
    async with visiting(product, provisioned, colleague=colleague) as visit:
        await visit.official.evaluate("fakeDevices.unplug('microphone')")
        await call(visit.official, await take_number(visit.window))
        await consent(visit)
        await picture_moves(visit.official, "video-window-document", frames=3)
        await visit.window.evaluate("fakeDevices.unplug('document')")
        await visit.official.get_by_test_id("request-still").click()
        await visit.official.get_by_role("alert").first.wait_for()
        await expect(visit.official.get_by_test_id("request-still")).to_be_enabled()
        await picture_moves(visit.official, "video-window-camera", frames=3)


@pytest.mark.timeout(180)
async def test_what_is_written_and_pointed_at_reaches_the_other_end(product: Product, provisioned: Provisioned) -> None:
    async with visiting(product, provisioned) as visit:
        await call(visit.official, await take_number(visit.window))
        await consent(visit)
        await visit.official.get_by_test_id("say").fill("请把身份证放平")
        await visit.official.get_by_test_id("say-send").click()
        await expect(visit.window.get_by_test_id("message-list")).to_contain_text("请把身份证放平")
        await steps.scan(visit)
        await visit.official.get_by_test_id("page-hash").click(position={"x": 60, "y": 60})
        await visit.window.get_by_test_id("pointer").wait_for()
