"""Rows of divisions and offices."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Row, Table, insert, select, update

from agent_console.core.division import Division, joined
from agent_console.core.office import Office, OfficeKind
from agent_console.store.places_tables import divisions, offices
from signaling.ports import Transaction
from signaling.protocol.names import Role
from signaling.protocol.views import Text
from signaling.store import counters, ledger
from signaling.store.tables import counters as counter_table

_EDITION = "divisions/edition"
_BATCH = 500  # Rows of one statement.


class Added(msgspec.Struct, frozen=True):
    """What an import did, as numbers of rows."""

    added: int
    changed: int
    unchanged: int


def add_divisions(tx: Transaction, listed: Sequence[Division], now: datetime) -> Added:
    """Add divisions, or change those of the same codes; none is taken away, since cases name them."""
    known = {division.code: division for division in all_divisions(tx)}
    rows = {division.code: _division_row(division) for division in listed}
    unchanged = {division.code for division in listed if known.get(division.code) == division}
    done = _merge(tx, divisions, "code", rows, set(known), unchanged, "divisions-imported", now)
    if done.added or done.changed:
        counters.next_value(tx, _EDITION)
    return done


def edition(tx: Transaction) -> int:
    """Return how often the divisions have changed: whoever keeps an index of them looks at it."""
    query = select(counter_table.c.value).where(counter_table.c.name == _EDITION)
    return tx.execute(query).scalar_one_or_none() or 0


def add_names(tx: Transaction, names: Mapping[str, Text], now: datetime) -> Added:
    """Add divisions by their names, and find the parents of those that were known already among them too."""
    known = {division.code: division.name for division in all_divisions(tx)}
    return add_divisions(tx, joined({**known, **names}), now)


def add_offices(tx: Transaction, listed: Sequence[Office], now: datetime) -> Added:
    """Add offices, or change those of the same ids."""
    known = {office.id: office for office in all_offices(tx)}
    rows = {office.id: _office_row(office) for office in listed}
    unchanged = {office.id for office in listed if known.get(office.id) == office}
    return _merge(tx, offices, "id", rows, set(known), unchanged, "offices-imported", now)


def all_divisions(tx: Transaction) -> list[Division]:
    """Return every division, by code."""
    return [_division(row) for row in tx.execute(select(divisions).order_by(divisions.c.code))]


def all_offices(tx: Transaction, *kinds: OfficeKind) -> list[Office]:
    """Return every office, or those of some kinds, by division and id."""
    query = select(offices).order_by(offices.c.division, offices.c.id)
    if kinds:
        query = query.where(offices.c.kind.in_([kind.value for kind in kinds]))
    return [_office(row) for row in tx.execute(query)]


def get(tx: Transaction, office: str) -> Office | None:
    """Return one office."""
    row = tx.execute(select(offices).where(offices.c.id == office)).one_or_none()
    return None if row is None else _office(row)


def halls(tx: Transaction) -> list[Office]:
    """Return every hall."""
    return all_offices(tx, OfficeKind.HALL)


def departments(tx: Transaction, division: str) -> list[Office]:
    """Return the departments of one division, not of those above or below it."""
    query = select(offices).where(offices.c.kind == OfficeKind.DEPARTMENT.value, offices.c.division == division)
    return [_office(row) for row in tx.execute(query.order_by(offices.c.id))]


def _merge(
    tx: Transaction,
    table: Table,
    key: str,
    rows: dict[str, dict[str, object]],
    known: set[str],
    unchanged: set[str],
    action: str,
    now: datetime,
) -> Added:
    new = [row for name, row in rows.items() if name not in known]
    for start in range(0, len(new), _BATCH):
        tx.execute(insert(table), new[start : start + _BATCH])
    changed = [name for name in rows if name in known and name not in unchanged]
    for name in changed:
        tx.execute(update(table).where(table.c[key] == name).values(rows[name]))
    done = Added(len(new), len(changed), len(unchanged))
    if new or changed:
        details = msgspec.structs.asdict(done)
        ledger.record(tx, (), ledger.Entry("operator", Role.OPERATOR, action, str(table.name), now, details))
    return done


def _division_row(division: Division) -> dict[str, object]:
    return {**msgspec.structs.asdict(division), "level": division.level.value}


def _division(row: Row[tuple[object, ...]]) -> Division:
    return msgspec.convert(row._mapping, Division)


def _office_row(office: Office) -> dict[str, object]:
    return {**msgspec.structs.asdict(office), "kind": office.kind.value}


def _office(row: Row[tuple[object, ...]]) -> Office:
    return msgspec.convert(row._mapping, Office)
