from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from agent_console.site import NONCE, PAGES, site_routes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in PAGES.values():
        (tmp_path / name).write_text(f'<meta name="csp-nonce" content="{NONCE}"><p>{name}</p>', "utf-8")
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "page-3f2a.js").write_text("export {};", "utf-8")
    (tmp_path / "icon.svg").write_text("<svg/>", "utf-8")
    return tmp_path


def browser(folder: Path | None) -> httpx.AsyncClient:
    app = Starlette(routes=site_routes(folder))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://hall.test")


@pytest.mark.parametrize(("path", "page"), PAGES.items())
async def test_each_page_is_served_with_a_nonce_of_its_own(folder: Path, path: str, page: str) -> None:
    async with browser(folder) as client:
        first, second = await client.get(path), await client.get(path)
    assert page in first.text
    assert NONCE not in first.text
    nonce = first.text.partition('content="')[2].partition('"')[0]
    assert f"'nonce-{nonce}'" in first.headers["content-security-policy"]
    assert first.text != second.text


async def test_what_is_named_by_its_content_may_be_kept_for_ever(folder: Path) -> None:
    async with browser(folder) as client:
        assert "immutable" in (await client.get("/assets/page-3f2a.js")).headers["cache-control"]
        assert (await client.get("/icon.svg")).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/nothing", "/../keys", "/assets/../../x", "/%2e%2e/x"])
async def test_nothing_else_is_served(folder: Path, path: str) -> None:
    async with browser(folder) as client:
        assert (await client.get(path)).status_code == 404


async def test_without_built_pages_the_server_says_what_to_do() -> None:
    async with browser(None) as client:
        answer = await client.get("/")
    assert answer.status_code == 503
    assert "npm run build" in answer.text
