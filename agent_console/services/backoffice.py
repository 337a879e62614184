"""The back office's list, and doing one thing to several cases."""

from datetime import date, datetime

from agent_console.api.bodies.backoffice import BulkAction, CaseAct, CaseBrief, CaseList, Chosen, DoneToOne, DoToSeveral
from agent_console.api.schemas import AnswerUrge, AnyCaseCommand, Decide, Review, UrgeCase
from agent_console.core.backoffice import PAGE_SIZE, Filter, standing
from agent_console.core.hindrances import hindrance
from agent_console.core.permit import may
from agent_console.services import commands
from agent_console.services.assigning import assign, may_assign
from agent_console.services.dossier import load, load_for
from agent_console.store import backoffice
from agent_console.store.backoffice import Listed
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseAction, CaseState
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId

_IN_BULK: dict[CaseAction, BulkAction] = {
    CaseAction.REVIEW: "review",
    CaseAction.DECIDE: "decide",
    CaseAction.ANSWER_URGE: "answer-urge",
    CaseAction.URGE: "urge",
}


def make_list(tx: Transaction, actor: Actor, wanted: Filter, today: date) -> CaseList:
    """Return one page of the cases that the actor's departments accept and decide."""
    rows, total = backoffice.listed(tx, actor, wanted, today)
    counts = backoffice.counts(tx, actor, wanted, today)
    return CaseList(
        cases=tuple(_brief(row, _bulk(tx, actor, row), today) for row in rows),
        total=total,
        page=wanted.page,
        page_size=PAGE_SIZE,
        counts={state: counts[state.value] for state in CaseState if state.value in counts},
        departments=tuple(sorted(actor.departments)),
    )


def history(tx: Transaction, actor: Actor, case: CaseId) -> tuple[CaseAct, ...]:
    """
    Return what was done to a case.

    Raises:
        Refused: not-found.
    """
    load_for(tx, actor, case)
    return tuple(
        CaseAct(done.at, str(type(done.act).__struct_config__.tag), done.role, done.name)
        for done in backoffice.get_acts(tx, case)
    )


def do_to_one(tx: Transaction, actor: Actor, asked: DoToSeveral, chosen: Chosen, key: str, at: datetime) -> DoneToOne:
    """
    Do a bulk action's thing to one case, as if it had been asked for alone.

    Raises:
        Refused: As the command does; what it had written is undone.
    """
    if asked.action == "assign":
        return DoneToOne(chosen.case, assign(tx, actor, chosen.case, asked.owner, at), None)
    request = commands.Request(actor, chosen.case, _command(asked, chosen.version), key, at)
    seen = commands.carry_out(tx, request)
    return DoneToOne(chosen.case, seen.number, None)


def _command(asked: DoToSeveral, version: int) -> AnyCaseCommand:
    match asked.action:
        case "review":
            return Review(version, asked.decision, asked.text)
        case "decide":
            return Decide(version, asked.decision, asked.text, asked.ground)
        case "urge":
            return UrgeCase(version, asked.text)
        case "answer-urge":
            if not asked.text.strip():
                raise Refused(Code.TEXT_INVALID)
            return AnswerUrge(version, asked.text)
        case "assign":
            raise Refused(Code.NOT_ALLOWED)  # No command of a case: `do_to_one` names the owner.


def _bulk(tx: Transaction, actor: Actor, row: Listed) -> tuple[BulkAction, ...]:
    """Return what the reader may do to a case from the list, by the same table and checks as to it alone."""
    dossier = load(tx, row.id)
    who, case = dossier.parties(actor), dossier.case
    found = [
        name
        for action, name in _IN_BULK.items()
        if may(who, action, case.state) and hindrance(action, case, dossier.item, actor.id) is None
    ]
    return (*found, "assign") if may_assign(dossier, actor) else tuple(found)


def _brief(row: Listed, bulk: tuple[BulkAction, ...], today: date) -> CaseBrief:
    return CaseBrief(
        id=row.id,
        version=row.version,
        number=row.number,
        state=row.state,
        stage_since=row.stage_since,
        item_name=row.item_name,
        department=row.department,
        home=row.home,
        deciding=row.deciding,
        service_type=row.service_type,
        resident=row.resident,
        accepted_at=row.accepted_at,
        due_on=row.due_on.isoformat() if row.due_on else None,
        standing=standing(row.state, row.due_on, row.warning, today),
        decision=row.decision,
        closing=row.closing,
        official=row.official,
        owner=row.owner,
        owner_name=row.owner_name,
        urged=row.urged,
        child=row.parent is not None,
        may=bulk,
    )
