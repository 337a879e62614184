"""The built pages: found beside the program, served with a fresh style nonce each."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from agent_console.headers import page_policy

NONCE = "__CSP_NONCE__"  # What stands in the built HTML where the nonce of an answer goes.
PAGES = {
    "/": "index.html",
    "/window": "window.html",
    "/official": "official.html",
    "/supervisor": "supervisor.html",
    "/operator": "operator.html",
    "/clerk": "clerk.html",
    "/ca": "ca.html",
    "/progress/{token}": "progress.html",
    "/check/{token}": "check.html",
    "/items": "items.html",
    "/items/{item}": "item.html",
    "/inquiry/{token}": "inquiry.html",
    "/backoffice": "backoffice.html",
    "/reports": "reports.html",
}
_HERE = Path(__file__).resolve().parent
_FOLDERS = (_HERE / "pages", _HERE.parent / "web" / "dist")  # Of an installed package; of a checkout.
_MISSING = "The pages have not been built: run `make run`, or `npm ci && npm run build` in web/.\n"


def find_pages() -> Path | None:
    """Return the folder of the built pages; None where they have not been built."""
    return next((folder for folder in _FOLDERS if (folder / "index.html").is_file()), None)


def site_routes(folder: Path | None) -> list[BaseRoute]:
    """Return the routes of the pages and what they load; they come last, since the mount takes every path."""
    if folder is None:
        return [Route(path, _not_built) for path in PAGES]
    return [
        *(Route(path, _page(folder / file)) for path, file in PAGES.items() if (folder / file).is_file()),
        Mount("/", _Assets(directory=folder)),
    ]


def _page(file: Path) -> Callable[[Request], Awaitable[Response]]:
    async def serve(_: Request) -> Response:
        nonce = secrets.token_urlsafe(16)
        html = (await asyncio.to_thread(file.read_text, "utf-8")).replace(NONCE, nonce)
        return HTMLResponse(html, headers={"Content-Security-Policy": page_policy(nonce), "Cache-Control": "no-cache"})

    return serve


async def _not_built(_: Request) -> Response:
    return PlainTextResponse(_MISSING, 503)


class _Assets(StaticFiles):
    """Scripts, styles and pictures: Vite puts a hash of the content into the names below assets/."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        immutable = response.status_code == 200 and path.startswith("assets/")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if immutable else "no-cache"
        return response
