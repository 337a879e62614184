"""What a resident does at home, without signing in, and how it is there again at the window."""

import cv2
import numpy as np
import pytest
from playwright.async_api import FilePayload, Page, expect

from tests.support import visit as steps
from tests.support.browser import RESIDENT, accessibility, chromium
from tests.support.product import Product, Provisioned
from tests.support.visit import ITEM, MATERIAL

NEAR_BOLUO = {"latitude": 23.16, "longitude": 114.28}


def empty_table() -> FilePayload:
    """A photograph with no paper in it."""
    picture = np.full((900, 1200, 3), 110, np.uint8)
    return FilePayload(name="table.jpg", mimeType="image/jpeg", buffer=bytes(cv2.imencode(".jpg", picture)[1]))


async def find(page: Page, words: str) -> None:
    await page.get_by_test_id("query").fill(words)
    await page.get_by_test_id(f"item-{ITEM}").wait_for()


@pytest.mark.timeout(240)
async def test_what_is_prepared_at_home_is_chosen_at_the_window(product: Product, provisioned: Provisioned) -> None:
    async with chromium() as browser:
        phone = await steps.open_page(browser, RESIDENT, f"{product.url}/items")
        await phone.set_viewport_size({"width": 412, "height": 915})
        for words in ("不动产登记资料", "budongchan", "chafangzi", "查房子"):
            await find(phone, words)
        await phone.get_by_test_id(f"item-{ITEM}").click()
        await expect(phone.get_by_test_id("version")).to_contain_text(ITEM)

        await phone.get_by_test_id(f"photograph-{MATERIAL}").set_input_files(empty_table())
        told = phone.get_by_test_id(f"photograph-{MATERIAL}-told")
        await expect(told).to_have_attribute("data-state", "told", timeout=60_000)
        await expect(told.get_by_role("listitem").first).to_be_visible()

        await phone.context.grant_permissions(["geolocation"])
        await phone.context.set_geolocation(NEAR_BOLUO)  # type: ignore[arg-type] # A dict with these two keys is one.
        await phone.get_by_test_id("locate").click()
        await expect(phone.locator(".hall").first).to_have_attribute("data-testid", "hall-boluo")
        await phone.get_by_test_id("apply-huicheng").click()
        await phone.get_by_test_id("collect-boluo").click()
        serious = [each for each in await accessibility(phone) if each.impact in ("serious", "critical")]
        assert serious == []
        link = await phone.get_by_test_id("to-window").get_attribute("href")
        assert link == f"/window#item={ITEM}&hall=huicheng&collect=boluo"

        window = await steps.open_page(browser, RESIDENT, f"{product.url}/window#{provisioned.enrolment}")
        await window.get_by_test_id("start").wait_for()
        await window.goto(f"{product.url}{link}")
        await window.get_by_test_id("start").click()
        await window.get_by_test_id("devices-continue").click()
        await steps.choose_county(window)
        await expect(window.get_by_test_id("collect")).to_have_value("boluo")
