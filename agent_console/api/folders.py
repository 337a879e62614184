"""Folders of waiting tickets: scanning and pre-checking while the resident waits."""

import re

from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.folders import (
    ArrangePages,
    FolderMaterial,
    FolderPageView,
    FolderView,
    MarkMaterial,
    RemovePage,
)
from agent_console.api.cases import stored
from agent_console.api.pages import MAX_PAGE_BYTES
from agent_console.api.routing import Endpoint, acting, answer, get, post, put, read_capped
from agent_console.console import Console
from agent_console.core.folder import FolderPage
from agent_console.services import folders as service
from agent_console.services.folders import Scanned
from agent_console.store import folders
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import Role, Sha256, TicketId

_HANDS = (Role.CLERK, Role.WINDOW)
_HASH = re.compile(r"[0-9a-f]{64}")


async def get_folder(console: Console, request: Request) -> Response:
    """Return the folder of a ticket: its pages with what their reading found, and the checklist as pre-checked."""
    actor = await acting(console, request, *_HANDS)
    return answer(await _seen(console, actor, _ticket(request)))


async def put_folder_page(console: Console, request: Request) -> Response:
    """Keep a page's original bytes in the folder of a ticket that waits; `?material=` says what it is."""
    actor = await acting(console, request, *_HANDS)
    if console.uploads.locked():
        raise Refused(Code.BUSY)
    async with console.uploads:
        content = await read_capped(request, MAX_PAGE_BYTES, Code.IMAGE_TOO_LARGE)
        material = request.query_params.get("material") or None
        new = await service.put(console, Scanned(actor, _ticket(request), _hash(request), content, material))
    seen = await _seen(console, actor, _ticket(request))
    return answer(seen, 201 if new else 200)


async def remove_folder_page(console: Console, request: Request, body: RemovePage) -> Response:
    """Take a page out of the folder of a ticket that waits."""
    actor = await acting(console, request, *_HANDS)
    ticket, now = _ticket(request), console.clock.now()
    await console.store.write(lambda tx: service.remove(tx, actor, ticket, body.page, now))
    return answer(await _seen(console, actor, ticket))


async def arrange_folder_pages(console: Console, request: Request, body: ArrangePages) -> Response:
    """Put the pages of a folder into an order."""
    actor = await acting(console, request, *_HANDS)
    ticket, now = _ticket(request), console.clock.now()
    await console.store.write(lambda tx: service.arrange(tx, actor, ticket, body.pages, now))
    return answer(await _seen(console, actor, ticket))


async def mark_material(console: Console, request: Request, body: MarkMaterial) -> Response:
    """Keep what the clerk found of one material, and that its original was seen."""
    actor = await acting(console, request, Role.CLERK)
    ticket, now = _ticket(request), console.clock.now()
    await console.store.write(
        lambda tx: service.mark(tx, actor, ticket, body.material, body.mark, seen=body.seen, now=now)
    )
    return answer(await _seen(console, actor, ticket))


async def get_folder_original(console: Console, request: Request) -> Response:
    """Return a folder's page as the camera took it."""
    page = await _page(console, request)
    return await stored(console, page.page, page.content_type)


async def get_folder_flat(console: Console, request: Request) -> Response:
    """Return a folder's page as seen from straight above, as JPEG."""
    return await stored(console, (await _page(console, request)).flat, "image/jpeg")


async def _seen(console: Console, actor: Actor, ticket: TicketId) -> FolderView:
    return await console.store.read(lambda tx: folder_view(tx, actor, ticket))


def folder_view(tx: Transaction, actor: Actor, ticket: TicketId) -> FolderView:
    """Return a folder as its clerk or its window sees it. Raises ticket-unknown."""
    found = service.ticket_of(tx, actor, ticket)
    item, marks = service.item_of(tx, found), folders.marks(tx, ticket)
    return FolderView(
        ticket=ticket,
        number=found.number,
        item=found.item,
        item_name=found.item_name,
        pages=tuple(
            FolderPageView(page.page, page.material, page.state, page.problems, page.received_at)
            for page in folders.pages(tx, ticket)
        ),
        materials=tuple(
            FolderMaterial(
                code=material.code,
                name=material.name,
                required=material.required,
                original=material.original,
                original_seen=material.original_seen,
                stays=material.stays,
                mark=marks[material.code].mark if material.code in marks else None,
                seen_at=marks[material.code].seen_at if material.code in marks else None,
            )
            for material in item.materials
        ),
    )


async def _page(console: Console, request: Request) -> FolderPage:
    actor = await acting(console, request, *_HANDS)
    ticket, name = _ticket(request), _hash(request)

    def find(tx: Transaction) -> FolderPage:
        service.ticket_of(tx, actor, ticket)
        found = next((page for page in folders.pages(tx, ticket) if page.page == name), None)
        if found is None:
            raise Refused(Code.PAGE_UNKNOWN)
        return found

    return await console.store.read(find)


def _ticket(request: Request) -> TicketId:
    return TicketId(request.path_params["ticket"])


def _hash(request: Request) -> Sha256:
    name: str = request.path_params["sha256"]
    if not _HASH.fullmatch(name):
        raise Refused(Code.PAGE_UNKNOWN)
    return Sha256(name)


ENDPOINTS: tuple[Endpoint, ...] = (
    get("/api/tickets/{ticket}/folder", get_folder, FolderView, roles=_HANDS),
    post("/api/tickets/{ticket}/materials", mark_material, MarkMaterial, FolderView, roles=(Role.CLERK,)),
    post("/api/tickets/{ticket}/pages/removals", remove_folder_page, RemovePage, FolderView, roles=_HANDS),
    post("/api/tickets/{ticket}/pages/order", arrange_folder_pages, ArrangePages, FolderView, roles=_HANDS),
    put(
        "/api/tickets/{ticket}/pages/{sha256}",
        put_folder_page,
        FolderView,
        takes="image/jpeg, image/png",
        roles=_HANDS,
        query=("material",),
    ),
    get(
        "/api/tickets/{ticket}/pages/{sha256}/original",
        get_folder_original,
        roles=_HANDS,
        query=("page",),
        sends="image/*",
    ),
    get(
        "/api/tickets/{ticket}/pages/{sha256}/flat", get_folder_flat, roles=_HANDS, query=("page",), sends="image/jpeg"
    ),
)
