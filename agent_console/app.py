"""The whole product as one ASGI application, put together from the rooms."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from argon2 import PasswordHasher
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from agent_console.api.endpoints import ENDPOINTS
from agent_console.api.errors import on_bug, on_http_error, on_refused
from agent_console.api.routing import routes
from agent_console.connectors.systems import Systems
from agent_console.console import Console
from agent_console.headers import SecurityHeaders
from agent_console.keys import load_keys
from agent_console.receipts.paper import FontMissing, font_folder
from agent_console.services import folders
from agent_console.services.accounts import Accounts
from agent_console.services.calendars import keep_watch
from agent_console.services.carrier import FileCarrier
from agent_console.services.catalogue import keep_current
from agent_console.services.clockwork import keep_time
from agent_console.services.dispatch import keep_tracking
from agent_console.services.documents import keep_following
from agent_console.services.films import recover
from agent_console.services.finder import Finder
from agent_console.services.hall_stream import HALL_STREAM
from agent_console.services.heads import keep_signing, sign_now
from agent_console.services.messengers import messenger
from agent_console.services.notifications import keep_sending
from agent_console.services.opening import CASE_STREAM, CaseSide
from agent_console.services.paper import finish_reading
from agent_console.services.photographs import Photographs
from agent_console.services.seals import Seals
from agent_console.services.supplies import keep_materials
from agent_console.services.systems import keep_connected
from agent_console.services.templates import lay_templates
from agent_console.site import find_pages, site_routes
from agent_console.store import catalogue, connectors
from media import routes as media_routes
from media.blobs import Blobs
from media.node import MediaNode
from media.recordings import Recordings
from media.workers import Workers
from signaling import routes as desk_routes
from signaling.bus import MemoryBus, RedisBus
from signaling.clock import Clock, SystemClock
from signaling.core.refusal import Refused
from signaling.log import get
from signaling.ports import Bus
from signaling.services.desk import Desk
from signaling.settings import Settings
from signaling.store.engine import Store

NODE = "local"  # Name of the media node of this process; stands in grants.
OFFERS = "/media/peers"
# Imported by the workers as they start, so that no page waits for them.
PRELOAD = ("media.scan.read", "media.remux", "agent_console.receipts.seal")

log = get("app")


def database_url(settings: Settings) -> str:
    """Return the SQLAlchemy URL that the settings name."""
    return settings.database or f"sqlite:///{settings.data.resolve() / 'desk.sqlite'}"


class Product:
    """
    The application and its parts. Its lifespan starts and stops them; the database has been migrated before.

    Args:
        public_url: What links in notices begin with.
        systems: Department systems to speak to; none, if none are given.
        authority: Certificate of the local authority, to be downloaded at /ca.pem.
        clock: The machine's, if none is given.
        hasher: Of passwords; argon2id as RFC 9106 §4 recommends, if none is given.
    """

    def __init__(
        self,
        settings: Settings,
        public_url: str,
        *,
        systems: Systems | None = None,
        authority: Path | None = None,
        clock: Clock | None = None,
        hasher: PasswordHasher | None = None,
    ) -> None:
        clock = clock or SystemClock()
        keys = load_keys(settings.data / "keys")
        store = Store(database_url(settings))
        self._audit_key = keys.audit
        self._messenger = messenger(settings)
        workers = Workers(preload=PRELOAD)
        self._recordings = Recordings(settings.data / "recordings", workers, clock)
        self.node = MediaNode(
            settings.media,
            name=NODE,
            url=OFFERS,
            verify_key=keys.grants.public_key(),
            recorder_factory=self._recordings.open,
            clock=clock,
        )
        self._bus: Bus = RedisBus(settings.redis) if settings.redis else MemoryBus()
        self.desk = Desk(
            store=store,
            bus=self._bus,
            clock=clock,
            items=catalogue.route,
            cases=CaseSide(clock),
            media=self.node,
            grant_key=keys.grants,
            master_key=keys.recordings,
            further=(CASE_STREAM, HALL_STREAM),
        )
        self.console = Console(
            store=store,
            clock=clock,
            accounts=Accounts(store, clock, hasher),
            finder=Finder(store, clock),
            photographs=Photographs(workers, clock),
            blobs=Blobs(settings.data / "blobs"),
            seals=Seals(settings.data / "keys" / "seals"),
            carrier=FileCarrier(settings.data / "carrier"),
            signers=settings.data / "signers",
            workers=workers,
            recordings=self._recordings,
            master_key=keys.recordings,
            holder_key=keys.holders,
            desk=self.desk,
            systems=systems or Systems((), settings.data),
            public_url=public_url,
            messages=settings.messages,
        )
        self.asgi = Starlette(
            routes=[
                *routes(self.console, ENDPOINTS),
                *desk_routes.routes(self.desk, self.console.accounts.identify),
                *media_routes.routes(self.node),
                *_authority_routes(authority),
                *site_routes(find_pages()),
            ],
            middleware=[Middleware(SecurityHeaders)],
            exception_handlers={Refused: on_refused, HTTPException: on_http_error, Exception: on_bug},
            lifespan=self._lifespan,
        )
        self._closing = asyncio.Event()
        self.desk_task: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        console = self.console
        _warn_of_missing_font()
        self._recordings.start()
        await self.node.start()
        self.desk_task = await self._open_desk()
        console.chores.start(recover(console, NODE), "unfinished films")
        console.chores.start(console.finder.keep_ready(), "search indexes", lasting=True)
        await lay_templates(console.store, console.clock)
        console.chores.start(keep_following(console), "documents", lasting=True)
        console.chores.start(keep_tracking(console, console.carrier), "parcels", lasting=True)
        console.chores.start(keep_sending(console, self._messenger), "messages", lasting=True)
        console.chores.start(finish_reading(console), "unread pages")
        console.chores.start(folders.finish_reading(console), "unread pages of tickets")
        console.chores.start(keep_signing(console.store, console.clock, self._audit_key), "audit heads", lasting=True)
        connected = partial(connectors.connect, systems=tuple(console.systems.systems), now=console.clock.now())
        await console.store.write(connected)
        console.chores.start(keep_connected(console), "department systems", lasting=True)
        console.chores.start(keep_materials(console), "materials", lasting=True)
        console.chores.start(keep_time(console), "clockwork", lasting=True)
        console.chores.start(keep_current(console), "catalogue", lasting=True)
        console.chores.start(keep_watch(console), "calendars", lasting=True)
        try:
            yield
        finally:
            await self.close_desk()
            await self.node.stop()
            await self._recordings.close()
            await console.chores.close()
            await console.systems.close()
            await console.workers.close()
            await sign_now(console.store, console.clock, self._audit_key)
            await self._bus.close()
            await console.store.close()

    async def _open_desk(self) -> asyncio.Task[None]:
        opened = asyncio.Event()

        async def run() -> None:
            async with self.desk.running():
                opened.set()
                await self._closing.wait()

        task = asyncio.create_task(run(), name="desk")
        waiting = asyncio.create_task(opened.wait())
        await asyncio.wait((task, waiting), return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if task.done():
            task.result()
        return task

    async def close_desk(self) -> None:
        """Tell the clients to come back later, and close their sockets. Idempotent; raises what the desk died of."""
        self._closing.set()
        if self.desk_task is not None:
            await self.desk_task


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
