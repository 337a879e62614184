"""The whole product as one ASGI application, put together from the rooms."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from agent_console.api.endpoints import ENDPOINTS
from agent_console.api.errors import on_bug, on_http_error, on_refused
from agent_console.api.routing import routes
from agent_console.chores import Chores
from agent_console.console import Console
from agent_console.headers import SecurityHeaders
from agent_console.receipts.notice import FontMissing, font_folder
from agent_console.services.accounts import Accounts
from agent_console.services.notices import finish_notices
from agent_console.site import find_pages, site_routes
from media.blobs import Blobs
from media.workers import Workers
from signaling.clock import Clock, SystemClock
from signaling.core.refusal import Refused
from signaling.log import get
from signaling.settings import Settings
from signaling.store.engine import Store

# Imported by the workers as they start, so that no page waits for OpenCV to load.
PRELOAD = ("agent_console.receipts.notice",)

log = get("app")


@dataclass(frozen=True)
class Product:
    """The application, and the parts of it that `serve` and tests speak to."""

    asgi: Starlette
    console: Console


def database_url(settings: Settings) -> str:
    """Return the SQLAlchemy URL that the settings name."""
    return settings.database or f"sqlite:///{settings.data.resolve() / 'desk.sqlite'}"


def build(settings: Settings, public_url: str, *, authority: Path | None = None, clock: Clock | None = None) -> Product:
    """
    Put the product together. The database has been migrated; nothing runs before the application's lifespan.

    Args:
        public_url: What links in notices begin with.
        authority: Certificate of the local authority, to be downloaded at /ca.pem.
    """
    clock = clock or SystemClock()
    store = Store(database_url(settings))
    workers = Workers(preload=PRELOAD)
    console = Console(
        store=store,
        clock=clock,
        accounts=Accounts(store, clock),
        blobs=Blobs(settings.data / "blobs"),
        workers=workers,
        public_url=public_url,
        chores=Chores(),
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        _warn_of_missing_font()
        console.chores.start(finish_notices(console), "unfinished notices")
        try:
            yield
        finally:
            await console.chores.close()
            await workers.close()
            await store.close()

    asgi = Starlette(
        routes=[*routes(console, ENDPOINTS), *_authority_routes(authority), *site_routes(find_pages())],
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers={Refused: on_refused, HTTPException: on_http_error, Exception: on_bug},
        lifespan=lifespan,
    )
    return Product(asgi, console)


def _authority_routes(authority: Path | None) -> list[BaseRoute]:
    if authority is None:
        return []

    async def download(_: Request) -> Response:
        return FileResponse(authority, media_type="application/x-x509-ca-cert", filename="remote-counter-ca.pem")

    return [Route("/ca.pem", download)]


def _warn_of_missing_font() -> None:
    try:
        font_folder()
    except FontMissing as error:
        log.warning("font_missing", problem=str(error))
