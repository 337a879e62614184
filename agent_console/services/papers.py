"""Materials beside the scan: originals, reuse, 容缺受理, 告知承诺, and what is supplied later."""

from agent_console.api.schemas import (
    CheckPromise,
    PromiseMaterial,
    ReuseMaterial,
    SeeOriginal,
    SettleOriginal,
    Supply,
    WaiveSupply,
)
from agent_console.core import acts
from agent_console.core.acts import AnyAct
from agent_console.core.catalogue import Material
from agent_console.core.checklist import checklist
from agent_console.core.clock import local_day
from agent_console.core.custody import Page
from agent_console.core.form import check_draft, faulty_fields, properties
from agent_console.services.dossier import Dossier
from agent_console.services.holders import check_not_barred, note_broken
from agent_console.services.request import Request
from agent_console.services.reuse import reused
from agent_console.services.transfers import transfer
from agent_console.store import calendars
from agent_console.store.materials import forget_index
from signaling.core.refusal import Refused
from signaling.protocol.codes import Code

Command = SeeOriginal | ReuseMaterial | WaiveSupply | PromiseMaterial | CheckPromise | Supply | SettleOriginal


def decide(dossier: Dossier, command: Command, request: Request) -> AnyAct:
    """
    Return the act that a command becomes.

    Raises:
        Refused: material-unknown, not-waivable, not-promisable, not-reusable, promise-unknown, page-unknown,
            page-unreadable, form-invalid.
    """
    if isinstance(command, Supply):
        return _supplied(dossier, command, request)
    material = _material(dossier, command.material)
    match command:
        case SeeOriginal():
            return acts.OriginalSeen(material.code)
        case SettleOriginal():
            return acts.OriginalSettled(material.code, command.where)
        case ReuseMaterial():
            return acts.MaterialReused(material.code, command.source, reused(dossier, material, command, request))
        case WaiveSupply():
            if not material.supply_days or dossier.case.stands_for(material.code):
                raise Refused(Code.NOT_WAIVABLE)
            calendar = calendars.get(dossier.tx, dossier.handling.deciding)
            return acts.SupplyWaived(material.code, calendar.after(local_day(request.at), material.supply_days))
        case PromiseMaterial():
            if not material.promise or dossier.case.stands_for(material.code):
                raise Refused(Code.NOT_PROMISABLE)
            check_not_barred(dossier, request.holder_key, request.at)
            return acts.PromiseGiven(material.code)
        case CheckPromise():
            return _promise_checked(dossier, command, request)


def _material(dossier: Dossier, code: str) -> Material:
    for material in checklist(dossier.item, dossier.case.values):
        if material.code == code:
            return material
    raise Refused(Code.MATERIAL_UNKNOWN)


def _promise_checked(dossier: Dossier, command: CheckPromise, request: Request) -> AnyAct:
    if dossier.case.promises.get(command.material) != "given":
        raise Refused(Code.PROMISE_UNKNOWN)
    if not command.kept and not command.reason:
        raise Refused(Code.GROUND_MISSING)
    if not command.kept:
        note_broken(dossier, request.holder_key, command.material, command.reason, request.at)
    return acts.PromiseChecked(command.material, command.kept, command.reason)


def _supplied(dossier: Dossier, command: Supply, request: Request) -> AnyAct:
    case = dossier.case
    asked = case.correction is not None and any(line.code == command.material for line in case.correction.missing)
    if not asked and command.material not in case.supplies:
        raise Refused(Code.MATERIAL_UNKNOWN)
    _check_answer(dossier, command, request)
    for hash_ in command.pages:
        page = case.page(hash_)
        if page is None:
            raise Refused(Code.PAGE_UNKNOWN)
        if page.flat is None:
            raise Refused(Code.PAGE_UNREADABLE, state=page.state.value)
    forget_index(dossier.tx, dossier.row.id)
    if command.material in case.supplies and command.pages:
        transfer(dossier, [Page(command.material, command.pages)], request.at)
    return acts.Supplied(command.material, command.pages, command.value)


def _check_answer(dossier: Dossier, command: Supply, request: Request) -> None:
    """Refuse a field's page without its answer, an answer that the form does not take, and one for a paper."""
    form, field = dossier.item.form, command.material
    if field not in properties(form):
        if command.value is not None:
            raise Refused(Code.MATERIAL_UNKNOWN)
        return
    values = {**dossier.case.values, field: command.value or ""}
    check_draft(form, values)
    if command.value in (None, "") or field in faulty_fields(form, values, local_day(request.at)):
        raise Refused(Code.FORM_INVALID, field=field, count=1)
