"""What is asked or complained of: by the resident with a receipt's link, or written down by somebody at a console."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import select

from agent_console.api.bodies.inquiries import OpenInquiry
from agent_console.core import acts
from agent_console.core.clock import local_day
from agent_console.core.inquiry import PENDING, InquiryKind, InquiryOrigin
from agent_console.core.permit import Party, may
from agent_console.core.urging import resident_may_urge
from agent_console.services.dossier import Dossier, load, load_to_change
from agent_console.services.inquiries import RESIDENT, Raised, Subject, answer, open_inquiry
from agent_console.services.ratings import place_of_token
from agent_console.services.request import event_of
from agent_console.store import calendars, cases, inquiries, outbox, ratings
from agent_console.store.inquiries import Inquiry
from agent_console.store.tables import cases as case_table
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.core.routing import covers
from signaling.core.ticket import check_email
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseAction
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Role, SessionId
from signaling.store import ledger
from signaling.store.tables import sessions, tickets

_RESIDENT = frozenset({Party.RESIDENT})


class After(msgspec.Struct, frozen=True):
    """What a receipt's link allows now. `rated` is None while the session runs."""

    rated: bool | None
    inquiries: tuple[Inquiry, ...]
    may_complain: bool
    may_urge: bool


def after_call(tx: Transaction, token: str, at: datetime) -> After:
    """
    Return what whoever holds a receipt may do now.

    Raises:
        Refused: not-found.
    """
    case = _case_of(tx, token)
    try:
        rated = ratings.exists(tx, place_of_token(tx, token).rated.session)
    except Refused as refused:
        if refused.code is not Code.SESSION_RUNNING:
            raise
        rated = None
    found = tuple(inquiries.of_case(tx, case))
    return After(rated, found, may_complain=not _complaint_pends(found), may_urge=_may_urge(load(tx, case), at))


def complain_by_token(tx: Transaction, token: str, text: str, at: datetime) -> Inquiry:
    """
    Open a complaint about a case; one at a time, so that a link in wrong hands fills no desk.

    Raises:
        Refused: not-found, complaint-open, text-invalid.
    """
    case = _case_of(tx, token)
    if _complaint_pends(inquiries.of_case(tx, case)):
        raise Refused(Code.COMPLAINT_OPEN)
    return open_inquiry(tx, _about_case(tx, case), Raised(InquiryKind.COMPLAINT, InquiryOrigin.PROGRESS, text), at)


def urge_by_token(tx: Transaction, token: str, at: datetime) -> None:
    """
    Ask for haste, once a working day, by the link of a receipt.

    Raises:
        Refused: not-found; not-allowed, for a case that is decided; already-urged.
    """
    dossier = load_to_change(tx, _case_of(tx, token))
    if not may(_RESIDENT, CaseAction.URGE, dossier.case.state):
        raise Refused(Code.NOT_ALLOWED)
    if not _may_urge(dossier, at):
        raise Refused(Code.ALREADY_URGED)
    act = acts.Urged(Role.WINDOW, "")
    dossier.add(act, event_of(act), actor=RESIDENT, role=Role.WINDOW, at=at)


def email_by_token(tx: Transaction, token: str) -> str | None:
    """Return the e-mail address that a case's notices go to. Raises Refused: not-found."""
    found = outbox.addresses(tx, _case_of(tx, token))
    return found.email if found else None


def give_email(tx: Transaction, token: str, email: str, at: datetime) -> str | None:
    """
    Let a case's notices go to an e-mail address, too; an empty one ends that.

    Raises:
        Refused: not-found, email-invalid.
    """
    case = _case_of(tx, token)
    address = check_email(email) if email.strip() else None
    outbox.set_email(tx, case, address)
    told: dict[str, str | int | float | bool | None] = {"given": address is not None}
    ledger.record(tx, (), ledger.Entry(RESIDENT, Role.WINDOW, "email-given", case, at, told))
    return address


def write_down(tx: Transaction, actor: Actor, body: OpenInquiry, at: datetime) -> Inquiry:
    """
    Keep what somebody said at a console: about a session, a case, or a department.

    Raises:
        Refused: not-found, for a session or case elsewhere; not-allowed, for an order, which only the clock or the
            supervisor gives, or an answered complaint; text-invalid.
    """
    if body.kind is InquiryKind.ORDER or (body.kind is InquiryKind.COMPLAINT and body.answer is not None):
        raise Refused(Code.NOT_ALLOWED)
    subject = _subject(tx, actor, body)
    origin = InquiryOrigin.SESSION if body.session else InquiryOrigin.CONSOLE
    # Who was asked answers; a complaint goes to whoever answers for the department.
    owner = actor.id if body.kind is InquiryKind.CONSULTATION and actor.role is Role.OFFICIAL else None
    made = open_inquiry(tx, subject, Raised(body.kind, origin, body.question, actor, owner), at)
    return made if body.answer is None else answer(tx, actor, made.id, body.answer, at)


def _subject(tx: Transaction, actor: Actor, body: OpenInquiry) -> Subject:
    if body.session is not None:
        found = _about_session(tx, body.session)
        mine = actor.role is not Role.OFFICIAL or found.concerns == actor.id
    elif body.case is not None:
        found, mine = _about_case(tx, body.case), True
    else:
        department = body.department or min(actor.departments, default="")
        if not department:
            raise Refused(Code.BAD_REQUEST, problem="department")
        return Subject(actor.division, department)
    reached = not actor.departments or found.department in actor.departments
    if not (mine and reached and covers(actor.division, found.division)):
        raise Refused(Code.NOT_FOUND)
    return found


def _about_session(tx: Transaction, session: SessionId) -> Subject:
    row = tx.execute(
        select(sessions.c.division, sessions.c.department, sessions.c.official, sessions.c.case_id, tickets.c.item_name)
        .join(tickets, tickets.c.id == sessions.c.ticket)
        .where(sessions.c.id == session)
    ).one_or_none()
    if row is None:
        raise Refused(Code.NOT_FOUND)
    return Subject(row.division, row.department, row.item_name, session, CaseId(row.case_id), row.official)


def _about_case(tx: Transaction, case: CaseId) -> Subject:
    row = tx.execute(
        select(case_table.c.division, case_table.c.department, case_table.c.official, tickets.c.item_name)
        .join(tickets, tickets.c.id == case_table.c.ticket)
        .where(case_table.c.id == case)
    ).one_or_none()
    if row is None:
        raise Refused(Code.NOT_FOUND)
    return Subject(row.division, row.department, row.item_name, None, case, row.official)


def _case_of(tx: Transaction, token: str) -> CaseId:
    case = cases.by_token(tx, token)
    if case is None:
        raise Refused(Code.NOT_FOUND)
    return case


def _may_urge(dossier: Dossier, at: datetime) -> bool:
    if not may(_RESIDENT, CaseAction.URGE, dossier.case.state):
        return False
    return resident_may_urge(dossier.case, calendars.get(dossier.tx, dossier.handling.deciding), local_day(at))


def _complaint_pends(found: Sequence[Inquiry]) -> bool:
    return any(inquiry.kind is InquiryKind.COMPLAINT and inquiry.state in PENDING for inquiry in found)
