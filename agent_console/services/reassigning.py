"""Handing a consultation, a complaint or an order over to somebody else, with the reason on record."""

from datetime import datetime

import msgspec
from msgspec.structs import replace
from sqlalchemy import select

from agent_console.api.bodies.choices import Assignee
from agent_console.api.bodies.inquiries import HandedOver, InquiryOwners
from agent_console.core import inquiry as core
from agent_console.core.inquiry import InquiryKind, InquiryState
from agent_console.services.inquiries import may_answer, readable
from agent_console.store import accounts, inquiries
from agent_console.store.accounts import Account
from agent_console.store.inquiries import Inquiry
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.core.routing import covers
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import Role
from signaling.protocol.views import Text
from signaling.store import ledger
from signaling.store.tables import audit, sessions


class _Handover(msgspec.Struct, frozen=True):
    """The audit entry's details."""

    before: str
    owner: str
    reason: str


_details = msgspec.json.Decoder(_Handover)


def may_reassign(actor: Actor, inquiry: Inquiry) -> bool:
    """Tell whether the reader may hand it over: its owner and supervisors, while an answer is owed."""
    return may_answer(actor, inquiry) and (actor.id == inquiry.owner or actor.role is Role.SUPERVISOR)


def candidates(tx: Transaction, inquiry: Inquiry) -> list[Account]:
    """
    Return who may take it over: officials of the department and supervisors, of this division or one above it.

    Nobody answers a complaint about themselves, and the answer to an appeal is the supervisor's.
    """
    found = accounts.of_role(tx, Role.SUPERVISOR)
    if inquiry.state is not InquiryState.APPEALED:
        found = [*accounts.of_role(tx, Role.OFFICIAL), *found]
    concerned = _concerned(tx, inquiry)
    return [
        each
        for each in found
        if each.id not in (inquiry.owner, concerned)
        and covers(each.division, inquiry.division)
        and (inquiry.department in each.departments or (each.role is Role.SUPERVISOR and not each.departments))
    ]


def reassign(tx: Transaction, actor: Actor, inquiry: str, owner: str, reason: str, at: datetime) -> Inquiry:
    """
    Give it to somebody else; its due date stays.

    Raises:
        Refused: not-found, not-allowed, text-invalid, owner-unfit, version-stale.
    """
    before = readable(tx, actor, inquiry)
    if not may_reassign(actor, before):
        raise Refused(Code.NOT_ALLOWED)
    words = core.checked(reason)
    if owner not in {each.id for each in candidates(tx, before)}:
        raise Refused(Code.OWNER_UNFIT)
    after = replace(before, owner=owner, reminded_on=None)
    if not inquiries.save(tx, before, after):
        raise Refused(Code.VERSION_STALE)
    details = {"before": before.owner, "owner": owner, "reason": words}
    entry = ledger.Entry(
        actor=actor.id, role=actor.role, action=_action(before), subject=before.id, at=at, details={**details}
    )
    ledger.record(tx, (), entry)
    return after


def owners(tx: Transaction, actor: Actor, inquiry: str) -> InquiryOwners:
    """
    Return who may take it over, and the times that it changed hands, oldest first.

    Raises:
        Refused: not-found.
    """
    found = readable(tx, actor, inquiry)
    open_to = candidates(tx, found) if may_reassign(actor, found) else []
    rows = tx.execute(
        select(audit.c.at, audit.c.actor, audit.c.details)
        .where(audit.c.at >= found.opened_at, audit.c.subject == found.id, audit.c.action == _action(found))
        .order_by(audit.c.at, audit.c.seq)
    )
    told = [(row.at, row.actor, _details.decode(row.details)) for row in rows]
    return InquiryOwners(
        candidates=tuple(Assignee(each.id, each.name, each.role, each.division) for each in open_to),
        history=tuple(
            HandedOver(at, _name(tx, by), _name(tx, each.before), _name(tx, each.owner), each.reason)
            for at, by, each in told
        ),
    )


def _action(inquiry: Inquiry) -> str:
    return f"{inquiry.kind}-reassigned"


def _concerned(tx: Transaction, inquiry: Inquiry) -> str | None:
    if inquiry.kind is not InquiryKind.COMPLAINT or inquiry.session is None:
        return None
    return tx.execute(select(sessions.c.official).where(sessions.c.id == inquiry.session)).scalar_one_or_none()


def _name(tx: Transaction, account: str) -> Text | None:
    found = accounts.get_account(tx, account)
    return found.name if found else None
