"""`make run`, as a newcomer meets it: the simulated resident is called, seen, heard, and lays papers down."""

from pathlib import Path

import msgspec
import pytest
from playwright.async_api import expect

from tests.support.browser import OFFICIAL, STEP_MILLISECONDS, chromium, picture_moves, tones_heard
from tests.support.product import OFFICIAL as OFFICIAL_ACCOUNT
from tests.support.product import Product
from tests.support.visit import open_page, sign_in


def password_of(data: Path, account: str) -> str:
    """Return what the terminal told the newcomer."""
    people = msgspec.json.decode((data / "demo.json").read_bytes(), type=list[dict[str, str]])
    return next(person["password"] for person in people if person["account"] == account)


@pytest.mark.timeout(240)
async def test_a_newcomer_serves_the_simulated_resident(tmp_path: Path) -> None:
    product = Product(tmp_path)
    await product.start("--demo")
    try:
        async with chromium() as browser:
            official = await open_page(browser, OFFICIAL, f"{product.url}/official")
            await sign_in(official, OFFICIAL_ACCOUNT, password_of(tmp_path, OFFICIAL_ACCOUNT))
            await official.get_by_test_id("go-on-duty").click()
            await expect(official.get_by_test_id("call-next")).to_be_enabled(timeout=3 * STEP_MILLISECONDS)
            await official.get_by_test_id("call-next").click()
            await expect(official.get_by_test_id("consent-state")).to_have_attribute("data-state", "granted")
            await picture_moves(official, "video-window-camera")
            await picture_moves(official, "video-window-document", frames=3)
            assert await tones_heard(official, "audio-window-voice", seconds=4.0), "the resident does not speak"
            await official.get_by_test_id("request-still").click()
            page = official.get_by_test_id("page-hash")
            await expect(page).to_have_attribute("data-state", "read", timeout=2 * STEP_MILLISECONDS)
            await official.get_by_test_id("accept-page").click()
            await expect(page).to_have_attribute("data-state", "accepted")
    finally:
        await product.stop()
