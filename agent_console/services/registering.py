"""The commands of the session: form, pages, notes told, presentation, signature, acceptance."""

import secrets
from datetime import datetime

from agent_console.api.schemas import (
    Accept,
    AcceptPage,
    Check,
    Confirm,
    Present,
    ReturnPage,
    SaveForm,
    TakeBack,
    TellNote,
)
from agent_console.core import acts
from agent_console.core.acts import AnyAct
from agent_console.core.checklist import checklist
from agent_console.core.clock import case_day, local_day
from agent_console.core.form import check_draft, faulty_fields, kept
from agent_console.core.origins import is_origin
from agent_console.core.summary import missing_materials, summarise, summary_hash
from agent_console.services.dossier import Dossier
from agent_console.services.request import Request
from agent_console.services.signing import check_recorded
from agent_console.services.transfers import transfer_all
from agent_console.store import cases
from signaling.core.refusal import Refused
from signaling.protocol.codes import Code

Act = AnyAct
Command = SaveForm | AcceptPage | ReturnPage | Present | TakeBack | Confirm | Accept | TellNote | Check


def decide(dossier: Dossier, command: Command, request: Request) -> AnyAct:
    """
    Return the act that a command becomes.

    Raises:
        Refused: What the command names is not there, or something is missing.
    """
    match command:
        case SaveForm():
            check_draft(dossier.item.form, command.values)
            if not all(map(is_origin, command.origins.values())):
                raise Refused(Code.BAD_REQUEST, problem="no such origin")
            return acts.FormSaved(kept(dossier.item.form, command.values), command.origins)
        case AcceptPage() | ReturnPage():
            return _judge_page(dossier, command)
        case Present():
            return _present(dossier, request.at)
        case TakeBack():
            return acts.TakenBack()
        case Confirm():
            check_recorded(dossier, command.summary_hash)
            return acts.Confirmed(command.summary_hash)
        case Accept():
            check_materials(dossier)
            return acceptance(dossier, request.at)
        case TellNote():
            if command.index >= len(dossier.item.to_tell):
                raise Refused(Code.NOTE_UNKNOWN)
            return acts.NoteTold(command.index, request.actor.role)
        case Check():
            return acts.Checked()


def _judge_page(dossier: Dossier, command: AcceptPage | ReturnPage) -> AnyAct:
    page = dossier.case.page(command.page)
    if page is None:
        raise Refused(Code.PAGE_UNKNOWN)
    if isinstance(command, ReturnPage):
        return acts.PageReturned(command.page, command.reason)
    if command.material not in {material.code for material in checklist(dossier.item, dossier.case.values)}:
        raise Refused(Code.MATERIAL_UNKNOWN)
    if page.flat is None:
        raise Refused(Code.PAGE_UNREADABLE, state=page.state.value)
    return acts.PageAccepted(command.page, command.material)


def _present(dossier: Dossier, at: datetime) -> AnyAct:
    faulty = faulty_fields(dossier.item.form, dossier.case.values, local_day(at))
    if faulty:
        raise Refused(Code.FORM_INVALID, field=faulty[0], count=len(faulty))
    check_materials(dossier)
    lines = summarise(dossier.item, dossier.case, dossier.row.language)
    bound = summary_hash(dossier.row.id, dossier.item, dossier.row.item_version, dossier.case, lines)
    return acts.Presented(lines, bound)


def acceptance(dossier: Dossier, at: datetime, since: datetime | None = None) -> acts.Accepted:
    """Return the act that accepts a case under the deciding division's next number of the day, and make it findable."""
    division, day = dossier.handling.deciding, case_day(at)
    serial = cases.next_serial(dossier.tx, division, day)
    number = f"{division}-{day}-{serial:05d}"
    token = secrets.token_urlsafe(18)
    cases.note_acceptance(dossier.tx, dossier.row.id, number, token)
    transfer_all(dossier, at)
    return acts.Accepted(number, token, since)


def check_materials(dossier: Dossier) -> None:
    """
    Refuse to go on without a required material.

    Raises:
        Refused: materials-missing.
    """
    absent = missing_materials(dossier.item, dossier.case)
    if absent:
        raise Refused(Code.MATERIALS_MISSING, material=absent[0], count=len(absent))
