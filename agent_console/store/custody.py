"""Rows of custody: hand-over slips, electronic transfers, and receipts for results."""

from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, insert, or_, select, update

from agent_console.core.clock import case_day
from agent_console.core.custody import Page, slip_number
from agent_console.store.clerk_tables import custody_transfers, result_receipts, slips
from signaling.core.access import Actor
from signaling.core.routing import prefix
from signaling.ports import Transaction
from signaling.protocol.names import CaseId, Role
from signaling.protocol.views import Text
from signaling.store.counters import next_value

MOST = 200


class Slip(msgspec.Struct, frozen=True):
    """One hand-over slip (交接单); both ends acknowledge it."""

    number: str
    case_id: CaseId
    case_number: str | None
    hall: str
    origin: str
    department: str
    division: str
    pages: tuple[Page, ...]
    sender: str
    sender_name: Text
    made_at: datetime
    handed_at: datetime | None = None
    receiver: str | None = None
    receiver_name: Text | None = None
    received_at: datetime | None = None
    difference: str = ""

    def materials(self) -> tuple[str, ...]:
        """Return the codes of what is on it."""
        return tuple(page.material for page in self.pages)


class Transfer(msgspec.Struct, frozen=True):
    """Copies that went by themselves."""

    id: str
    case_id: CaseId
    materials: tuple[Page, ...]
    division: str
    department: str
    actor: str
    at: datetime


class ResultReceipt(msgspec.Struct, frozen=True):
    """A result that was put into its resident's hands."""

    case_id: CaseId
    clerk: str
    hall: str
    signed: str
    bag: str
    at: datetime


def next_number(tx: Transaction, division: str, at: datetime) -> str:
    """Return the next number of a division's slips of the day, without gaps."""
    day = case_day(at)
    return slip_number(division, day, next_value(tx, f"hand-over/{division}/{day}"))


def add_slip(tx: Transaction, slip: Slip) -> None:
    """Store a slip."""
    tx.execute(insert(slips).values(**msgspec.structs.asdict(slip)))


def put_slip(tx: Transaction, slip: Slip) -> None:
    """Store what became of a slip."""
    tx.execute(update(slips).where(slips.c.number == slip.number).values(**msgspec.structs.asdict(slip)))


def get_slip(tx: Transaction, number: str) -> Slip | None:
    """Return one slip."""
    found = _read(tx, slips.c.number == number)
    return found[0] if found else None


def of_case(tx: Transaction, case: CaseId) -> list[Slip]:
    """Return the slips of a case, the latest first."""
    return _read(tx, slips.c.case_id == case)


def of_actor(tx: Transaction, actor: Actor) -> list[Slip]:
    """Return the slips that an actor sends or receives: of their hall, or of their departments in their region."""
    if actor.role is Role.CLERK:
        return _read(tx, slips.c.hall == actor.hall)
    region = slips.c.division.startswith(prefix(actor.division), autoescape=True)
    theirs = region & slips.c.department.in_(actor.departments)
    return _read(tx, or_(theirs, slips.c.sender == actor.id))


def add_transfer(tx: Transaction, transfer: Transfer) -> None:
    """Store an electronic transfer."""
    tx.execute(insert(custody_transfers).values(**msgspec.structs.asdict(transfer)))


def transfers(tx: Transaction, case: CaseId) -> list[Transfer]:
    """Return the electronic transfers of a case, oldest first."""
    columns = [custody_transfers.c[field] for field in Transfer.__struct_fields__]
    rows = tx.execute(select(*columns).where(custody_transfers.c.case_id == case).order_by(custody_transfers.c.at))
    return [msgspec.convert(row._mapping, Transfer) for row in rows]


def add_receipt(tx: Transaction, receipt: ResultReceipt) -> None:
    """Store that a result was handed out."""
    tx.execute(insert(result_receipts).values(**msgspec.structs.asdict(receipt)))


def receipt(tx: Transaction, case: CaseId) -> ResultReceipt | None:
    """Return how the result of a case was handed out."""
    columns = [result_receipts.c[field] for field in ResultReceipt.__struct_fields__]
    row = tx.execute(select(*columns).where(result_receipts.c.case_id == case)).one_or_none()
    return None if row is None else msgspec.convert(row._mapping, ResultReceipt)


def _read(tx: Transaction, which: ColumnElement[bool]) -> list[Slip]:
    columns = [slips.c[field] for field in Slip.__struct_fields__]
    rows = tx.execute(select(*columns).where(which).order_by(slips.c.made_at.desc(), slips.c.number.desc()).limit(MOST))
    return [msgspec.convert(row._mapping, Slip) for row in rows]
