"""Documents of a case, and the page on which anybody checks one."""

import asyncio
import hashlib
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.documents import CheckView, CopyView, DocumentView, MakeDocument, RevokeDocument
from agent_console.api.cases import READERS, stored
from agent_console.api.routing import Endpoint, acting, answer, get, post, put, read_capped
from agent_console.console import Console
from agent_console.receipts.seal import check_pdf
from agent_console.services.documents import find, make
from agent_console.services.dossier import load, load_for
from agent_console.services.drafting import Draft, Drafting
from agent_console.store import documents
from agent_console.store.documents import Document
from media.workers import WorkerFailed
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Role, Sha256
from signaling.store import ledger

MAX_COPY_BYTES = 10 * 1024 * 1024
CHECK_SECONDS = 20.0
_ASKERS = (Role.OFFICIAL, Role.CLERK)
_PAGE = ("page",)


def seen(document: Document) -> DocumentView:
    """Return a document as its readers see it."""
    return DocumentView(
        kind=document.kind,
        number=document.number,
        title=document.title,
        sha256=document.sha256,
        sealed=document.sealed,
        made_at=document.made_at,
        printed_at=document.printed_at,
        sent_at=document.sent_at,
        revoked_at=document.revoked_at,
        check=f"/check/{document.token}",
    )


async def list_documents(console: Console, request: Request) -> Response:
    """List a case's documents, oldest first."""
    actor = await acting(console, request, *READERS)
    case = CaseId(request.path_params["case"])

    def listed(tx: Transaction) -> list[DocumentView]:
        load_for(tx, actor, case)
        return [seen(document) for document in documents.of_case(tx, case)]

    return answer(await console.store.read(listed))


async def get_document(console: Console, request: Request) -> Response:
    """Return a document's PDF, by its hash."""
    actor = await acting(console, request, *READERS)
    case, name = CaseId(request.path_params["case"]), request.path_params["sha256"]

    def found(tx: Transaction) -> Sha256 | None:
        load_for(tx, actor, case)
        document = find(tx, case, Sha256(name))
        return None if document is None else document.sha256

    return await pdf(console, await console.store.read(found))


async def pdf(console: Console, content: Sha256 | None, name: str = "document") -> Response:
    """Return a stored PDF, to be shown in the page. Raises Refused: not-found."""
    response = await stored(console, content, "application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


async def make_document(console: Console, request: Request, body: MakeDocument) -> Response:
    """Make a take-home sheet, or the application for a signature in ink; the same again while nothing changed."""
    actor = await acting(console, request, *_ASKERS)
    case = CaseId(request.path_params["case"])

    def draft(tx: Transaction) -> Draft | Document:
        dossier = load_for(tx, actor, case)
        desk = Drafting(dossier, console.public_url)
        made = desk.application() if body.kind == "application" else desk.take_home(dossier.row.session)
        if made is None:
            raise Refused(Code.NOT_ALLOWED)
        there = (one for one in documents.of_case(tx, case) if (one.kind, one.mark) == (made.kind, made.mark))
        return next(there, made)

    found = await console.store.read(draft)
    document = await make(console, found) if isinstance(found, Draft) else found
    if document is None:
        raise Refused(Code.BUSY)
    return answer(seen(document), 201)


async def revoke_document(console: Console, request: Request, body: RevokeDocument) -> Response:
    """Let a document hold no longer; its check page says so from now on."""
    actor = await acting(console, request, Role.OFFICIAL)
    case, name = CaseId(request.path_params["case"]), Sha256(request.path_params["sha256"])
    await console.store.write(partial(_revoke, actor=actor, case=case, name=name, reason=body.reason, console=console))
    return Response(status_code=204)


def _revoke(tx: Transaction, actor: Actor, case: CaseId, name: Sha256, reason: str, console: Console) -> None:
    load_for(tx, actor, case)
    document = find(tx, case, name)
    if document is None:
        raise Refused(Code.NOT_FOUND)
    if document.revoked_at is not None:
        return
    now = console.clock.now()
    documents.revoke(tx, document.token, reason, now)
    details: dict[str, str | int] = {"document": name, "kind": document.kind}
    entry = ledger.Entry(
        actor=actor.id, role=actor.role, action="document-revoked", subject=case, at=now, details=dict(details)
    )
    ledger.record(tx, (), entry)


async def get_check(console: Console, request: Request) -> Response:
    """Tell what a document's QR code leads to; anybody may ask who holds it."""
    document = await _by_token(console, request)
    revoked = await console.store.read(lambda tx: load(tx, document.case_id).case.revoked)
    result = document.kind in ("licence", "payment")
    return answer(
        CheckView(
            title=document.title,
            kind=document.kind,
            number=document.number,
            authority=document.authority,
            made_at=document.made_at,
            sha256=document.sha256,
            sealed=document.sealed,
            revoked_at=document.revoked_at,
            revoked_reason=document.revoked_reason or (revoked if result else None),
        )
    )


async def check_copy(console: Console, request: Request) -> Response:
    """Compare a file with the document of a check page: byte for byte, and by its seal. The file is not kept."""
    document = await _by_token(console, request)
    if console.uploads.locked():
        raise Refused(Code.BUSY)
    async with console.uploads:
        copy = await read_capped(request, MAX_COPY_BYTES, Code.IMAGE_TOO_LARGE)
        anchors = await console.seals.anchors()
        try:
            verdict = await console.workers.run(check_pdf, copy, anchors, timeout_seconds=CHECK_SECONDS)
        except WorkerFailed as error:
            raise Refused(Code.BUSY) from error
    same = await asyncio.to_thread(_sha256, copy) == document.sha256
    return answer(CopyView(same, verdict.sealed, verdict.intact, verdict.trusted, verdict.signer, verdict.signed_at))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


async def _by_token(console: Console, request: Request) -> Document:
    token = request.path_params["token"]
    document = await console.store.read(lambda tx: documents.by_token(tx, token))
    if document is None:
        raise Refused(Code.NOT_FOUND)
    return document


ENDPOINTS: tuple[Endpoint, ...] = (
    get("/api/cases/{case}/documents", list_documents, list[DocumentView], roles=READERS),
    post("/api/cases/{case}/documents", make_document, MakeDocument, DocumentView, roles=_ASKERS),
    get("/api/cases/{case}/documents/{sha256}.pdf", get_document, roles=READERS, query=_PAGE, sends="application/pdf"),
    post("/api/cases/{case}/documents/{sha256}/revoke", revoke_document, RevokeDocument, None, roles=(Role.OFFICIAL,)),
    get("/api/check/{token}", get_check, CheckView),
    put("/api/check/{token}", check_copy, CopyView, takes="application/pdf", roles=(), query=()),
)
