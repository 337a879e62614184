"""Rows of ratings: one per session."""

from datetime import datetime

import msgspec
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from agent_console.core.rating import Rating
from agent_console.store.after_tables import ratings
from signaling.ports import Transaction
from signaling.protocol.names import SessionId
from signaling.store.savepoint import savepoint


class Rated(msgspec.Struct, frozen=True):
    """What was rated. Nothing here tells who rated; the session does, to whoever may read it."""

    session: SessionId
    official: str
    division: str
    department: str
    item: str


def add(tx: Transaction, rated: Rated, rating: Rating, channel: str, complaint: str | None, at: datetime) -> bool:
    """Store a rating; False if the session has one."""
    if exists(tx, rated.session):
        return False
    values = {**msgspec.structs.asdict(rated), **msgspec.structs.asdict(rating)}
    try:
        with savepoint(tx):
            tx.execute(insert(ratings).values(**values, channel=channel, complaint=complaint, at=at))
    except IntegrityError:
        return False  # The page on the phone and the window's, at once.
    return True


def exists(tx: Transaction, session: SessionId) -> bool:
    """Tell whether a session has been rated."""
    return tx.execute(select(ratings.c.session).where(ratings.c.session == session)).scalar() is not None


def of_complaint(tx: Transaction, complaint: str) -> Rating | None:
    """Return the bad rating that opened a complaint."""
    row = tx.execute(
        select(ratings.c.score, ratings.c.reasons, ratings.c.text).where(ratings.c.complaint == complaint)
    ).one_or_none()
    return None if row is None else msgspec.convert(row._mapping, Rating)
