"""
The case's commands: each checks, then adds acts. One function per command; `carry_out` is the way in.

What concerns bytes (the signature's picture, the page's image) is on disk before: a command touches the database only.
"""

import secrets
from datetime import datetime

import msgspec

from agent_console.api.schemas import (
    Accept,
    AcceptPage,
    AnyCaseCommand,
    Confirm,
    Present,
    ReturnPage,
    SaveForm,
    Sign,
    TakeBack,
)
from agent_console.core import acts
from agent_console.core.deadline import case_day
from agent_console.core.form import check_draft, faulty_fields
from agent_console.core.permit import may
from agent_console.core.summary import missing_materials, summarise, summary_hash
from agent_console.services.dossier import Dossier, check_session_runs, load, may_read
from agent_console.store import cases
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Sha256
from signaling.protocol.views import CaseAction, CaseEvent, CaseView
from signaling.store import ledger


class Request(msgspec.Struct, frozen=True):
    """One command on its way. `signature` is the hash of the stored picture, of a sign command only."""

    actor: Actor
    case: CaseId
    command: AnyCaseCommand
    key: str
    at: datetime
    signature: Sha256 | None = None


def carry_out(tx: Transaction, request: Request) -> CaseView:
    """
    Do what a command asks, once: repeated under its key, it gets the first outcome.

    Raises:
        Refused: not-found, key-reused, session-ended, not-allowed, version-stale, or what the command itself checks.
    """
    ref = f"case/{request.key}"
    digest = ledger.digest(request.case.encode() + b"\0" + msgspec.json.encode(request.command))
    # Before looking for a first outcome: of two clicks at once, the second waits here until the first has one.
    cases.lock(tx, request.case)
    first = ledger.outcome(tx, request.actor.id, ref, digest)
    if first is not None:
        return msgspec.json.decode(first, type=CaseView)
    dossier = load(tx, request.case)
    if not may_read(tx, request.actor, dossier.row):
        raise Refused(Code.NOT_FOUND)
    if not may(request.actor.role, CaseAction(str(type(request.command).__struct_config__.tag)), dossier.case):
        # A page that shows an older version offers what was allowed then: told so, it shows the newer one.
        stale = request.command.version != dossier.case.version
        raise Refused(Code.VERSION_STALE if stale else Code.NOT_ALLOWED)
    check_session_runs(dossier)
    if request.command.version != dossier.case.version:
        raise Refused(Code.VERSION_STALE, version=dossier.case.version)
    act, event = _decide(dossier, request)
    dossier.add(act, event, actor=request.actor.id, role=request.actor.role, at=request.at)
    seen = dossier.view(request.actor.role)
    ledger.remember(tx, request.actor.id, ref, digest, msgspec.json.encode(seen))
    return seen


def _decide(dossier: Dossier, request: Request) -> tuple[acts.AnyAct, CaseEvent]:
    match request.command:
        case SaveForm():
            return _save_form(dossier, request.command)
        case AcceptPage() | ReturnPage():
            return _judge_page(dossier, request.command)
        case Present():
            return _present(dossier)
        case TakeBack():
            return acts.TakenBack(), "taken-back"
        case Sign() | Confirm():
            return _sign_or_confirm(dossier, request)
        case Accept():
            return _accept(dossier, request.at)
        case _:
            raise Refused(Code.NOT_ALLOWED)


def _save_form(dossier: Dossier, command: SaveForm) -> tuple[acts.AnyAct, CaseEvent]:
    check_draft(dossier.item.form, command.values)
    return acts.FormSaved(command.values), "form-saved"


def _judge_page(dossier: Dossier, command: AcceptPage | ReturnPage) -> tuple[acts.AnyAct, CaseEvent]:
    page = dossier.case.page(command.page)
    if page is None:
        raise Refused(Code.PAGE_UNKNOWN)
    if isinstance(command, ReturnPage):
        return acts.PageReturned(command.page, command.reason), "page-returned"
    if command.material not in {material.code for material in dossier.item.materials}:
        raise Refused(Code.MATERIAL_UNKNOWN)
    if page.flat is None:
        raise Refused(Code.PAGE_UNREADABLE, state=page.state.value)
    return acts.PageAccepted(command.page, command.material), "page-accepted"


def _present(dossier: Dossier) -> tuple[acts.AnyAct, CaseEvent]:
    faulty = faulty_fields(dossier.item.form, dossier.case.values)
    if faulty:
        raise Refused(Code.FORM_INVALID, field=faulty[0], count=len(faulty))
    _check_materials(dossier)
    lines = summarise(dossier.item, dossier.case, dossier.row.language)
    bound = summary_hash(dossier.row.id, dossier.item, dossier.row.item_version, dossier.case, lines)
    return acts.Presented(lines, bound), "presented"


def _sign_or_confirm(dossier: Dossier, request: Request) -> tuple[acts.AnyAct, CaseEvent]:
    command = request.command
    assert isinstance(command, Sign | Confirm)
    if not dossier.case.recorded:
        raise Refused(Code.NOT_RECORDED)
    if command.summary_hash != dossier.case.summary_hash:
        raise Refused(Code.HASH_MISMATCH)
    if isinstance(command, Confirm):
        return acts.Confirmed(command.summary_hash), "confirmed"
    assert request.signature is not None
    return acts.Signed(command.summary_hash, request.signature), "signed"


def _accept(dossier: Dossier, at: datetime) -> tuple[acts.AnyAct, CaseEvent]:
    _check_materials(dossier)
    day = case_day(at)
    serial = cases.next_serial(dossier.tx, dossier.row.division, day)
    number = f"{dossier.row.division}-{day}-{serial:05d}"
    token = secrets.token_urlsafe(18)
    cases.note_acceptance(dossier.tx, dossier.row.id, number, token, at)
    return acts.Accepted(number, token), "accepted"


def _check_materials(dossier: Dossier) -> None:
    absent = missing_materials(dossier.item, dossier.case)
    if absent:
        raise Refused(Code.MATERIALS_MISSING, material=absent[0], count=len(absent))
