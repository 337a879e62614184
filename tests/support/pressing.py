"""What the official and the resident press beside the straight way of `tests.support.visit`, in Chromium."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal

import msgspec
from playwright.async_api import Page, Request, Route, expect

from tests.support.browser import STEP_MILLISECONDS
from tests.support.product import DIVISION, Product, Provisioned, command
from tests.support.visit import (
    ID_NUMBER,
    PHONE,
    Visit,
    consent,
    origin,
)

READING_MILLISECONDS = 2 * STEP_MILLISECONDS  # A worker has to start, flatten the page and measure it.
ITEMS = Path(__file__).with_name("counter_items.yaml")
Json = dict[str, Any]


@asynccontextmanager
async def small_counter(provisioned: Provisioned) -> AsyncIterator[Product]:
    """Serve the product with the small items of `counter_items.yaml` in the place of the demonstration's."""
    await command(provisioned.data, "catalogue", "import", str(ITEMS))
    product = Product(provisioned.data)
    await product.start()
    try:
        yield product
    finally:
        await product.stop()


async def listen(window: Page) -> None:
    """Write down what the window's voice says from now on; a machine without voices says nothing by itself."""
    await window.evaluate("() => { window.spoken = []; speechSynthesis.speak = said => spoken.push(said.text); }")


async def hear(window: Page, words: str) -> None:
    """Wait until the window's voice has said these words."""
    await window.wait_for_function("words => spoken.join(' ').includes(words)", arg=words)


async def come_for(visit: Visit, item: str) -> None:
    """A resident takes a number for an item, is called, and agrees to the recording."""
    window = visit.window
    await window.evaluate("hash => { location.hash = hash }", f"#item={item}&home={DIVISION}")
    await window.get_by_test_id("start").click()
    await window.get_by_test_id("devices-continue").click()
    await window.get_by_test_id("papers-continue").click()
    await window.get_by_test_id("id-number").fill(ID_NUMBER)
    await window.get_by_test_id("phone").fill(PHONE)
    await window.get_by_test_id("take-ticket").click()
    number = await window.get_by_test_id("ticket-number").inner_text()
    official = visit.official
    duty = official.get_by_test_id("duty")
    if await duty.get_attribute("aria-checked") != "true":
        await duty.click()
    await official.get_by_test_id(f"ticket-{number}").wait_for()
    await official.get_by_test_id("call-next").click()
    await listen(window)
    await consent(visit)


async def fill(official: Page, **answers: str) -> None:
    """Type answers into the form, and wait until the server has them."""
    for name, text in answers.items():
        await official.locator(f"#root_{name}").fill(text)
    await official.locator(f"#root_{name}").press("Tab")
    await expect(official.get_by_test_id("draft-state")).to_have_attribute("data-state", "saved")


async def take_page(visit: Visit, material: str) -> None:
    """Take a still of the paper under the camera, and accept it as what the page proposes."""
    official = visit.official
    await official.get_by_test_id("request-still").click()
    await official.get_by_test_id("accept-page").click(timeout=READING_MILLISECONDS)
    await expect(official.get_by_test_id(f"material-{material}").locator(".checklist-pages button")).to_have_count(1)


def cases_seen(official: Page) -> list[str]:
    """Return a list that grows by each case that the page asks the server about."""
    seen: list[str] = []

    def note(request: Request) -> None:
        found = re.search(r"/api/cases/([A-Za-z0-9_-]+)/", request.url)
        if found is not None and found[1] not in seen:
            seen.append(found[1])

    official.on("request", note)
    return seen


async def press_outcome(official: Page, outcome: str) -> None:
    await official.get_by_test_id("outcomes").click()
    await official.get_by_test_id(f"outcome-{outcome}").click()


@asynccontextmanager
async def refusing(page: Page, code: str, path: str = "**/actions") -> AsyncIterator[None]:
    """Let the server refuse what a page asks for, as long as the block lasts."""

    async def refuse(route: Route) -> None:
        body = {"type": f"urn:remote-counter:{code}", "title": code, "status": 409, "code": code}
        await route.fulfill(status=409, content_type="application/problem+json", body=msgspec.json.encode(body))

    await page.route(path, refuse)
    try:
        yield
    finally:
        await page.unroute(path, refuse)


async def read_through(window: Page) -> list[str]:
    """Press through the summary, one sentence at a time; return the sentences."""
    sentences = []
    await window.get_by_test_id("sentence").wait_for()
    while await window.get_by_test_id("sentence-next").count():
        sentences.append(await window.get_by_test_id("sentence").inner_text())
        await window.get_by_test_id("sentence-next").click()
    return sentences


async def sign(window: Page) -> None:
    """Draw a line on the pad, and hand it over."""
    await window.get_by_test_id("sign").click()
    pad = await window.get_by_test_id("sign-pad").bounding_box()
    assert pad is not None
    await window.mouse.move(pad["x"] + 40, pad["y"] + 40)
    await window.mouse.down()
    await window.mouse.move(pad["x"] + 200, pad["y"] + 90, steps=6)
    await window.mouse.move(pad["x"] + 60, pad["y"] + 100, steps=6)
    await window.mouse.up()
    await window.get_by_test_id("sign-done").click()


async def held(page: Page, role: Literal["official", "window"], path: str) -> Json:
    """Return what the server holds, to this page's person."""
    answer = await page.context.request.get(f"{origin(page)}{path}", headers={"X-Page": role})
    assert answer.ok, await answer.text()
    found: Json = await answer.json()
    return found
