"""Invitations: rows to views and back. An official is rung into one session at a time, and it has one at a time."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, Row, insert, literal_column, select, update
from sqlalchemy.exc import IntegrityError

from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import OfficialId, SessionId
from signaling.protocol.views import Invitation, InvitationState, Wanted
from signaling.store.tables import invitations as table

# Written into the statement: a partial index is used only where its condition can be read there.
LIVE: ColumnElement[bool] = literal_column("invitations.state in ('ringing', 'joined')")
IS_IN: ColumnElement[bool] = LIVE & (table.c.state == InvitationState.JOINED.value)
_FIELDS = [table.c[field] for field in Invitation.__struct_fields__]


def put(tx: Transaction, invitation: Invitation, number: int) -> None:
    """
    Keep an invitation, or what became of it; `number` orders those of a session.

    Raises:
        Refused: colleague-busy, where another session was faster to ring them.
    """
    row = msgspec.structs.asdict(invitation)
    which = (table.c.session == invitation.session) & (table.c.id == invitation.id)
    if tx.execute(update(table).where(which).values(state=invitation.state.value)).rowcount:
        return
    try:
        with tx.begin_nested():
            tx.execute(insert(table).values(**row, number=number))
    except IntegrityError as error:
        raise Refused(Code.COLLEAGUE_BUSY) from error


def latest(tx: Transaction, sessions: Sequence[str]) -> dict[str, Invitation]:
    """Return the latest invitation of each of these sessions that has one."""
    chosen = select(*_FIELDS).where(table.c.session.in_(sessions)).order_by(table.c.session, table.c.number)
    return {row.session: _invitation(row) for row in tx.execute(chosen)}


def live_of(tx: Transaction, official: OfficialId) -> Invitation | None:
    """Return the session that an official is rung into, or is in as the second one."""
    row = tx.execute(select(*_FIELDS).where(table.c.official == official, LIVE)).one_or_none()
    return None if row is None else _invitation(row)


def joined_by(tx: Transaction, official: OfficialId) -> SessionId | None:
    """Return the session that an official is in as the second one."""
    found = live_of(tx, official)
    return found.session if found is not None and found.state is InvitationState.JOINED else None


def colleague_of(tx: Transaction, session: SessionId) -> OfficialId | None:
    """Return the second official who is in a session."""
    found = tx.execute(select(table.c.official).where(table.c.session == session, IS_IN)).scalar()
    return None if found is None else OfficialId(found)


def overdue(tx: Transaction, now: datetime) -> tuple[Invitation, ...]:
    """Return the invitations that nobody has answered in time."""
    ringing = LIVE & (table.c.state == InvitationState.RINGING.value) & (table.c.until <= now)
    return tuple(_invitation(row) for row in tx.execute(select(*_FIELDS).where(ringing).order_by(table.c.session)))


def _invitation(row: Row[*tuple[object, ...]]) -> Invitation:
    return Invitation(
        id=row.id,
        session=SessionId(row.session),
        official=OfficialId(row.official),
        name=row.name,
        department=row.department,
        department_name=row.department_name,
        wanted=Wanted(row.wanted),
        state=InvitationState(row.state),
        by_name=row.by_name,
        item_name=row.item_name,
        window_name=row.window_name,
        rung_at=row.rung_at,
        until=row.until,
    )
