"""Whose case it is, and what is known of the promises that they made before."""

from datetime import datetime

from sqlalchemy import select

from agent_console.core.clock import local_day
from agent_console.core.reuse import BARRED_FOR, holder_key, holder_number
from agent_console.services.dossier import Dossier
from agent_console.store import materials
from signaling.core.refusal import Refused
from signaling.protocol.codes import Code
from signaling.store.tables import tickets


def holder_of(dossier: Dossier) -> str:
    """Return the ID number or the credit code of whose case it is."""
    ticket = select(tickets.c.id_number).where(tickets.c.id == dossier.row.ticket)
    return holder_number(dossier.item, dossier.case.values, dossier.tx.execute(ticket).scalar_one())


def check_not_barred(dossier: Dossier, key: bytes, now: datetime) -> None:
    """
    Refuse a promise of somebody whose word did not hold, not long ago.

    Raises:
        Refused: promise-barred.
    """
    until = materials.barred_until(dossier.tx, holder_key(key, holder_of(dossier)), now)
    if until is not None:
        raise Refused(Code.PROMISE_BARRED, until=local_day(until).isoformat())


def note_broken(dossier: Dossier, key: bytes, material: str, reason: str, now: datetime) -> None:
    """Keep in mind that a promise was false."""
    holder = holder_key(key, holder_of(dossier))
    materials.note_broken(dossier.tx, dossier.row.id, material, holder, reason[:500], now, now + BARRED_FOR)
