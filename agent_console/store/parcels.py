"""Rows of parcels and bags: how a result travels."""

from datetime import datetime

import msgspec
from sqlalchemy import delete, insert, select, update

from agent_console.core.dispatch import ENDED, Accounted, ParcelState, Step
from agent_console.store.tables import parcels
from signaling.ports import Transaction
from signaling.protocol.case_views import Delivery
from signaling.protocol.names import CaseId, Sha256


class Parcel(msgspec.Struct, frozen=True):
    """How one case's result comes to the resident."""

    case_id: CaseId
    way: Delivery
    number: str | None
    office: str | None
    recipient: str | None
    phone: str | None
    division: str | None
    address: str | None
    label: Sha256 | None
    state: ParcelState
    steps: tuple[Step, ...]
    originals: tuple[Accounted, ...]
    chosen_at: datetime
    changed_at: datetime


def put(tx: Transaction, parcel: Parcel) -> None:
    """Store how a result travels, in the place of what was said before."""
    tx.execute(delete(parcels).where(parcels.c.case_id == parcel.case_id))
    tx.execute(insert(parcels).values({name: getattr(parcel, name) for name in Parcel.__struct_fields__}))


def get(tx: Transaction, case: CaseId) -> Parcel | None:
    """Return how a case's result travels, if anybody said."""
    columns = [parcels.c[field] for field in Parcel.__struct_fields__]
    row = tx.execute(select(*columns).where(parcels.c.case_id == case)).one_or_none()
    return None if row is None else msgspec.convert(row._mapping, Parcel)


def underway(tx: Transaction, limit: int = 200) -> list[Parcel]:
    """Return the parcels that a carrier has and that have not come to an end."""
    columns = [parcels.c[field] for field in Parcel.__struct_fields__]
    ended = [ParcelState.CHOSEN.value, *(state.value for state in ENDED)]
    rows = tx.execute(
        select(*columns)
        .where(parcels.c.way == "parcel", parcels.c.number.is_not(None), parcels.c.state.not_in(ended))
        .limit(limit)
    )
    return [msgspec.convert(row._mapping, Parcel) for row in rows]


def move(tx: Transaction, case: CaseId, state: ParcelState, steps: tuple[Step, ...], at: datetime) -> None:
    """Remember what the carrier said."""
    tx.execute(update(parcels).where(parcels.c.case_id == case).values(state=state, steps=steps, changed_at=at))
