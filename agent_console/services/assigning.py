"""Whose work a case is: named by a colleague or a supervisor, on record."""

from datetime import datetime

from agent_console.core.permit import Party
from agent_console.core.permit import parties as parties_of
from agent_console.services.dossier import Dossier, load_to_change, may_read
from agent_console.store import accounts, cases
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseState
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Role
from signaling.store import ledger

_SIDES = frozenset({Party.ACCEPTING, Party.DECIDING})


def may_assign(dossier: Dossier, actor: Actor) -> bool:
    """Tell whether the reader says who works on this case: those who do, and supervisors, until it is over."""
    who = dossier.parties(actor)
    return dossier.case.state is not CaseState.CLOSED and not who.isdisjoint(_SIDES | {Party.SUPERVISOR})


def assign(tx: Transaction, actor: Actor, case: CaseId, owner: str, at: datetime) -> str | None:
    """
    Name who works on a case; return its number. Named twice, the second time changes nothing.

    Raises:
        Refused: not-found, not-allowed, owner-unfit.
    """
    dossier = load_to_change(tx, case)
    if not may_read(dossier, actor):
        raise Refused(Code.NOT_FOUND)
    if not may_assign(dossier, actor):
        raise Refused(Code.NOT_ALLOWED)
    account = accounts.get_account(tx, owner)
    if account is None or _SIDES.isdisjoint(parties_of(account.actor(), dossier.handling)):
        raise Refused(Code.OWNER_UNFIT)
    before = cases.owner_of(tx, case)
    if before != owner:
        cases.set_owner(tx, case, owner)
        entry = ledger.Entry(
            actor=actor.id,
            role=Role(actor.role),
            action="case-assigned",
            subject=case,
            at=at,
            details={"owner": owner, "before": before or ""},
        )
        ledger.record(tx, (), entry)
    return dossier.case.number
