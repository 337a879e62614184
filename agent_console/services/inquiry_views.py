"""An inquiry as its answerer, and as the resident, may see it."""

from datetime import datetime

from sqlalchemy import select

from agent_console.api.bodies.inquiries import InquiryView, PublicInquiry
from agent_console.core.clock import local_day
from agent_console.core.inquiry import PENDING, InquiryKind, InquiryOrigin, InquiryState
from agent_console.services.inquiries import may_answer
from agent_console.services.reassigning import may_reassign
from agent_console.store import accounts, ratings
from agent_console.store.inquiries import Inquiry
from agent_console.store.tables import cases
from signaling.core.access import Actor
from signaling.ports import Transaction
from signaling.protocol.names import Role


def seen(tx: Transaction, actor: Actor, inquiry: Inquiry, now: datetime) -> InquiryView:
    """
    Return one for an official or a supervisor.

    An official learns from a rating what was wrong, never by whom: session and case are left out.
    """
    rating = ratings.of_complaint(tx, inquiry.id)
    anonymous = actor.role is not Role.SUPERVISOR and inquiry.origin is InquiryOrigin.RATING
    owner = accounts.get_account(tx, inquiry.owner)
    number = None
    if inquiry.case_id is not None and not anonymous:
        number = tx.execute(select(cases.c.number).where(cases.c.id == inquiry.case_id)).scalar()
    return InquiryView(
        id=inquiry.id,
        number=inquiry.number,
        kind=inquiry.kind,
        origin=inquiry.origin,
        state=inquiry.state,
        division=inquiry.division,
        department=inquiry.department,
        about=inquiry.about,
        question=inquiry.question,
        score=rating.score.value if rating else None,
        reasons=rating.reasons if rating else (),
        owner=inquiry.owner,
        owner_name=owner.name if owner else None,
        opened_at=inquiry.opened_at,
        due_on=inquiry.due_on,
        overdue=inquiry.state in PENDING and inquiry.due_on < local_day(now).isoformat(),
        answer=inquiry.answer,
        answered_at=inquiry.answered_at,
        appeal=inquiry.appeal,
        last_answer=inquiry.last_answer,
        closed_at=inquiry.closed_at,
        session=None if anonymous else inquiry.session,
        case=None if anonymous else inquiry.case_id,
        case_number=number,
        may_answer=may_answer(actor, inquiry),
        may_reassign=may_reassign(actor, inquiry),
    )


def public(inquiry: Inquiry) -> PublicInquiry:
    """Return one for whoever holds its link."""
    return PublicInquiry(
        number=inquiry.number,
        token=inquiry.token,
        kind=inquiry.kind,
        state=inquiry.state,
        opened_at=inquiry.opened_at,
        due_on=inquiry.due_on,
        answer=inquiry.answer,
        last_answer=inquiry.last_answer,
        may_appeal=inquiry.state is InquiryState.ANSWERED and inquiry.kind is not InquiryKind.ORDER,
        appeal=inquiry.appeal,
    )
