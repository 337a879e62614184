"""Lists of cases for the departments that accept and decide them, over the columns beside the acts."""

from collections.abc import Mapping
from datetime import date, datetime

import msgspec
from sqlalchemy import ColumnElement, Row, Select, false, func, or_, select

from agent_console.core.acts import AnyAct
from agent_console.core.backoffice import PAGE_SIZE, Filter, Standing
from agent_console.core.case import Case
from agent_console.core.permit import IN_SESSION
from agent_console.store import catalogue
from agent_console.store.tables import accounts, case_acts, cases
from signaling.core.access import Actor
from signaling.core.routing import prefix
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseState, Closing, Decision
from signaling.protocol.names import CaseId, ItemId, Role
from signaling.protocol.views import Text
from signaling.store.tables import sessions, tickets

_acts: msgspec.json.Decoder[AnyAct] = msgspec.json.Decoder(AnyAct)
_snapshots = msgspec.msgpack.Decoder(Case)
# NULL sorts differently in the two databases; a case without a due date comes last in both.
_PRESSING = (cases.c.due_on.is_(None), cases.c.due_on, cases.c.opened_at, cases.c.id)


class Listed(msgspec.Struct, frozen=True):
    """One row of the list; nothing personal but a masked ID number."""

    id: CaseId
    number: str | None
    state: CaseState
    stage_since: datetime | None
    item: ItemId
    item_version: int
    item_name: Text
    department: str
    home: str
    deciding: str
    service_type: int
    resident: str
    due_on: date | None
    warning: int
    decision: Decision | None
    closing: Closing | None
    official: str
    owner: str | None
    owner_name: Text | None
    accepted_at: datetime | None
    parent: CaseId | None
    version: int
    urged: bool


class Done(msgspec.Struct, frozen=True):
    """One act of a case: what was done, by whom."""

    at: datetime
    act: AnyAct
    role: Role
    actor: str
    name: Text | None


def listed(tx: Transaction, actor: Actor, wanted: Filter, today: date) -> tuple[list[Listed], int]:
    """Return one page of the list, the most pressing first, and how many rows there are in all."""
    which = _chosen(actor, wanted, today)
    count = tx.execute(select(func.count()).select_from(cases).where(which)).scalar_one()
    rows = tx.execute(
        _columns().where(which).order_by(*_PRESSING).limit(PAGE_SIZE).offset((wanted.page - 1) * PAGE_SIZE)
    ).all()
    return [_listed(tx, row) for row in rows], int(count)


def after(tx: Transaction, actor: Actor, wanted: Filter, today: date, last: CaseId | None, most: int) -> list[Listed]:
    """
    Return the next rows of all that the filter finds, in the order of their ids.

    By id, not by page: what changes between two reads makes no row come twice, or never.
    """
    which = _chosen(actor, wanted, today)
    if last is not None:
        which &= cases.c.id > last
    return [_listed(tx, row) for row in tx.execute(_columns().where(which).order_by(cases.c.id).limit(most))]


def counts(tx: Transaction, actor: Actor, wanted: Filter, today: date) -> Mapping[str, int]:
    """Return how many cases stand in each stage, whichever stage is chosen."""
    which = _which(actor, msgspec.structs.replace(wanted, closed=True), today)
    rows = tx.execute(select(cases.c.state, func.count().label("n")).where(which).group_by(cases.c.state))
    return {row.state: row.n for row in rows}


def get_acts(tx: Transaction, case: CaseId) -> list[Done]:
    """Return what was done to a case, oldest first."""
    rows = tx.execute(
        select(case_acts.c.at, case_acts.c.body, case_acts.c.role, case_acts.c.actor, accounts.c.name)
        .outerjoin(accounts, accounts.c.id == case_acts.c.actor)
        .where(case_acts.c.case_id == case)
        .order_by(case_acts.c.seq)
    )
    return [Done(row.at, _acts.decode(row.body), Role(row.role), row.actor, row.name) for row in rows]


def _chosen(actor: Actor, wanted: Filter, today: date) -> ColumnElement[bool]:
    which = _which(actor, wanted, today)
    return which if wanted.state is None else which & (cases.c.state == wanted.state.value)


def _which(actor: Actor, wanted: Filter, today: date) -> ColumnElement[bool]:
    which = _scope(actor)
    if not wanted.closed and wanted.state is not CaseState.CLOSED:
        which &= cases.c.state != CaseState.CLOSED.value
    if wanted.department:
        which &= cases.c.department == wanted.department
    if wanted.mine:
        which &= or_(cases.c.official == actor.id, cases.c.owner == actor.id)
    if wanted.search:
        word = wanted.search.strip()
        which &= cases.c.number.startswith(word, autoescape=True) | cases.c.number.endswith(word, autoescape=True)
    if wanted.standing is not None:
        which &= _stands(wanted.standing, today)
    return which


def _scope(actor: Actor) -> ColumnElement[bool]:
    """Return what an official's departments accept or decide, once its session is over or it was accepted."""
    if actor.role not in (Role.OFFICIAL, Role.SUPERVISOR):
        return false()
    begins = prefix(actor.division)
    places = (cases.c.division, cases.c.home, cases.c.deciding)
    inside = or_(*(place.startswith(begins, autoescape=True) for place in places))
    over = select(sessions.c.id).where(sessions.c.id == cases.c.session, sessions.c.ended_at.is_not(None)).exists()
    reached = over | cases.c.state.not_in([state.value for state in IN_SESSION])
    if actor.role is Role.SUPERVISOR and not actor.departments:
        return inside & reached
    return inside & reached & cases.c.department.in_(actor.departments)


def _stands(standing: Standing, today: date) -> ColumnElement[bool]:
    running = cases.c.state.in_(("accepted", "reviewed")) & cases.c.due_on.is_not(None)
    early = running & (cases.c.due_on > today)
    match standing:
        case Standing.NONE:
            return ~running
        case Standing.ON_TIME:
            return early & (cases.c.warning < 50)
        case Standing.HALF:
            return early & (cases.c.warning == 50)
        case Standing.SOON:
            return early & (cases.c.warning >= 80)
        case Standing.DUE:
            return running & (cases.c.due_on == today)
        case Standing.OVERDUE:
            return running & (cases.c.due_on < today)


def _columns() -> Select[tuple[object, ...]]:
    return (
        select(
            cases.c.id,
            cases.c.number,
            cases.c.state,
            cases.c.stage_since,
            cases.c.item,
            cases.c.item_version,
            tickets.c.item.label("ticket_item"),
            tickets.c.item_name,
            cases.c.department,
            cases.c.division,
            cases.c.home,
            cases.c.deciding,
            cases.c.service_type,
            cases.c.resident,
            cases.c.due_on,
            cases.c.warning,
            cases.c.decision,
            cases.c.closing,
            cases.c.official,
            cases.c.owner,
            accounts.c.name.label("owner_name"),
            cases.c.accepted_at,
            cases.c.parent,
            cases.c.snapshot,
        )
        .join_from(cases, tickets, tickets.c.id == cases.c.ticket)
        .outerjoin(accounts, accounts.c.id == cases.c.owner)
    )


def _listed(tx: Transaction, row: Row[tuple[object, ...]]) -> Listed:
    case = _snapshots.decode(row.snapshot) if row.snapshot else Case()
    name = row.item_name
    if row.ticket_item != row.item:  # A child: the ticket names its parent's matter.
        content = catalogue.get_version(tx, ItemId(row.item), row.item_version)
        name = content.name if content else name
    return Listed(
        id=row.id,
        number=row.number,
        state=CaseState(row.state),
        stage_since=row.stage_since,
        item=row.item,
        item_version=row.item_version,
        item_name=name,
        department=row.department,
        home=row.home or row.division,
        deciding=row.deciding or row.division,
        service_type=row.service_type or 1,
        resident=row.resident,
        due_on=row.due_on,
        warning=row.warning,
        decision=row.decision,
        closing=row.closing,
        official=row.official,
        owner=row.owner,
        owner_name=row.owner_name,
        accepted_at=row.accepted_at,
        parent=row.parent,
        version=case.version,
        urged=any(urge.answered_at is None for urge in case.urges),
    )
