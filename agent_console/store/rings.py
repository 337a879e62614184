"""Rings for the clerk: who needs hands at which window, and how far the clerk is."""

from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, insert, or_, select, update

from agent_console.store.clerk_tables import rings
from signaling.ports import Transaction
from signaling.protocol.names import Role
from signaling.protocol.views import RingReason, Text


class Ring(msgspec.Struct, frozen=True):
    """One ring; open until it is solved."""

    id: str
    hall: str
    window: str
    window_name: Text
    session: str | None
    role: Role
    ringer: str
    ringer_name: Text
    reason: RingReason
    note: str
    rung_at: datetime
    coming_at: datetime | None = None
    clerk: str | None = None
    clerk_name: Text | None = None
    solved_at: datetime | None = None


def add(tx: Transaction, ring: Ring) -> None:
    """Store a ring."""
    tx.execute(insert(rings).values(**msgspec.structs.asdict(ring)))


def get(tx: Transaction, ring: str) -> Ring | None:
    """Return one ring."""
    found = _read(tx, rings.c.id == ring)
    return found[0] if found else None


def open_of_window(tx: Transaction, window: str) -> Ring | None:
    """Return the ring of a window that is not solved."""
    found = _read(tx, (rings.c.window == window) & rings.c.solved_at.is_(None))
    return found[0] if found else None


def open_of_hall(tx: Transaction, hall: str) -> list[Ring]:
    """Return the rings of a hall that are not solved, oldest first."""
    return _read(tx, (rings.c.hall == hall) & rings.c.solved_at.is_(None))


def recent(tx: Transaction, since: datetime, *, hall: str | None = None, window: str | None = None) -> list[Ring]:
    """Return the rings of a hall or of a window that are open, or were solved after `since`; oldest first."""
    whose = rings.c.hall == hall if hall is not None else rings.c.window == window
    return _read(tx, whose & or_(rings.c.solved_at.is_(None), rings.c.solved_at > since))


def answer(tx: Transaction, ring: str, clerk: str, name: Text, at: datetime) -> None:
    """Note that a clerk is coming; whoever says so first, is."""
    tx.execute(
        update(rings)
        .where(rings.c.id == ring, rings.c.coming_at.is_(None))
        .values(coming_at=at, clerk=clerk, clerk_name=name)
    )


def solve(tx: Transaction, ring: str, at: datetime) -> None:
    """Note that a ring is solved."""
    tx.execute(update(rings).where(rings.c.id == ring, rings.c.solved_at.is_(None)).values(solved_at=at))


def _read(tx: Transaction, which: ColumnElement[bool]) -> list[Ring]:
    columns = [rings.c[field] for field in Ring.__struct_fields__]
    rows = tx.execute(select(*columns).where(which).order_by(rings.c.rung_at, rings.c.id))
    return [msgspec.convert(row._mapping, Ring) for row in rows]
