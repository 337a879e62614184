"""Rows of materials: the index of what was verified, looks at it, fetched pages, broken promises."""

from datetime import date, datetime

import msgspec
from sqlalchemy import delete, exists, func, insert, select

from agent_console.core.reuse import Verified
from agent_console.store.materials_tables import (
    broken_promises,
    fetched_pages,
    indexed_cases,
    material_looks,
    verified_materials,
)
from agent_console.store.tables import cases
from signaling.ports import Transaction
from signaling.protocol.names import CaseId, Sha256

COUNTER = "counter"  # The same, of what a clerk scanned for a case that waits for it.
PHONE = "phone"  # Stands for a department system in the origin of what the resident sent from the progress page.


class Fetched(msgspec.Struct, frozen=True):
    """A page that a department system gave, and what it said of it."""

    case_id: CaseId
    page: Sha256
    material: str
    system: str
    number: str
    issued_on: date | None
    expires_on: date | None
    actor: str
    at: datetime


def unindexed(tx: Transaction, limit: int = 200) -> list[CaseId]:
    """Return accepted cases whose materials do not stand in the index yet, oldest first."""
    rows = tx.execute(
        select(cases.c.id)
        .outerjoin(indexed_cases, indexed_cases.c.case_id == cases.c.id)
        .where(cases.c.number.is_not(None), indexed_cases.c.case_id.is_(None))
        .order_by(cases.c.accepted_at)
        .limit(limit)
    )
    return [CaseId(row.id) for row in rows]


def index_case(tx: Transaction, case: CaseId, verified: list[Verified], now: datetime) -> None:
    """Keep what of a case can serve later ones. A case is indexed anew when something was supplied to it."""
    tx.execute(delete(indexed_cases).where(indexed_cases.c.case_id == case))
    tx.execute(delete(verified_materials).where(verified_materials.c.case_id == case))
    tx.execute(insert(indexed_cases).values(case_id=case, at=now))
    if verified:
        tx.execute(insert(verified_materials), [msgspec.structs.asdict(each) for each in verified])


def forget_index(tx: Transaction, case: CaseId) -> None:
    """Let a case be indexed again: it has more papers than before."""
    tx.execute(delete(indexed_cases).where(indexed_cases.c.case_id == case))


def verified_of(tx: Transaction, holder: str) -> list[Verified]:
    """Return what was verified for a holder, the latest first."""
    rows = tx.execute(
        select(verified_materials)
        .where(verified_materials.c.holder == holder)
        .order_by(verified_materials.c.verified_at.desc(), verified_materials.c.material)
    )
    return [msgspec.convert(row._mapping, Verified) for row in rows]


def note_look(tx: Transaction, case: CaseId, source: CaseId, material: str, actor: str, now: datetime) -> None:
    """Keep that somebody looked at a material of another case under this one."""
    if not has_looked(tx, case, source, material, actor):
        values = {"case_id": case, "source": source, "material": material, "actor": actor, "at": now}
        tx.execute(insert(material_looks).values(**values))


def has_looked(tx: Transaction, case: CaseId, source: CaseId, material: str, actor: str) -> bool:
    """Tell whether somebody's look at it stands on record."""
    look = material_looks.c
    mine = (look.case_id == case, look.source == source, look.material == material, look.actor == actor)
    return bool(tx.execute(select(exists().where(*mine))).scalar_one())


def add_fetched(tx: Transaction, fetched: Fetched) -> None:
    """Keep where a page came from."""
    tx.execute(insert(fetched_pages).values(**msgspec.structs.asdict(fetched)))


def fetched_of(tx: Transaction, case: CaseId) -> list[Fetched]:
    """Return the pages of a case that department systems gave."""
    rows = tx.execute(select(fetched_pages).where(fetched_pages.c.case_id == case).order_by(fetched_pages.c.at))
    return [msgspec.convert(row._mapping, Fetched) for row in rows]


def note_broken(
    tx: Transaction, case: CaseId, material: str, holder: str, reason: str, now: datetime, until: datetime
) -> None:
    """Keep that a holder's promise was false, and until when no other is taken from them."""
    tx.execute(
        insert(broken_promises).values(
            case_id=case, material=material, holder=holder, reason=reason, found_at=now, barred_until=until
        )
    )


def barred_until(tx: Transaction, holder: str, now: datetime) -> datetime | None:
    """Return until when no promise is taken from a holder; None: it is."""
    latest = select(func.max(broken_promises.c.barred_until)).where(
        broken_promises.c.holder == holder, broken_promises.c.barred_until > now
    )
    found: datetime | None = tx.execute(latest).scalar_one()
    return found
