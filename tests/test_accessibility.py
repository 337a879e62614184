"""Every page, in every state that a person meets, passes axe-core with no serious finding, in both languages."""

from typing import Literal

import msgspec
import pytest
from playwright.async_api import Page

from tests.support import visit as steps
from tests.support.browser import OFFICIAL, RESIDENT, SUPERVISOR, Finding, accessibility, chromium
from tests.support.product import OFFICIAL as OFFICIAL_ACCOUNT
from tests.support.product import Product, Provisioned

Language = Literal["zh-CN", "en"]
SERIOUS = {"serious", "critical"}


class Inspector:
    """Collects what axe-core finds, by the place where it was found."""

    def __init__(self) -> None:
        self.found: dict[str, list[Finding]] = {}

    async def look(self, page: Page, place: str) -> None:
        """Look at a page as it is now, once what moves has come to rest."""
        await page.evaluate("Promise.all(document.getAnimations().map(a => a.finished.catch(() => undefined)))")
        if serious := [finding for finding in await accessibility(page) if finding.impact in SERIOUS]:
            self.found[place] = serious


@pytest.mark.timeout(240)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
async def test_each_step_of_a_visit_is_accessible(
    product: Product, provisioned: Provisioned, language: Language
) -> None:
    inspector = Inspector()
    look = inspector.look
    resident, colleague, overseer = (
        msgspec.structs.replace(person, language=language) for person in (RESIDENT, OFFICIAL, SUPERVISOR)
    )
    async with steps.visiting(
        product, provisioned, supervised=True, resident=resident, colleague=colleague, overseer=overseer
    ) as visit:
        window, official, supervisor = visit.window, visit.official, visit.supervisor
        assert supervisor is not None
        await window.get_by_test_id("start").wait_for()
        await look(window, "window: welcome")
        await look(official, "official: off duty")
        await look(supervisor, "supervisor: nothing runs")
        number = await steps.take_number(window, look)
        await look(window, "window: waiting")
        await steps.call(official, number)
        await window.get_by_test_id("consent-yes").wait_for()
        await look(window, "window: consent")
        await steps.consent(visit)
        await look(official, "official: in session")
        await steps.watch(supervisor)
        await look(supervisor, "supervisor: watching")
        await steps.scan(visit)
        await look(official, "official: a page to judge")
        await look(window, "window: the page")
        await steps.accept_page(visit)
        await steps.fill_form(visit)
        await look(official, "official: form filled")
        await look(window, "window: reading along")
        await steps.present_sign_and_confirm(visit, look)
        await steps.accept(visit)
        await look(official, "official: accepted")
        await look(window, "window: accepted")
        await steps.end(official)
        await window.get_by_test_id("new-number").wait_for()
        await look(window, "window: finished")
        await supervisor.get_by_test_id("tab-past").click()
        await look(supervisor, "supervisor: what is over")
    assert inspector.found == {}


@pytest.mark.parametrize("language", ["zh-CN", "en"])
async def test_pages_that_nobody_is_signed_in_on_are_accessible(product: Product, language: Language) -> None:
    inspector = Inspector()
    async with chromium() as browser:
        person = msgspec.structs.replace(SUPERVISOR, language=language)
        for path in (
            "/",
            "/window",
            "/official",
            "/supervisor",
            "/progress/none",
            "/ca",
            "/items",
            "/items/title-enquiry",
            "/items/none",
            "/inquiry/none",
            "/backoffice",
            "/reports",
        ):
            page = await steps.open_page(browser, person, f"{product.url}{path}")
            await page.wait_for_load_state("networkidle")
            assert await page.locator("html").get_attribute("lang") == language, path
            await inspector.look(page, path)
            await page.context.close()
    assert inspector.found == {}


@pytest.mark.parametrize("language", ["zh-CN", "en"])
async def test_a_wrong_password_is_said_accessibly(product: Product, language: Language) -> None:
    inspector = Inspector()
    async with chromium() as browser:
        person = msgspec.structs.replace(OFFICIAL, language=language)
        page = await steps.open_page(browser, person, f"{product.url}/official")
        await page.get_by_test_id("account").fill(OFFICIAL_ACCOUNT)
        await page.get_by_test_id("password").fill("wrong")
        await page.get_by_test_id("sign-in").click()
        await page.get_by_role("alert").first.wait_for()
        await inspector.look(page, "official: wrong password")
    assert inspector.found == {}
