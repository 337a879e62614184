"""
One visit as its people carry it out: what each of them does on their page, in Chromium.

A step waits for what a person would wait for, and for nothing else; a page that never gets there fails by name.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import msgspec
from playwright.async_api import Browser, Page, expect

from tests.support.browser import OFFICIAL, RESIDENT, SUPERVISOR, Person, chromium, sit_down
from tests.support.product import DIVISION, Product, Provisioned
from tests.support.product import OFFICIAL as OFFICIAL_ACCOUNT
from tests.support.product import SUPERVISOR as SUPERVISOR_ACCOUNT

ITEM = "title-enquiry"  # One material and few fields.
ITEM_NAME = "不动产登记资料查询"
MATERIAL = "identity-card"
ID_NUMBER = "44130219900307771X"
PHONE = "13800138000"
APPLICANT = "张建国"
READ_MILLISECONDS = 60_000  # The first page may come while the workers that read are still starting.

# Called at each place on the way, with its name: for whoever wants to look around.
Look = Callable[[Page, str], Awaitable[None]]


async def pass_by(page: Page, place: str) -> None:
    """Look at nothing."""


class Visit(msgspec.Struct, frozen=True):
    """A running product, with a window, an official and, if asked for, a supervisor before their browsers."""

    product: Product
    window: Page
    official: Page
    supervisor: Page | None


@asynccontextmanager
async def visiting(
    product: Product,
    provisioned: Provisioned,
    *,
    supervised: bool = False,
    resident: Person = RESIDENT,
    colleague: Person = OFFICIAL,
    overseer: Person = SUPERVISOR,
    flags: tuple[str, ...] = (),
) -> AsyncIterator[Visit]:
    """Seat everybody: the window is enrolled, the others are signed in; `flags` are the browser's."""
    async with chromium(*flags) as browser:
        window = await open_page(browser, resident, f"{product.url}/window#{provisioned.enrolment}")
        official = await open_page(browser, colleague, f"{product.url}/official")
        await sign_in(official, OFFICIAL_ACCOUNT, provisioned.passwords[OFFICIAL_ACCOUNT])
        supervisor = None
        if supervised:
            supervisor = await open_page(browser, overseer, f"{product.url}/supervisor")
            await sign_in(supervisor, SUPERVISOR_ACCOUNT, provisioned.passwords[SUPERVISOR_ACCOUNT])
        yield Visit(product, window, official, supervisor)


async def open_page(browser: Browser, person: Person, url: str) -> Page:
    """Return a page of the product in a fresh profile; an error in its script fails what waits for it next."""
    page = await sit_down(browser, person)
    await page.goto(url)
    return page


async def sign_in(page: Page, account: str, password: str) -> None:
    await page.get_by_test_id("account").fill(account)
    await page.get_by_test_id("password").fill(password)
    await page.get_by_test_id("sign-in").click()
    await page.get_by_test_id("sign-out").wait_for()


async def take_number(window: Page, look: Look = pass_by, *, item: str = ITEM, name: str = ITEM_NAME) -> str:
    """Check the devices, choose an item by its name, say who one is; return the number as it is shown."""
    await window.get_by_test_id("start").click()
    for track in ("voice", "camera", "document"):
        await expect(window.get_by_test_id(f"device-{track}")).to_have_attribute("data-state", "live")
    await look(window, "window: devices")
    await window.get_by_test_id("devices-continue").click()
    await window.get_by_test_id("item-query").fill(name)
    await window.get_by_test_id(f"item-{item}").wait_for()
    await look(window, "window: items")
    await window.get_by_test_id(f"item-{item}").click()
    await choose_county(window, look)
    await look(window, "window: papers")
    await window.get_by_test_id("papers-continue").click()
    await look(window, "window: identity")
    await window.get_by_test_id("id-number").fill(ID_NUMBER)
    await window.get_by_test_id("phone").fill(PHONE)
    await window.get_by_test_id("take-ticket").click()
    return await window.get_by_test_id("ticket-number").inner_text()


async def choose_county(window: Page, look: Look = pass_by) -> None:
    """Choose the hall's own county where several handle the item; then the papers are shown."""
    county = window.get_by_test_id(f"home-{DIVISION}")
    await county.or_(window.get_by_test_id("papers-continue")).wait_for()
    if await county.is_visible():
        await look(window, "window: county")
        await county.click()
    await window.get_by_test_id("papers-continue").wait_for()


async def call(official: Page, number: str) -> None:
    """Go on duty, and call the number that waits."""
    await official.get_by_test_id("go-on-duty").click()
    await official.get_by_test_id(f"ticket-{number}").wait_for()
    await official.get_by_test_id("call-next").click()


async def consent(visit: Visit) -> None:
    """The resident agrees to the recording; the official sees it."""
    await visit.window.get_by_test_id("consent-yes").click()
    state = visit.official.get_by_test_id("consent-state")
    await expect(state).to_have_attribute("data-state", "granted")


async def scan(visit: Visit, after: str | None = None) -> str:
    """Take a still of the paper, another than the one `after`; return its hash once both ends show the flat page."""
    await visit.official.get_by_test_id("request-still").click()
    shown = [page.get_by_test_id("page-hash") for page in (visit.official, visit.window)]
    for image in shown:
        if after is not None:
            await expect(image).not_to_have_attribute("data-hash", after)
        await expect(image).to_have_attribute("data-state", "read", timeout=READ_MILLISECONDS)
        await expect(image).to_have_js_property("complete", True)
    first, second = [await image.get_attribute("data-hash") for image in shown]
    assert first is not None
    assert first == second
    return first


async def accept_page(visit: Visit, material: str = MATERIAL) -> None:
    """Take the page for the material that the desk suggests, the first that is missing."""
    await visit.official.get_by_test_id("accept-page").click()
    page = visit.official.get_by_test_id(f"material-{material}").locator(".checklist-pages").get_by_role("button")
    await expect(page).to_have_count(1)


async def fill_form(visit: Visit) -> None:
    """Type what is not filled in already; the window reads along, and the server has it in the end."""
    official = visit.official
    await official.locator("#root_applicant_name").fill(APPLICANT)
    await official.locator("#root_purpose").press("ArrowDown")
    await official.locator("#root_purpose").press("Enter")
    await official.locator("#root_copies").fill("2")
    await official.locator("#root_copies").press("Tab")
    await expect(visit.window.locator("[data-field=applicant_name]")).to_have_text(APPLICANT)
    await expect(visit.window.locator("[data-field=copies]")).to_have_text("2")
    await expect(official.get_by_test_id("draft-state")).to_have_attribute("data-state", "saved")


async def present_sign_and_confirm(visit: Visit, look: Look = pass_by, *, reads: str = APPLICANT) -> None:
    """The official presents; the resident reads, that `reads` is in it, too, signs with the finger and confirms."""
    await visit.official.get_by_test_id("present").click()
    window = visit.window
    await window.get_by_test_id("sentence").wait_for()
    await look(window, "window: sentence")
    while await window.get_by_test_id("sentence-next").count():
        await window.get_by_test_id("sentence-next").click()
    await expect(window.get_by_test_id("summary")).to_contain_text(reads)
    await look(window, "window: summary")
    await window.get_by_test_id("sign").click()
    pad = await window.get_by_test_id("sign-pad").bounding_box()
    assert pad is not None
    for stroke in (((0.2, 0.3), (0.35, 0.7), (0.5, 0.3)), ((0.6, 0.5), (0.8, 0.5))):
        points = [(pad["x"] + x * pad["width"], pad["y"] + y * pad["height"]) for x, y in stroke]
        await window.mouse.move(*points[0])
        await window.mouse.down()
        for x, y in points[1:]:
            await window.mouse.move(x, y, steps=8)
        await window.mouse.up()
    await look(window, "window: signing")
    await window.get_by_test_id("sign-done").click()
    await window.get_by_test_id("confirm").wait_for()
    await look(window, "window: to confirm")
    await window.get_by_test_id("confirm").click()


async def accept(visit: Visit) -> str:
    """The official accepts; return the case's number as both ends show it."""
    await visit.official.get_by_test_id("accept").click()
    number = await visit.official.get_by_test_id("case-number").inner_text()
    await expect(visit.window.get_by_test_id("case-number")).to_have_text(number)
    return number


async def notice(page: Page) -> bytes:
    """Fetch the acceptance notice as this page's person may."""
    href = await page.get_by_test_id("notice-link").get_attribute("href")
    assert href is not None
    answer = await page.context.request.get(f"{origin(page)}{href}")
    assert answer.ok, answer.status
    return await answer.body()


async def end(official: Page) -> None:
    """The official ends the session as served."""
    await official.get_by_test_id("end-session").click()
    await official.get_by_test_id("end-served").click()


async def watch(supervisor: Page) -> None:
    """Open the one session that runs."""
    await supervisor.get_by_test_id("sessions-list").get_by_role("button").first.click()
    await supervisor.get_by_test_id("unwatch").wait_for()


def origin(page: Page) -> str:
    """Return the page's origin."""
    return "/".join(page.url.split("/")[:3])
