"""
Folders of waiting tickets: pages that the clerk or the window scans before the call, and the clerk's pre-check.

When the case opens, its folder becomes its pages in the same transaction, with what their reading found.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from functools import partial

import msgspec
from msgspec.structs import replace

from agent_console.console import Console
from agent_console.core.acts import OriginalSeen, PageRead, PageReceived
from agent_console.core.catalogue import Item
from agent_console.core.folder import FolderMark, FolderPage, Mark
from agent_console.services.application import SYSTEM
from agent_console.services.dossier import Dossier, load_to_change
from agent_console.services.hall_stream import folder_changed
from agent_console.services.paper import UNREADABLE, header_of, scan
from agent_console.store import catalogue, folders
from media.blobs import HashMismatch
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.case_views import PageProblem, PageState
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Role, Sha256, TicketId
from signaling.protocol.views import TicketState, TicketView
from signaling.store import ledger, sessions, tickets

MAX_PAGES = 60


class Scanned(msgspec.Struct, frozen=True):
    """A page on its way into a folder."""

    actor: Actor
    ticket: TicketId
    page: Sha256
    content: bytes
    material: str | None


def ticket_of(tx: Transaction, actor: Actor, ticket: TicketId) -> TicketView:
    """
    Return a ticket of the clerk's hall, or of the window itself.

    Raises:
        Refused: ticket-unknown.
    """
    found = tickets.get(tx, ticket)
    mine = found is not None and (
        found.hall == actor.hall if actor.role is Role.CLERK else found.window == actor.id and actor.role is Role.WINDOW
    )
    if found is None or not mine:
        raise Refused(Code.TICKET_UNKNOWN)
    return found


def item_of(tx: Transaction, ticket: TicketView) -> Item:
    """Return the version of the item that the ticket was taken for."""
    route = tickets.route(tx, ticket.id)
    item = catalogue.get_version(tx, route.item, route.version)
    if item is None:
        raise LookupError(f"ticket {ticket.id} names an unknown version of {route.item}")
    return item


async def put(console: Console, scanned: Scanned) -> bool:
    """
    Keep a page in the folder of a ticket that waits, and return whether it is new.

    Raises:
        Refused: ticket-unknown, ticket-called, material-unknown, not-allowed, image-invalid, image-too-large,
            hash-mismatch.
    """
    await console.store.read(partial(_check, scanned=scanned))
    header = await asyncio.to_thread(header_of, scanned.content)
    try:
        await console.blobs.put(scanned.page, scanned.content)
    except HashMismatch as error:
        raise Refused(Code.HASH_MISMATCH) from error
    page = FolderPage(
        page=scanned.page,
        place=0,
        material=scanned.material,
        size=len(scanned.content),
        width=header.width,
        height=header.height,
        content_type=f"image/{header.kind.value}",
        state=PageState.RECEIVED,
        actor=scanned.actor.id,
        role=scanned.actor.role.value,
        received_at=console.clock.now(),
    )
    new = await console.store.write(partial(_add, scanned=scanned, page=page))
    if new:
        console.chores.start(read(console, scanned.ticket, scanned.page), f"read page of ticket {scanned.ticket}")
    return new


async def finish_reading(console: Console) -> None:
    """Read the pages that an earlier run of the server received and did not read."""
    for ticket, page in await console.store.read(folders.unread):
        await read(console, ticket, page)


async def read(console: Console, ticket: TicketId, page: Sha256) -> None:
    """Let a worker flatten and measure a page; where the case has opened meanwhile, tell its readers too."""
    found = await scan(console, page)
    if found is None:
        act = PageRead(page, None, None, None, None, None, UNREADABLE)
    else:
        flat = await console.blobs.add(found.flat)
        problems = tuple(PageProblem(problem) for problem in found.problems)
        act = PageRead(page, flat, found.width, found.height, found.corners, found.sharpness, problems)
    await console.store.write(partial(_note_read, ticket=ticket, act=act, now=console.clock.now()))


def mark(
    tx: Transaction, actor: Actor, ticket: TicketId, material: str, word: Mark, *, seen: bool, now: datetime
) -> None:
    """
    Keep what the clerk found of one material; with `seen`, that the original was held in hand and the copy agrees.

    Raises:
        Refused: ticket-unknown, ticket-called, material-unknown.
    """
    found = _waiting(tx, actor, ticket)
    _check_material(item_of(tx, found), material)
    before = folders.marks(tx, ticket).get(material)
    made = FolderMark(material, word, actor.id, now)
    if seen:
        kept = before is not None and before.seen_at is not None
        made = before if kept and before is not None else replace(made, seen_by=actor.id, seen_at=now)
        made = replace(made, mark=word, clerk=actor.id, marked_at=now)
    folders.put_mark(tx, ticket, made)
    _enter(tx, actor, "material-prechecked", ticket, now, material=material, mark=word, seen=seen)


def remove(tx: Transaction, actor: Actor, ticket: TicketId, page: Sha256, now: datetime) -> None:
    """
    Take a page out of the folder of a ticket that waits.

    Raises:
        Refused: ticket-unknown, ticket-called.
    """
    _waiting(tx, actor, ticket)
    folders.remove_page(tx, ticket, page)
    _enter(tx, actor, "folder-page-removed", ticket, now, page=page)


def arrange(tx: Transaction, actor: Actor, ticket: TicketId, order: Sequence[Sha256], now: datetime) -> None:
    """
    Put the pages of a folder into an order.

    Raises:
        Refused: ticket-unknown, ticket-called; page-unknown, where these are not the folder's pages, each once.
    """
    _waiting(tx, actor, ticket)
    known = {one.page: one for one in folders.pages(tx, ticket)}
    if sorted(order) != sorted(known):
        raise Refused(Code.PAGE_UNKNOWN)
    for place, name in enumerate(order, 1):
        folders.put_page(tx, ticket, replace(known[name], place=place))
    _enter(tx, actor, "folder-arranged", ticket, now, pages=len(order))


def attach(dossier: Dossier, ticket: TicketId, now: datetime) -> None:
    """Make the folder of a ticket the pages of its case, in the transaction that opens it."""
    for page in folders.pages(dossier.tx, ticket):
        received = PageReceived(
            page.page, page.size, page.width, page.height, page.content_type, None, meant_for=page.material
        )
        dossier.add(received, "page-received", actor=page.actor, role=Role(page.role), at=now)
        if page.state is not PageState.RECEIVED:
            dossier.add(_reading(page), "page-read", actor=SYSTEM, role=Role.OPERATOR, at=now)
    for found in folders.marks(dossier.tx, ticket).values():
        if found.seen_by is not None:
            dossier.add(OriginalSeen(found.material), "original-seen", actor=found.seen_by, role=Role.CLERK, at=now)


def _reading(page: FolderPage) -> PageRead:
    return PageRead(
        page.page, page.flat, page.read_width, page.read_height, page.corners, page.sharpness, page.problems
    )


def _waiting(tx: Transaction, actor: Actor, ticket: TicketId) -> TicketView:
    found = ticket_of(tx, actor, ticket)
    if found.state is not TicketState.WAITING:
        raise Refused(Code.TICKET_CALLED)
    return found


def _check_material(item: Item, material: str) -> None:
    if material not in {one.code for one in item.materials}:
        raise Refused(Code.MATERIAL_UNKNOWN)


def _check(tx: Transaction, scanned: Scanned) -> None:
    found = _waiting(tx, scanned.actor, scanned.ticket)
    if scanned.material is not None:
        _check_material(item_of(tx, found), scanned.material)
    if len(folders.pages(tx, scanned.ticket)) >= MAX_PAGES:
        raise Refused(Code.NOT_ALLOWED, pages=MAX_PAGES)


def _add(tx: Transaction, scanned: Scanned, page: FolderPage) -> bool:
    _waiting(tx, scanned.actor, scanned.ticket)
    known = next((one for one in folders.pages(tx, scanned.ticket) if one.page == page.page), None)
    if known is not None:
        folders.put_page(tx, scanned.ticket, replace(known, material=scanned.material))
        return False
    folders.add_page(tx, scanned.ticket, page)
    _enter(tx, scanned.actor, "folder-page-received", scanned.ticket, page.received_at, page=page.page)
    return True


def _note_read(tx: Transaction, ticket: TicketId, act: PageRead, now: datetime) -> None:
    known = next((one for one in folders.pages(tx, ticket) if one.page == act.page), None)
    if known is None or known.state is not PageState.RECEIVED:
        return
    folders.put_page(
        tx,
        ticket,
        replace(
            known,
            state=PageState.UNREADABLE if act.flat is None else PageState.READ,
            flat=act.flat,
            read_width=act.width,
            read_height=act.height,
            corners=act.corners,
            sharpness=act.sharpness,
            problems=act.problems,
        ),
    )
    entry = ledger.Entry(SYSTEM, Role.OPERATOR, "folder-page-read", ticket, now, {"page": act.page})
    ledger.record(tx, folder_changed(tx, ticket, now), entry)
    case = _case_of(tx, ticket)
    if case is not None:
        dossier = load_to_change(tx, case)
        page = dossier.case.page(act.page)
        if page is not None and page.state is PageState.RECEIVED:
            dossier.add(act, "page-read", actor=SYSTEM, role=Role.OPERATOR, at=now)


def _case_of(tx: Transaction, ticket: TicketId) -> CaseId | None:
    found = tickets.get(tx, ticket)
    return None if found is None or found.session is None else sessions.get(tx, found.session).case


def _enter(
    tx: Transaction, actor: Actor, action: str, ticket: TicketId, now: datetime, **details: str | bool | int
) -> None:
    entry = ledger.Entry(actor.id, actor.role, action, ticket, now, dict(details))
    ledger.record(tx, folder_changed(tx, ticket, now), entry)
