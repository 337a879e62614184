"""
Take the pictures of what surrounds the session: `python -m scripts.screenshots_city`.

Every list, form and report of the demonstration city, first with nothing done, then with some weeks behind it and
people at two windows; then with the network cut, a request refused, a filter or an address wrong. In both languages.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

import msgspec
from playwright.async_api import Browser, Page

from agent_console.demo.people import SIMULATED
from scripts.screenshots import LANGUAGES, PICTURES
from signaling.protocol.names import Role
from tests.support import matter
from tests.support import visit as steps
from tests.support.browser import SUPERVISOR, chromium
from tests.support.city import City, city
from tests.support.code import read_code
from tests.support.visit import ID_NUMBER, PHONE

ITEM, BOLUO, STAYS = "company-registration", "441322", "application"
# The second line gives a period that is no number and leaves the item's name out.
FAULTY = "id,name-zh,name-en,department,department-zh,department-en,legal-days\nx,,Name,tax,税务局,Tax,soon\n".encode()
SETTLE_MILLISECONDS = 900  # For charts to be drawn and dialogs to open.


class Press(msgspec.Struct, frozen=True):
    """One thing that is done on a page: clicked, or, with a value, filled in; with a file, given."""

    selector: str
    value: str = ""
    file: bytes = b""


def press(test_id: str, value: str = "") -> Press:
    return Press(f'[data-testid="{test_id}"]', value)


class Shot(msgspec.Struct, frozen=True):
    """One picture: a page, what is pressed on it first, and how the server answers the last press."""

    name: str
    path: str
    presses: tuple[Press, ...] = ()
    last: Literal["", "cut", "refused"] = ""


# Who is signed in, and the pictures of both cities, the empty and the full.
LISTS: tuple[tuple[str, tuple[Shot, ...]], ...] = (
    (
        "gao",
        (
            Shot("backoffice", "backoffice"),
            Shot("backoffice-inquiries", "backoffice", (press("tab-inquiries"),)),
            Shot("backoffice-slips", "backoffice", (press("open-slips"),)),
        ),
    ),
    (
        "zhou",
        (
            Shot("reports", "reports"),
            Shot("supervisor", "supervisor"),
            Shot("supervisor-past", "supervisor", (press("tab-past"),)),
            Shot("supervisor-cases", "supervisor", (press("tab-cases"),)),
            Shot("supervisor-orders", "supervisor", (press("tab-orders"),)),
            Shot("supervisor-inquiries", "supervisor", (press("tab-inquiries"),)),
        ),
    ),
    (
        "wu",
        (
            Shot("clerk", "clerk"),
            Shot("clerk-print", "clerk", (press("tab-print"),)),
            Shot("clerk-custody", "clerk", (press("tab-custody"),)),
            Shot("clerk-supply", "clerk", (press("tab-supply"),)),
            Shot("clerk-results", "clerk", (press("tab-results"),)),
        ),
    ),
    (
        "admin",
        (
            Shot("operator-messages", "operator", (Press("[data-node-key=messages]"),)),
            Shot("operator-systems", "operator", (Press("[data-node-key=systems]"),)),
        ),
    ),
)
# What looks the same in both cities, and what goes wrong; taken in the full one.
ONCE: tuple[tuple[str, tuple[Shot, ...]], ...] = (
    (
        "gao",
        (
            Shot("backoffice-case", "backoffice", (press("stage-closed"), Press("th button"))),
            Shot("backoffice-inquiry", "backoffice", (press("tab-inquiries"), Press("th button"))),
            Shot("backoffice-cut", "backoffice", (press("stage-accepted"),), "cut"),
            Shot("backoffice-refused", "backoffice", (press("stage-accepted"),), "refused"),
            Shot("inquiries-cut", "backoffice", (press("tab-inquiries"), press("kind-order")), "cut"),
            Shot("slips-cut", "backoffice", (press("open-slips"),), "cut"),
        ),
    ),
    (
        "zhou",
        (
            Shot("reports-nothing", "reports", (press("from", "2020-01-01"), press("to", "2020-01-31"))),
            Shot("reports-wrong", "reports", (press("from", "2026-03-01"), press("to", "2020-01-31"))),
        ),
    ),
    (
        "wu",
        (
            Shot("clerk-window", "clerk", (press(f"window-{SIMULATED.id}"),)),
            Shot("clerk-unknown", "clerk", (press("tab-supply"), press("supply-named", "0"), press("supply-find"))),
            Shot("clerk-cut", "clerk", (press("tab-custody"), press("tab-results")), "cut"),
        ),
    ),
    (
        "admin",
        (
            Shot("operator", "operator"),
            Shot("operator-item", "operator", (press("catalogue-search", "有限责任公司"), press(f"open-{ITEM}"))),
            Shot("operator-found", "operator", (press("catalogue-search", "没有的事项"),)),
            Shot(
                "operator-import",
                "operator",
                (press("import"), Press('[data-testid="import-file"]', "items.csv", FAULTY)),
            ),
            Shot("operator-days", "operator", (Press("[data-node-key=days]"),)),
        ),
    ),
    (
        "",
        (
            Shot("items", "items"),
            Shot("items-found", "items?q=开店"),
            Shot("items-none", "items?q=qqqq"),
            Shot("item", f"items/{ITEM}"),
            Shot("item-unknown", "items/nothing"),
            Shot("check-unknown", "check/nothing"),
            Shot("progress-unknown", "progress/nothing"),
            Shot("inquiry-unknown", "inquiry/nothing"),
        ),
    ),
)


async def main() -> None:
    """Photograph the empty city, then the one in which people were and are being served."""
    with tempfile.TemporaryDirectory() as data:
        async with city(Path(data)) as town:
            await photograph(town, LISTS, "-empty")
    with tempfile.TemporaryDirectory() as data:
        async with city(Path(data), past=True) as town, busy(town) as links:
            await photograph(town, LISTS, "-full")
            await photograph(town, (*ONCE, ("", links)), "")


@asynccontextmanager
async def busy(town: City) -> AsyncIterator[tuple[Shot, ...]]:
    """Serve a company for Boluo to its licence, and begin with two more; return the first one's pages."""
    async with town.official("chen") as official:
        async with town.resident(ITEM, home=BOLUO) as resident:
            await matter.meet(official, resident)
            await matter.lay_down(official)
            await matter.fill_in(official)
            accepted = await matter.conclude(official)
            code = await town.window.fetch(f"/api/cases/{accepted.id}/progress.svg?page=window")
            journey = read_code(code.decode())
            await matter.part(official, resident)
        async with town.desk("lin") as lin, town.desk("gao") as gao, town.desk("wu", Role.CLERK) as wu:
            await lin.decide(accepted.id, gao)
            await gao.document(accepted.id, "licence")
            documents = (await gao.client.get(f"/api/cases/{accepted.id}/documents")).json()
            for document in documents:
                await gao.post(f"/api/cases/{accepted.id}/print", document=document["sha256"])
            await wu.post("/api/slips", case=accepted.id, materials=[STAYS])
        async with town.resident(ITEM) as resident, town.desk("chen") as chen, town.desk("wu", Role.CLERK) as wu:
            await matter.meet(official, resident)
            await matter.lay_down(official)
            taken = {"window": SIMULATED.id, "item": ITEM, "idNumber": ID_NUMBER, "phone": PHONE, "language": "zh-CN"}
            await wu.post("/api/clerk/tickets", **taken)
            await chen.post("/api/rings", reason="scan")
            checks = (Shot(f"check-{one['kind']}", one["check"].lstrip("/")) for one in documents)
            yield (Shot("progress", journey.removeprefix(f"{town.product.url}/")), *checks)
            await official.leave()  # Their line was idle for minutes, and the desk has closed it.


async def photograph(town: City, wanted: Sequence[tuple[str, Sequence[Shot]]], filling: str) -> None:
    """Take the pictures in each language; whoever is signed in stays so from one to the next."""
    for language in LANGUAGES:
        folder = PICTURES / language
        folder.mkdir(parents=True, exist_ok=True)
        async with chromium(f"--lang={language}") as browser:
            for account, shots in wanted:
                page = await seat(browser, town, account, language)
                for shot in shots:
                    await take(page, town.product.url, shot)
                    await page.screenshot(
                        path=folder / f"city-{shot.name}{filling}.jpg", type="jpeg", quality=75, animations="disabled"
                    )
                    await page.context.set_offline(False)
                    await page.unroute_all()
                await page.context.close()


async def seat(browser: Browser, town: City, account: str, language: Literal["zh-CN", "en"]) -> Page:
    """Return somebody's page, signed in where an account is given."""
    path = {"wu": "clerk", "zhou": "supervisor", "admin": "operator", "gao": "backoffice", "": "items"}[account]
    person = msgspec.structs.replace(SUPERVISOR, language=language)
    page = await steps.open_page(browser, person, f"{town.product.url}/{path}")
    if account:
        await steps.sign_in(page, account, town.passwords[account])
    return page


async def take(page: Page, url: str, shot: Shot) -> None:
    """Bring a page to what the picture shows."""
    await page.goto(f"{url}/{shot.path}")
    await page.wait_for_load_state("networkidle")
    for place, each in enumerate(shot.presses, start=1):
        if place == len(shot.presses):
            await page.context.set_offline(shot.last == "cut")
            if shot.last == "refused":
                await page.route("**/api/**", lambda route: route.fulfill(status=403, json={"code": "not-allowed"}))
        where = page.locator(each.selector).first
        if each.file:
            await where.set_input_files({"name": each.value, "mimeType": "text/csv", "buffer": each.file})
        elif each.value:
            await where.fill(each.value)
        else:
            await where.click()
    await page.wait_for_load_state("networkidle")
    await page.wait_for_timeout(SETTLE_MILLISECONDS)


if __name__ == "__main__":
    asyncio.run(main())
