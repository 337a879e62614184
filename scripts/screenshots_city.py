"""
Take the pictures of what surrounds the session: `python -m scripts.screenshots_city`.

The demonstration city, first with nothing done, then with one company registered for another county; every page is
looked at in both languages.
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


if __name__ == "__main__":
    asyncio.run(main())
