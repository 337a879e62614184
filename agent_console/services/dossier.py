"""
A case loaded for one transaction: who takes part, the item's version, the state so far; and the one way to add to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select

from agent_console.core.acts import AnyAct
from agent_console.core.case import Case
from agent_console.core.catalogue import Item
from agent_console.core.folding import apply
from agent_console.core.view import Place, masked, view
from agent_console.store import cases, catalogue
from agent_console.store.cases import CaseRow
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.core.routing import covers
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.messages import CaseChanged
from signaling.protocol.names import CaseId, Role, StreamName
from signaling.protocol.views import CaseEvent, CaseView
from signaling.store import ledger
from signaling.store.tables import sessions, tickets

# Whoever takes part reads a case in full; who watches reads it masked.
PARTICIPANTS = frozenset({Role.WINDOW.value, Role.OFFICIAL.value})
WATCHERS = frozenset({Role.SUPERVISOR.value})


def stream(case: CaseId) -> StreamName:
    """Return the name of a case's stream."""
    return StreamName(f"case/{case}")


@dataclass
class Dossier:
    """One case in one transaction. `case` moves on with each act that is added."""

    tx: Transaction
    row: CaseRow
    item: Item
    case: Case

    def view(self, role: Role) -> CaseView:
        """Return the case as this role may see it."""
        full = view(Place(self.row.id, self.row.session, self.row.item, self.row.item_version), self.item, self.case)
        return full if role.value in PARTICIPANTS else masked(full, self.item)

    def note(self, act: AnyAct, *, actor: str, role: Role, at: datetime) -> None:
        """Add an act that nobody needs to be told of."""
        cases.append(self.tx, self.row.id, act, actor=actor, role=role, at=at)
        self.case = apply(self.case, act, at, actor)

    def add(
        self,
        act: AnyAct,
        event: CaseEvent,
        *,
        actor: str,
        role: Role,
        at: datetime,
        extra: Sequence[ledger.Draft] = (),
    ) -> int:
        """
        Add an act, its facts and its audit entry; return the offset of the participants' fact.

        `extra` are facts of other streams that the same act caused.
        """
        self.note(act, actor=actor, role=role, at=at)
        name = stream(self.row.id)
        drafts = [
            ledger.Draft(name, CaseChanged(name, 0, at, event, role, self.view(reader)), audience)
            for reader, audience in ((Role.OFFICIAL, PARTICIPANTS), (Role.SUPERVISOR, WATCHERS))
        ]
        entry = ledger.Entry(
            actor=actor,
            role=role,
            action=f"case-{event}",
            subject=self.row.id,
            at=at,
            details={"version": self.case.version, "state": self.case.state.value},
        )
        return ledger.record(self.tx, [*drafts, *extra], entry)[0].offset


def load(tx: Transaction, case: CaseId) -> Dossier:
    """
    Return a case to read.

    Raises:
        Refused: not-found.
    """
    row = cases.get_row(tx, case)
    if row is None:
        raise Refused(Code.NOT_FOUND)
    item = catalogue.get_version(tx, row.item, row.item_version)
    if item is None:
        raise LookupError(f"case {case} was opened with an unknown version of {row.item}")
    return Dossier(tx, row, item, cases.get_case(tx, case))


def load_to_change(tx: Transaction, case: CaseId) -> Dossier:
    """Return a case to add to: nobody else adds to it before this transaction ends. Raises as `load` does."""
    cases.lock(tx, case)
    return load(tx, case)


def may_read(tx: Transaction, actor: Actor, row: CaseRow) -> bool:
    """
    Tell whether the actor takes part in the case, or supervises its region.

    A window's screen serves one resident after another: it reads a case until the next number is taken there.
    """
    match actor.role:
        case Role.OFFICIAL:
            return row.official == actor.id
        case Role.SUPERVISOR:
            return covers(actor.division, row.division) and (
                not actor.departments or row.department in actor.departments
            )
        case Role.WINDOW:
            return row.window == actor.id and not _later_ticket(tx, row)
        case Role.CLERK | Role.OPERATOR:
            return False


def load_for(tx: Transaction, actor: Actor, case: CaseId) -> Dossier:
    """
    Return a case that the actor may read.

    Raises:
        Refused: not-found, also where there is one that is none of the actor's business.
    """
    dossier = load(tx, case)
    if not may_read(tx, actor, dossier.row):
        raise Refused(Code.NOT_FOUND)
    return dossier


def check_session_runs(dossier: Dossier) -> None:
    """
    Refuse to change a case whose session is over.

    Raises:
        Refused: session-ended.
    """
    ended = dossier.tx.execute(select(sessions.c.ended_at).where(sessions.c.id == dossier.row.session)).scalar()
    if ended is not None:
        raise Refused(Code.SESSION_ENDED)


def _later_ticket(tx: Transaction, row: CaseRow) -> bool:
    mine = (
        select(tickets.c.taken_at)
        .join(sessions, sessions.c.ticket == tickets.c.id)
        .where(sessions.c.id == row.session)
        .scalar_subquery()
    )
    return bool(
        tx.execute(select(exists().where(tickets.c.window == row.window, tickets.c.taken_at > mine))).scalar_one()
    )
