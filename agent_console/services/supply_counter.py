"""
One missing paper needs only a clerk: the case is found by its number, a ticket or the notice's QR code, and scanned.

In their own hall the clerk supplies the material at once (`supply`); with a notice from elsewhere the page is sent as
the resident's phone would send it, and an official of the case takes it.
"""

import asyncio
from functools import partial

import msgspec
from sqlalchemy import select

from agent_console.console import Console
from agent_console.core.page import Page
from agent_console.services import paper
from agent_console.services.arrivals import Arrival, add_page
from agent_console.services.dossier import Dossier, load, load_to_change, may_read
from agent_console.services.supplies import Want, awaited_by, header_of_sent
from agent_console.store import documents
from agent_console.store.materials import COUNTER, Fetched
from agent_console.store.tables import cases as case_table
from media.blobs import HashMismatch
from media.scan.header import Header
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.case_views import PageState
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Sha256
from signaling.store.tables import tickets


class Lack(msgspec.Struct, frozen=True):
    """What a case waits for, and the pages that came for it and were not taken yet."""

    want: Want
    pages: tuple[Page, ...]


class Scanned(msgspec.Struct, frozen=True):
    """A page on its way in from the clerk's scanner."""

    actor: Actor
    named: str
    material: str
    page: Sha256
    content: bytes


def find(tx: Transaction, clerk: Actor, named: str) -> Dossier:
    """
    Return the case that a resident names: its number, a ticket's of this hall, or what the notice's QR code says.

    Raises:
        Refused: not-found, also for a number of another hall's case: there the notice itself is needed.
    """
    by_token = documents.case_by_link(tx, named.rstrip("/").rpartition("/")[2])
    if by_token is not None:
        return load(tx, by_token)
    ticketed = (tickets.c.hall == clerk.hall) & (tickets.c.number == named.upper())
    query = (
        select(case_table.c.id)
        .join(tickets, tickets.c.id == case_table.c.ticket)
        .where((case_table.c.number == named) | ticketed)
        .order_by(tickets.c.taken_at.desc())
        .limit(1)
    )
    found = tx.execute(query).scalar_one_or_none()
    if found is None:
        raise Refused(Code.NOT_FOUND)
    dossier = load(tx, CaseId(found))
    if not may_read(dossier, clerk):
        raise Refused(Code.NOT_FOUND)
    return dossier


def lacks(dossier: Dossier) -> tuple[Lack, ...]:
    """Return what a case waits for, with the pages that were sent for it and wait to be taken."""
    return tuple(
        Lack(
            want,
            tuple(
                page
                for page in dossier.case.pages
                if page.meant_for == want.code and page.state not in (PageState.ACCEPTED, PageState.RETURNED)
            ),
        )
        for want in awaited_by(dossier)
    )


async def put(console: Console, scanned: Scanned) -> None:
    """
    Attach a page that a clerk scanned for a material that is awaited. Sent twice, it is there once.

    Raises:
        Refused: not-found, material-unknown, not-allowed, image-invalid, image-too-large, hash-mismatch.
    """
    await console.store.read(partial(_check, scanned=scanned))
    header = await asyncio.to_thread(header_of_sent, scanned.content)
    try:
        await console.blobs.put(scanned.page, scanned.content)
    except HashMismatch as error:
        raise Refused(Code.HASH_MISMATCH) from error
    case, new = await console.store.write(partial(_attach, scanned=scanned, header=header, console=console))
    if new:
        console.chores.start(paper.read(console, case, scanned.page), f"read page of {case}")


def _check(tx: Transaction, scanned: Scanned) -> Dossier:
    dossier = find(tx, scanned.actor, scanned.named)
    if scanned.material not in {want.code for want in awaited_by(dossier)}:
        raise Refused(Code.MATERIAL_UNKNOWN)
    return dossier


def _attach(tx: Transaction, scanned: Scanned, header: Header, console: Console) -> tuple[CaseId, bool]:
    case, now = _check(tx, scanned).row.id, console.clock.now()
    actor = scanned.actor
    origin = Fetched(case, scanned.page, scanned.material, COUNTER, "", None, None, actor.id, now)
    arrival = Arrival(origin, actor.role, len(scanned.content), header)
    return case, add_page(load_to_change(tx, case), arrival, "material-sent", now)
