"""Rows of identity checks: that a clerk compared a person with their card, never what stands on it."""

from datetime import datetime

import msgspec
from sqlalchemy import delete, insert, select

from agent_console.store.clerk_tables import identity_checks
from signaling.ports import Transaction
from signaling.protocol.names import TicketId


class IdentityCheck(msgspec.Struct, frozen=True):
    """Person matches card, said a clerk."""

    ticket: TicketId
    clerk: str
    reader: str
    valid_until: str
    at: datetime


def put(tx: Transaction, check: IdentityCheck) -> None:
    """Store a check; the latest of a ticket stands."""
    tx.execute(delete(identity_checks).where(identity_checks.c.ticket == check.ticket))
    tx.execute(insert(identity_checks).values(**msgspec.structs.asdict(check)))


def get(tx: Transaction, ticket: TicketId) -> IdentityCheck | None:
    """Return the check of a ticket."""
    columns = [identity_checks.c[field] for field in IdentityCheck.__struct_fields__]
    row = tx.execute(select(*columns).where(identity_checks.c.ticket == ticket)).one_or_none()
    return None if row is None else msgspec.convert(row._mapping, IdentityCheck)
