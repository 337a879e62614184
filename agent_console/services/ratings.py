"""Rating a session after its official has left: at the window, or by the link of the receipt."""

from datetime import datetime

import msgspec
from sqlalchemy import select

from agent_console.core import rating as core
from agent_console.core.inquiry import InquiryKind, InquiryOrigin
from agent_console.core.rating import Rating
from agent_console.services.inquiries import RESIDENT, Raised, Subject, open_inquiry
from agent_console.store import cases, ratings
from agent_console.store.inquiries import Inquiry
from agent_console.store.ratings import Rated
from agent_console.store.tables import cases as case_table
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Role, SessionId
from signaling.protocol.views import Text
from signaling.store import ledger
from signaling.store.tables import sessions, tickets


class Place(msgspec.Struct, frozen=True):
    """An ended session, as far as a rating needs it."""

    rated: Rated
    case: CaseId
    about: Text
    window: str
    taken_at: datetime


def rate_at_window(tx: Transaction, actor: Actor, session: SessionId, rating: Rating, at: datetime) -> Inquiry | None:
    """
    Rate the session that has just ended at this window; return the complaint that a bad rating opened.

    Raises:
        Refused: not-found, for a session of another window, or once the next number was taken here; session-running,
            already-rated.
    """
    place = _at_window(tx, actor, session)
    return _rate(tx, place, rating, "window", at)


def rate_by_token(tx: Transaction, token: str, rating: Rating, at: datetime) -> Inquiry | None:
    """
    Rate the last session of the case that a receipt's link leads to.

    Raises:
        Refused: not-found, session-running, already-rated.
    """
    return _rate(tx, place_of_token(tx, token), rating, "progress", at)


def may_rate_at_window(tx: Transaction, actor: Actor, session: SessionId) -> bool:
    """Tell whether the window's page should ask. Raises `Refused` (not-found, session-running)."""
    return not ratings.exists(tx, _at_window(tx, actor, session).rated.session)


def place_of_token(tx: Transaction, token: str) -> Place:
    """Return the last session of a case by its link. Raises `Refused` (not-found, session-running)."""
    case = cases.by_token(tx, token)
    if case is None:
        raise Refused(Code.NOT_FOUND)
    session = tx.execute(select(case_table.c.session).where(case_table.c.id == case)).scalar_one()
    return _place(tx, SessionId(session))


def _at_window(tx: Transaction, actor: Actor, session: SessionId) -> Place:
    place = _place(tx, session)
    later = select(tickets.c.id).where(tickets.c.window == place.window, tickets.c.taken_at > place.taken_at)
    if place.window != actor.id or tx.execute(later.limit(1)).scalar() is not None:
        raise Refused(Code.NOT_FOUND)
    return place


def _place(tx: Transaction, session: SessionId) -> Place:
    row = tx.execute(
        select(
            sessions.c.official,
            sessions.c.division,
            sessions.c.department,
            sessions.c.window,
            sessions.c.case_id,
            sessions.c.ended_at,
            tickets.c.item,
            tickets.c.item_name,
            tickets.c.taken_at,
        )
        .join(tickets, tickets.c.id == sessions.c.ticket)
        .where(sessions.c.id == session)
    ).one_or_none()
    if row is None:
        raise Refused(Code.NOT_FOUND)
    if row.ended_at is None:
        raise Refused(Code.SESSION_RUNNING)  # Nobody is asked while an official listens.
    rated = Rated(session, row.official, row.division, row.department, row.item)
    return Place(rated, CaseId(row.case_id), row.item_name, row.window, row.taken_at)


def _rate(tx: Transaction, place: Place, rating: Rating, channel: str, at: datetime) -> Inquiry | None:
    if ratings.exists(tx, place.rated.session):
        raise Refused(Code.ALREADY_RATED)
    complaint = _complain(tx, place, rating, at) if core.is_bad(rating.score) else None
    if not ratings.add(tx, place.rated, rating, channel, complaint.id if complaint else None, at):
        raise Refused(Code.ALREADY_RATED)
    entry = ledger.Entry(
        actor=RESIDENT,
        role=Role.WINDOW,
        action="rated",
        subject=place.rated.session,
        at=at,
        details={"score": rating.score.value},
    )
    ledger.record(tx, (), entry)
    return complaint


def _complain(tx: Transaction, place: Place, rating: Rating, at: datetime) -> Inquiry:
    rated = place.rated
    subject = Subject(rated.division, rated.department, place.about, rated.session, place.case, rated.official)
    # Score and reasons stand in the rating, and are shown from there.
    return open_inquiry(tx, subject, Raised(InquiryKind.COMPLAINT, InquiryOrigin.RATING, rating.text or "—"), at)
