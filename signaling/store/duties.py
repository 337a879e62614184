"""Officials on duty, as every node sees them."""

from datetime import datetime

from sqlalchemy import Row, delete, func, insert, literal, select, update

from signaling.core.access import Actor
from signaling.core.routing import OnDuty, covering
from signaling.ports import Transaction
from signaling.protocol.names import OfficialId, SessionId
from signaling.protocol.views import SessionState
from signaling.store.invitations import LIVE
from signaling.store.tables import duties as table
from signaling.store.tables import invitations, sessions

# Busy in a session of their own, or with one that they are rung into.
_BUSY = (
    select(
        table,
        func.coalesce(sessions.c.id, invitations.c.session).label("session"),
        func.coalesce(sessions.c.started_at, invitations.c.rung_at).label("busy_since"),
    )
    .select_from(table)
    .outerjoin(
        sessions,
        (sessions.c.official == table.c.official)
        & (sessions.c.state != literal(SessionState.ENDED.value, literal_execute=True)),
    )
    .outerjoin(invitations, (invitations.c.official == table.c.official) & LIVE)
    .order_by(table.c.official)
)


def set_on(tx: Transaction, official: Actor, at: datetime) -> None:
    """Put an official on duty, or take note of what they may do now; a duty that runs keeps its times."""
    actor = {"actor": official, "division": official.division}
    if tx.execute(update(table).where(table.c.official == official.id).values(actor)).rowcount == 0:
        tx.execute(insert(table).values(official=official.id, since=at, idle_since=at, **actor))


def set_off(tx: Transaction, official: OfficialId) -> None:
    """Take an official off duty. Their session goes on."""
    tx.execute(delete(table).where(table.c.official == official))


def set_idle(tx: Transaction, official: OfficialId, at: datetime) -> None:
    """Note the end of their session: longest idle is rung first."""
    tx.execute(update(table).where(table.c.official == official).values(idle_since=at))


def is_on(tx: Transaction, official: OfficialId) -> bool:
    """Tell whether an official is on duty."""
    return tx.execute(select(table.c.official).where(table.c.official == official)).scalar() is not None


def officials(tx: Transaction) -> tuple[OfficialId, ...]:
    """Return everybody on duty anywhere."""
    return tuple(OfficialId(row.official) for row in tx.execute(select(table.c.official)))


def on_duty(tx: Transaction, division: str) -> tuple[OnDuty, ...]:
    """Return the officials on duty for a division: its own, and those of the divisions that it lies in."""
    return tuple(_duty(row) for row in tx.execute(_BUSY.where(table.c.division.in_(sorted(covering(division))))))


def everybody(tx: Transaction) -> tuple[OnDuty, ...]:
    """Return all officials on duty, wherever they are."""
    return tuple(_duty(row) for row in tx.execute(_BUSY))


def duty_of(tx: Transaction, official: OfficialId) -> OnDuty | None:
    """Return an official's duty; None while they are off duty."""
    row = tx.execute(_BUSY.where(table.c.official == official)).one_or_none()
    return None if row is None else _duty(row)


def _duty(row: Row[*tuple[object, ...]]) -> OnDuty:
    return OnDuty(
        official=row.actor,
        since=row.since,
        idle_since=row.idle_since,
        session=None if row.session is None else SessionId(row.session),
        busy_since=row.busy_since,
    )
