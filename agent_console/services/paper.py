"""Pages of paper: received with a receipt once they are safe, then read by a worker."""

import asyncio
from functools import partial

import msgspec
from msgspec.structs import replace

from agent_console.api.schemas import Receipt
from agent_console.console import Console
from agent_console.core.acts import PageRead, PageReceived
from agent_console.core.hindrances import hindrance
from agent_console.core.permit import may
from agent_console.services.application import SYSTEM
from agent_console.services.dossier import Dossier, check_session_runs, load, load_for, load_to_change, may_read
from agent_console.store import cases, materials
from media.blobs import HashMismatch
from media.scan.header import Header, ImageInvalid, ImageTooLarge, read_header
from media.scan.read import Scan, read_still
from media.workers import WorkerFailed, WorkersBusy
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.log import get
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseAction, PageProblem, PageState
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Role, Sha256
from signaling.protocol.views import StillState
from signaling.services import drafts
from signaling.services.stills import receive_still
from signaling.store import ledger, sessions

MAX_PAGES = 100  # Of one case; the longest checklist has a few dozen.
READ_SECONDS = 20.0
BUSY_SECONDS = 1.0
UNREADABLE = (PageProblem.IMAGE_INVALID,)
# Of a page under a camera; the picture that a department's system gives is the whole page, edge to edge.
OF_LYING = frozenset({PageProblem.NO_PAGE, PageProblem.CUT_OFF})

log = get("paper")


class Upload(msgspec.Struct, frozen=True):
    """A page on its way in; `still` is the request of the official's that it answers."""

    actor: Actor
    case: CaseId
    page: Sha256
    content: bytes
    still: str | None


async def receive(console: Console, upload: Upload) -> tuple[Receipt, bool]:
    """
    Keep a page, and return its receipt and whether it is new. Repeated, an upload gets its first receipt.

    The order: may it be attached, does its header tell of a picture that can be decoded, are the bytes on disk, does
    the database say so. The reading follows on its own.

    Raises:
        Refused: not-found, not-allowed, session-ended, image-invalid, image-too-large, hash-mismatch, still-unknown.
    """
    await console.store.read(partial(_check_welcome, upload=upload))
    header = await asyncio.to_thread(header_of, upload.content)
    try:
        await console.blobs.put(upload.page, upload.content)
    except HashMismatch as error:
        raise Refused(Code.HASH_MISMATCH) from error
    receipt, new = await console.store.write(partial(_attach, upload=upload, header=header, console=console))
    if new:
        console.chores.start(read(console, upload.case, upload.page), f"read page of {upload.case}")
    return receipt, new


async def finish_reading(console: Console) -> None:
    """Read the pages that an earlier run of the server received and did not read."""
    for case in await console.store.read(cases.unfinished):
        dossier = await console.store.read(partial(load, case=case))
        for page in dossier.case.pages:
            if page.flat is None and page.state is not PageState.UNREADABLE:
                await read(console, case, page.hash)


async def read(console: Console, case: CaseId, page: Sha256) -> None:
    """Let a worker flatten and measure a page, and tell. A page that no decoder can open is told as unreadable."""
    found = await scan(console, page)
    if found is None:
        act = PageRead(page, None, None, None, None, None, UNREADABLE)
    else:
        flat = await console.blobs.add(found.flat)
        problems = tuple(PageProblem(problem) for problem in found.problems)
        act = PageRead(page, flat, found.width, found.height, found.corners, found.sharpness, problems)
    await console.store.write(partial(_tell_read, case=case, act=act, console=console))


async def scan(console: Console, page: Sha256) -> Scan | None:
    """Let a worker look at a stored page; None where no decoder can open it."""
    original = await console.blobs.read(page)
    while True:
        try:
            return await console.workers.run(read_still, original, timeout_seconds=READ_SECONDS, raises=(ImageInvalid,))
        except WorkersBusy:
            await asyncio.sleep(BUSY_SECONDS)
        except (ImageInvalid, WorkerFailed) as error:
            log.warning("page_unreadable", page=page, problem=str(error))
            return None


def header_of(content: bytes) -> Header:
    """Return what a picture's header tells, before any decoder sees it. Raises image-invalid, image-too-large."""
    try:
        return read_header(content)
    except ImageTooLarge as error:
        raise Refused(Code.IMAGE_TOO_LARGE) from error
    except ImageInvalid as error:
        raise Refused(Code.IMAGE_INVALID) from error


def _check_welcome(tx: Transaction, upload: Upload) -> None:
    dossier = load_for(tx, upload.actor, upload.case)
    if dossier.case.page(upload.page) is None:
        _check_attachable(dossier, upload)


def _check_attachable(dossier: Dossier, upload: Upload) -> None:
    if not may(dossier.parties(upload.actor), CaseAction.ATTACH_PAGE, dossier.case.state):
        raise Refused(Code.NOT_ALLOWED)
    against = hindrance(CaseAction.ATTACH_PAGE, dossier.case, dossier.item, upload.actor.id)
    if against is not None:
        raise against.refusal()
    if len(dossier.case.pages) >= MAX_PAGES:
        raise Refused(Code.NOT_ALLOWED, pages=MAX_PAGES)
    check_session_runs(dossier)


def _attach(tx: Transaction, upload: Upload, header: Header, console: Console) -> tuple[Receipt, bool]:
    ref = f"page/{upload.case}/{upload.page}"
    digest = ledger.digest(ref.encode())
    dossier = load_to_change(tx, upload.case)
    first = ledger.outcome(tx, upload.actor.id, ref, digest)
    if first is not None:
        _answer_again(tx, dossier, upload, console)
        return msgspec.json.decode(first, type=Receipt), False
    if not may_read(dossier, upload.actor):
        raise Refused(Code.NOT_FOUND)
    _check_attachable(dossier, upload)
    now = console.clock.now()
    answered = receive_still(tx, dossier.row.session, upload.still, now) if upload.still else []
    act = PageReceived(
        page=upload.page,
        size=len(upload.content),
        width=header.width,
        height=header.height,
        content_type=f"image/{header.kind.value}",
        still=upload.still,
    )
    offset = dossier.add(act, "page-received", actor=upload.actor.id, role=upload.actor.role, at=now, extra=answered)
    receipt = Receipt(hash=upload.page, size=len(upload.content), received_at=now, offset=offset)
    ledger.remember(tx, upload.actor.id, ref, digest, msgspec.json.encode(receipt))
    return receipt, True


def _answer_again(tx: Transaction, dossier: Dossier, upload: Upload, console: Console) -> None:
    """Let a page that is here already answer a new still: a paper that did not move may give the same bytes."""
    session = dossier.row.session
    latest = sessions.view(tx, session).still
    if latest is None or latest.id != upload.still or latest.state is not StillState.REQUESTED:
        return
    now = console.clock.now()
    facts = receive_still(tx, session, latest.id, now)
    ledger.record(tx, facts, drafts.by(upload.actor, "answer-still", session, now, still=latest.id, page=upload.page))


def _tell_read(tx: Transaction, case: CaseId, act: PageRead, console: Console) -> None:
    dossier = load_to_change(tx, case)
    page = dossier.case.page(act.page)
    if act.problems and any(fetched.page == act.page for fetched in materials.fetched_of(tx, case)):
        act = replace(act, problems=tuple(problem for problem in act.problems if problem not in OF_LYING))
    if page is not None and page.flat is None and page.state is not PageState.UNREADABLE:
        dossier.add(act, "page-read", actor=SYSTEM, role=Role.OPERATOR, at=console.clock.now())
