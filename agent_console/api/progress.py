"""What a notice's QR code leads to; nothing personal."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.documents import Journey, MissingLine, PartView, PublicDocument, StageView
from agent_console.api.documents import pdf
from agent_console.api.routing import Endpoint, answer, get
from agent_console.console import Console
from agent_console.core import acts
from agent_console.services.documents import find
from agent_console.services.dossier import Dossier, load
from agent_console.store import documents, parcels
from agent_console.store.documents import Document, Done
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Sha256

# Whoever finds the paper finds the link: what holds a resident's answers is handed out at the window only.
PUBLIC_KINDS = frozenset({"notice", "correction", "refusal", "take-home"})
_STAGES: tuple[tuple[str, type[acts.Act]], ...] = (
    ("accepted", acts.Accepted),
    ("reviewed", acts.Reviewed),
    ("decided", acts.Decided),
    ("issued", acts.ResultIssued),
    ("sent", acts.Dispatched),
    ("delivered", acts.Delivered),
)


async def get_progress(console: Console, request: Request) -> Response:
    """Tell how a case stands, to whoever holds its receipt or one of its notices."""
    return answer(await console.store.read(partial(_journey, token=request.path_params["token"])))


async def get_public_document(console: Console, request: Request) -> Response:
    """Return a document without personal answers, to whoever holds the receipt."""
    token, name = request.path_params["token"], Sha256(request.path_params["sha256"])

    def found(tx: Transaction) -> Sha256 | None:
        document = find(tx, _case_of(tx, token), name)
        return document.sha256 if document is not None and document.kind in PUBLIC_KINDS else None

    return await pdf(console, await console.store.read(found))


def _case_of(tx: Transaction, token: str) -> CaseId:
    case = documents.case_by_link(tx, token)
    if case is None:
        raise Refused(Code.NOT_FOUND)
    return case


def _journey(tx: Transaction, token: str) -> Journey:
    dossier = load(tx, _case_of(tx, token))
    case, done = dossier.case, documents.acts_of(tx, dossier.row.id)
    parcel = parcels.get(tx, dossier.row.id)
    told = case.correction
    return Journey(
        number=case.number,
        language=dossier.row.language,
        item_name=dossier.item.name,
        department_name=dossier.item.department_name,
        state=case.state,
        accepted_at=case.accepted_at,
        due_on=dossier.due_on.isoformat() if dossier.due_on else None,
        paused=case.paused() is not None,
        decision=case.decision,
        closing=case.closing,
        reason=case.reason,
        stages=_stages(done),
        missing=_missing(dossier),
        missing_until=told.due.isoformat()
        if told
        else min((d.isoformat() for d in case.supplies.values()), default=None),
        parts=tuple(
            PartView(part.name, part.department, part.state, part.decision, part.closing, part.reason)
            for part in case.children
        ),
        tracking=case.tracking or (parcel.number if parcel else None),
        steps=parcel.steps if parcel else (),
        documents=tuple(
            _public(document) for document in documents.of_case(tx, dossier.row.id) if document.kind in PUBLIC_KINDS
        ),
    )


def _stages(done: list[Done]) -> tuple[StageView, ...]:
    """Return every step with the time of its last happening."""
    return tuple(
        StageView(stage=stage, at=next((one.at for one in reversed(done) if isinstance(one.act, act)), None))
        for stage, act in _STAGES
    )


def _missing(dossier: Dossier) -> tuple[MissingLine, ...]:
    """Return what was asked for and did not come yet."""
    names = {material.code: material.name for material in dossier.item.materials} | dossier.item.labels
    told = dossier.case.correction
    asked = [(one.code, one.reason) for one in told.missing] if told else []
    asked += [(code, "") for code in dossier.case.supplies]
    return tuple(MissingLine(names[code], reason) for code, reason in asked if code in names)


def _public(document: Document) -> PublicDocument:
    return PublicDocument(title=document.title, sha256=document.sha256, check=f"/check/{document.token}")


ENDPOINTS: tuple[Endpoint, ...] = (
    get("/api/progress/{token}", get_progress, Journey),
    get("/api/progress/{token}/documents/{sha256}.pdf", get_public_document, sends="application/pdf"),
)
