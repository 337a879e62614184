"""
Documents of cases: each paper that a case calls for is set, sealed and stored once, whatever made the case move.

`follow` is called after every command, and once more for whatever an earlier run of the server left undone: what is
there is found in the database, so that it is harmless when repeated.
"""

import asyncio
from functools import partial

from msgspec.structs import replace

from agent_console.console import Console
from agent_console.core import acts
from agent_console.core.acts import AnyAct
from agent_console.receipts.paper import DEMONSTRATION, FontMissing
from agent_console.receipts.seal import make_pdf
from agent_console.services.application import by_system
from agent_console.services.dossier import load, load_to_change
from agent_console.services.drafting import Draft, called_for
from agent_console.services.notifications import queue_messages
from agent_console.services.seals import SealUnusable
from agent_console.store import cases, documents
from agent_console.store.documents import Document
from media.workers import WorkerFailed, WorkersBusy
from signaling.log import get
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseState
from signaling.protocol.names import CaseId, Sha256

RENDER_SECONDS = 30.0
RETRY_SECONDS = (1.0, 5.0, 30.0)
SWEEP_SECONDS = 10.0

log = get("documents")


async def follow(console: Console, case: CaseId) -> None:
    """Make the documents that a case calls for, and put its messages into the outbox."""
    drafts = await console.store.read(lambda tx: called_for(load(tx, case), console.public_url))
    whole = True
    for draft in drafts:
        whole = await make(console, draft) is not None and whole
    await console.store.write(partial(queue_messages, case=case, now=console.clock.now(), whole=whole))


async def follow_all(console: Console) -> None:
    """Follow the cases that moved and were not followed since."""
    for case in await console.store.read(documents.unfollowed):
        await follow(console, case)


async def keep_following(console: Console) -> None:
    """Follow again and again until cancelled: the clock and other nodes move cases, too."""
    while True:
        await follow_all(console)
        await asyncio.sleep(SWEEP_SECONDS)


async def make(console: Console, draft: Draft) -> Document | None:
    """Set, seal and store one paper; None where it could not be made, which the log tells."""
    try:
        pdf = await _rendered(console, draft)
    except (FontMissing, SealUnusable) as error:
        log.error("document_impossible", kind=draft.kind, problem=str(error))
        return None
    if pdf is None:
        return None
    document = Document(
        token=draft.token,
        case_id=draft.case_id,
        kind=draft.kind,
        mark=draft.mark,
        number=draft.paper.number,
        title=draft.paper.title,
        authority=draft.paper.authority,
        sha256=await console.blobs.add(pdf),
        sealed=draft.use is not None,
        made_at=console.clock.now(),
    )
    return await console.store.write(partial(_store, document=document))


async def _rendered(console: Console, draft: Draft) -> bytes | None:
    paper, seal = draft.paper, None
    if draft.use is not None:
        seal = await console.seals.get(draft.seal, draft.use, paper.authority)
        paper = replace(paper, mark=DEMONSTRATION if seal.demonstration else None)
    for pause_seconds in (*RETRY_SECONDS, None):
        try:
            return await console.workers.run(
                make_pdf, paper, seal, timeout_seconds=RENDER_SECONDS, raises=(FontMissing,)
            )
        except (WorkersBusy, WorkerFailed) as error:
            log.warning("document_failed", kind=draft.kind, problem=str(error))
            if pause_seconds is None:
                return None
            await asyncio.sleep(pause_seconds)
    return None


def _store(tx: Transaction, document: Document) -> Document:
    """Store a document, and let the case know of its notice or its result. Of two makers the first one wins."""
    dossier = load_to_change(tx, document.case_id)
    for made in documents.of_case(tx, document.case_id):
        if (made.kind, made.mark) == (document.kind, document.mark):
            return made
    documents.add(tx, document)
    act: AnyAct | None = None
    if document.kind == "notice" and dossier.case.notice is None:
        cases.note_notice(tx, document.case_id, document.sha256)
        act = acts.NoticeIssued(document.sha256)
    elif document.kind in ("licence", "payment") and dossier.case.state is CaseState.DECIDED:
        act = acts.ResultIssued(document.number, document.sha256)
    if act is not None:
        by_system(dossier, act, document.made_at)
    return document


def find(tx: Transaction, case: CaseId, sha256: Sha256) -> Document | None:
    """Return the document of a case by its hash."""
    return next((found for found in documents.of_case(tx, case) if found.sha256 == sha256), None)
