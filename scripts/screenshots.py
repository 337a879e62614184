"""
Take the pictures of docs/screenshots anew: `make screenshots`.

One visit per language, in Chromium, against the product itself; each picture is a page as its person sees it.
"""

import asyncio
import tempfile
from pathlib import Path
from typing import Literal

import msgspec
from playwright.async_api import Page

from tests.support import visit as steps
from tests.support.browser import OFFICIAL, RESIDENT, SUPERVISOR, chromium
from tests.support.product import Product, Provisioned, provision

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "screenshots"
LANGUAGES: tuple[Literal["zh-CN", "en"], ...] = ("zh-CN", "en")


async def main() -> None:
    """Provision once; each language gets a server and a visit of its own."""
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as data:
            provisioned = await provision(Path(data))
            product = Product(provisioned.data)
            await product.start()
            try:
                await photograph(product, provisioned, language)
            finally:
                await product.stop()


async def photograph(product: Product, provisioned: Provisioned, language: Literal["zh-CN", "en"]) -> None:
    """Go through a visit, and take a picture at each place."""
    folder = PICTURES / language
    folder.mkdir(parents=True, exist_ok=True)

    async def shoot(page: Page, place: str) -> None:
        await page.wait_for_timeout(1200)  # For pictures to arrive and animations to end.
        name = place.replace(": ", "-").replace(" ", "-")
        await page.screenshot(path=folder / f"{name}.jpg", type="jpeg", quality=82)

    resident, colleague = (
        msgspec.structs.replace(person, language=language, portrait=True) for person in (RESIDENT, OFFICIAL)
    )
    somebody = msgspec.structs.replace(SUPERVISOR, language=language)
    async with chromium() as browser:
        for place, path in (("landing", "/"), ("official: sign in", "/official")):
            page = await steps.open_page(
                browser, msgspec.structs.replace(SUPERVISOR, language=language), product.url + path
            )
            await shoot(page, place)
    async with steps.visiting(
        product, provisioned, supervised=True, resident=resident, colleague=colleague, overseer=somebody
    ) as visit:
        window, official, supervisor = visit.window, visit.official, visit.supervisor
        assert supervisor is not None
        await shoot(window, "window: welcome")
        number = await steps.take_number(window, shoot)
        await shoot(window, "window: waiting")
        await official.get_by_test_id("go-on-duty").click()
        await official.get_by_test_id(f"ticket-{number}").wait_for()
        await shoot(official, "official: queue")
        await official.get_by_test_id("call-next").click()
        await window.get_by_test_id("consent-yes").wait_for()
        await shoot(window, "window: consent")
        await steps.consent(visit)
        await shoot(official, "official: session")
        await steps.watch(supervisor)
        await shoot(supervisor, "supervisor: watching")
        await steps.scan(visit)
        await shoot(official, "official: page")
        await shoot(window, "window: page")
        await steps.accept_page(visit)
        await steps.fill_form(visit)
        await shoot(official, "official: form")
        await shoot(window, "window: reading along")
        await steps.present_sign_and_confirm(visit, shoot)
        await steps.accept(visit)
        await shoot(official, "official: accepted")
        await shoot(window, "window: accepted")
        await steps.end(official)
        await window.get_by_test_id("new-number").wait_for()
        await shoot(window, "window: finished")
        await supervisor.get_by_test_id("tab-past").click()
        await shoot(supervisor, "supervisor: past")


if __name__ == "__main__":
    asyncio.run(main())
