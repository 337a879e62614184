"""
Take the pictures of what surrounds the session: `python -m scripts.screenshots_city`.

The demonstration city, first with nothing done, then with one company registered for another county, last with some
weeks behind it: there the lists are opened one by one, and once more with the network cut. Every page is looked at in
both languages.
"""

import asyncio
import tempfile
from pathlib import Path
from typing import Literal

import msgspec
from playwright.async_api import Browser

from scripts.screenshots import LANGUAGES, PICTURES
from tests.support import matter
from tests.support import visit as steps
from tests.support.browser import SUPERVISOR, chromium
from tests.support.city import City, city

Language = Literal["zh-CN", "en"]
# Page, account, name of the picture, and what is pressed before it is taken.
LISTS = (
    ("reports", "zhou", "reports", ()),
    ("supervisor", "zhou", "supervisor-cases", ("tab-cases",)),
    ("supervisor", "zhou", "supervisor-orders", ("tab-orders",)),
    ("supervisor", "zhou", "supervisor-inquiries", ("tab-inquiries",)),
    ("backoffice", "gao", "backoffice-closed", ("stage-closed",)),
    ("backoffice", "gao", "backoffice-inquiries", ("tab-inquiries",)),
)
SIGNED_IN = (
    ("backoffice", "chen"),
    ("operator", "admin"),
    ("clerk", "wu"),
    ("reports", "zhou"),
    ("supervisor", "zhou"),
)
OPEN = (
    ("items", "/items"),
    ("item", "/items/company-registration"),
    ("item search", "/items?q=开店"),
    ("check unknown", "/check/nothing"),
    ("progress unknown", "/progress/nothing"),
)


async def main() -> None:
    """Photograph the empty city, then the one in which somebody was served."""
    with tempfile.TemporaryDirectory() as data:
        async with city(Path(data)) as town:
            await photograph(town, "empty", OPEN)
            async with town.resident("company-registration") as resident, town.official("chen") as official:
                await matter.meet(official, resident)
                await matter.lay_down(official)
                await matter.fill_in(official)
                accepted = await matter.conclude(official)
                await matter.part(official, resident)
            async with town.desk("lin") as lin, town.desk("gao") as gao:
                await lin.decide(accepted.id, gao)
                await gao.document(accepted.id, "licence")
                documents = (await gao.client.get(f"/api/cases/{accepted.id}/documents")).json()
            found = tuple((f"check {one['kind']}", str(one["check"])) for one in documents)
            await photograph(town, "full", found)
    with tempfile.TemporaryDirectory() as data:
        async with city(Path(data), past=True) as town:
            await photograph_lists(town)


async def photograph(town: City, filling: str, public: tuple[tuple[str, str], ...]) -> None:
    """Take a picture of each page in each language."""
    for language in LANGUAGES:
        folder = PICTURES / language
        folder.mkdir(parents=True, exist_ok=True)
        async with chromium() as browser:
            for name, path in public:
                await shoot(browser, language, town.product.url + path, folder / f"city-{name.replace(' ', '-')}.jpg")
            for page, account in SIGNED_IN:
                file = folder / f"city-{page}-{filling}.jpg"
                await shoot(browser, language, f"{town.product.url}/{page}", file, account, town.passwords[account])


async def shoot(
    browser: Browser, language: Language, url: str, file: Path, account: str = "", password: str = ""
) -> None:
    """Open one page, sign in where an account is given, and take its picture."""
    person = msgspec.structs.replace(SUPERVISOR, language=language)
    page = await steps.open_page(browser, person, url)
    if account:
        await steps.sign_in(page, account, password)
    await page.wait_for_timeout(2500)  # For lists to arrive and charts to be drawn.
    await page.screenshot(path=file, type="jpeg", quality=82, full_page=True)
    await page.context.close()


async def photograph_lists(town: City) -> None:
    """Take a picture of each list as weeks of work have filled it, then of one that no server answers."""
    for language in LANGUAGES:
        folder = PICTURES / language
        folder.mkdir(parents=True, exist_ok=True)
        person = msgspec.structs.replace(SUPERVISOR, language=language)
        async with chromium() as browser:
            for path, account, name, presses in LISTS:
                page = await steps.open_page(browser, person, f"{town.product.url}/{path}")
                await steps.sign_in(page, account, town.passwords[account])
                for test_id in presses:
                    await page.get_by_test_id(test_id).click()
                await page.wait_for_timeout(2500)
                await page.screenshot(path=folder / f"city-{name}-past.jpg", type="jpeg", quality=82)
                if name == "backoffice-closed":
                    await page.context.set_offline(True)
                    await page.get_by_test_id("stage-accepted").click()
                    await page.get_by_test_id("read-cut").wait_for()
                    await page.screenshot(path=folder / "city-backoffice-cut.jpg", type="jpeg", quality=82)
                await page.context.close()


if __name__ == "__main__":
    asyncio.run(main())
