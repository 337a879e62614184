"""Rows of the catalogue, as they are read: what is published, every version, and how a division handles an item."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from sqlalchemy import Row, func, select

from agent_console.core.catalogue import Item
from agent_console.core.handling import Handling
from agent_console.core.implementation import Implementation, Listed, handling, needs_hands
from agent_console.store import places
from agent_console.store.tables import accounts, catalogue_sources, implementations, item_versions, items, windows
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import ItemRoute, Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import ItemId, Role
from signaling.protocol.views import Text
from signaling.store.tables import counters

REVISION = "catalogue"  # The counter that goes up with every change.
_item = msgspec.json.Decoder(Item)
_implementation = msgspec.json.Decoder(Implementation)


class Brief(msgspec.Struct, frozen=True, rename="camel"):
    """What a list shows of an item."""

    id: ItemId
    name: Text
    department: str
    department_name: Text
    target_minutes: int


class Version(msgspec.Struct, frozen=True, rename="camel"):
    """One version of an item, without its content."""

    number: int
    imported_at: datetime
    published_at: datetime | None
    valid_from: str | None  # ISO dates, both included.
    valid_until: str | None
    withdrawn_at: datetime | None


_brief = msgspec.json.Decoder(Brief)


class _OfDepartment(msgspec.Struct, frozen=True, rename="camel"):
    department: str
    department_name: Text


_of_department = msgspec.json.Decoder(_OfDepartment)


def published(tx: Transaction) -> list[tuple[int, Item]]:
    """Return every published item with its version, in the catalogue's order."""
    rows = tx.execute(
        select(items.c.version, item_versions.c.content)
        .join(item_versions, (item_versions.c.item == items.c.id) & (item_versions.c.version == items.c.version))
        .where(items.c.published)
        .order_by(items.c.place, items.c.id)
    )
    return [(row.version, _item.decode(row.content)) for row in rows]


def briefs(tx: Transaction) -> list[tuple[int, Brief]]:
    """Return what lists show of every published item, in the catalogue's order; the rest is not even decoded."""
    rows = tx.execute(
        select(items.c.version, item_versions.c.content)
        .join(item_versions, (item_versions.c.item == items.c.id) & (item_versions.c.version == items.c.version))
        .where(items.c.published)
        .order_by(items.c.place, items.c.id)
    )
    return [(row.version, _brief.decode(row.content)) for row in rows]


def current(tx: Transaction, item: ItemId) -> tuple[int, Item] | None:
    """Return the published version of one item."""
    version = tx.execute(select(items.c.version).where(items.c.id == item, items.c.published)).scalar_one_or_none()
    return None if version is None else (version, get_version(tx, item, version) or _lost(item, version))


def get_version(tx: Transaction, item: ItemId, version: int) -> Item | None:
    """Return one version of an item, withdrawn or not."""
    content = tx.execute(
        select(item_versions.c.content).where(item_versions.c.item == item, item_versions.c.version == version)
    ).scalar_one_or_none()
    return None if content is None else _item.decode(content)


def get_listed(tx: Transaction, item: ItemId, version: int) -> Listed | None:
    """Return one version of an item with its implementations."""
    found = get_version(tx, item, version)
    return None if found is None else Listed(found, tuple(_implementations(tx, item, version).values()))


def versions(tx: Transaction, item: ItemId) -> list[Version]:
    """Return the versions of an item, the newest first."""
    rows = tx.execute(
        select(item_versions).where(item_versions.c.item == item).order_by(item_versions.c.version.desc())
    )
    return [_version(row) for row in rows]


def newest_versions(tx: Transaction) -> dict[str, Version]:
    """Return the newest version of every item, without its content."""
    newest = select(item_versions.c.item, func.max(item_versions.c.version).label("version"))
    last = newest.group_by(item_versions.c.item).subquery()
    columns = [column for column in item_versions.c if column.name != "content"]
    rows = tx.execute(
        select(*columns).join(last, (last.c.item == item_versions.c.item) & (last.c.version == item_versions.c.version))
    )
    return {row.item: _version(row) for row in rows}


def latest(tx: Transaction) -> list[tuple[int, Listed]]:
    """Return the newest version of every item, draft or not, in the catalogue's order, with its implementations."""
    newest = select(item_versions.c.item, func.max(item_versions.c.version).label("version"))
    last = newest.group_by(item_versions.c.item).subquery()
    by_item: dict[str, list[Implementation]] = {}
    rows = tx.execute(
        select(implementations.c.item, implementations.c.content)
        .join(last, (last.c.item == implementations.c.item) & (last.c.version == implementations.c.version))
        .order_by(implementations.c.division)
    )
    for row in rows:
        by_item.setdefault(row.item, []).append(_implementation.decode(row.content))
    contents = tx.execute(
        select(items.c.id, last.c.version, item_versions.c.content)
        .join(last, last.c.item == items.c.id)
        .join(item_versions, (item_versions.c.item == last.c.item) & (item_versions.c.version == last.c.version))
        .order_by(items.c.place, items.c.id)
    )
    return [(row.version, Listed(_item.decode(row.content), tuple(by_item.get(row.id, ())))) for row in contents]


def resolve(tx: Transaction, item: ItemId, home: str | None, receiving_office: str) -> Handling:
    """
    Return how a case of the published version is handled.

    Args:
        tx: Reads.
        item: What is applied for.
        home: The division whose authority is applied to; None: the receiving office's own.
        receiving_office: The hall or agency at whose window it begins.

    Raises:
        Refused: item-unknown; item-not-there.
    """
    found = current(tx, item)
    if found is None:
        raise Refused(Code.ITEM_UNKNOWN)
    version, content = found
    return handling(
        content,
        _implementations(tx, item, version),
        home=home,
        receiving=_division_of(tx, receiving_office),
        receiving_office=receiving_office,
    )


def route(
    tx: Transaction, item: ItemId, home: str | None = None, receiving_office: str | None = None
) -> ItemRoute | None:
    """
    Return what decides the item's queue: who accepts it; this is `signaling.ports.Items`.

    Without a home and an office the item's own division does.

    Raises:
        Refused: item-not-there.
    """
    found = current(tx, item)
    if found is None:
        return None
    version, content = found
    division, department = content.division, content.department
    if home is not None or receiving_office is not None:
        handled = resolve(tx, item, home, receiving_office or "")
        division, department = handled.accepting, handled.department
    return ItemRoute(
        item=item,
        version=version,
        division=division,
        department=department,
        area=content.area,
        qualification=content.qualification,
        name=content.name,
        department_name=content.department_name
        if department == content.department
        else department_names(tx).get(department, content.department_name),
        attended=needs_hands(content),
    )


def department_names(tx: Transaction) -> dict[str, Text]:
    """Return the names of all departments that published items name."""
    rows = tx.execute(
        select(item_versions.c.content)
        .join(items, (item_versions.c.item == items.c.id) & (item_versions.c.version == items.c.version))
        .where(items.c.published)
    )
    found = (_of_department.decode(row.content) for row in rows)
    return {each.department: each.department_name for each in found}


def officials(tx: Transaction) -> list[Actor]:
    """Return every official who may sign in, as far as it decides what they may serve."""
    rows = tx.execute(select(accounts).where(accounts.c.role == Role.OFFICIAL.value, ~accounts.c.disabled))
    return [
        Actor(
            role=Role.OFFICIAL,
            id=row.id,
            name=row.name,
            division=row.division,
            hall=row.hall,
            departments=row.departments,
            qualifications=row.qualifications,
            languages=row.languages,
        )
        for row in rows
    ]


def revision(tx: Transaction) -> int:
    """Return a number that goes up whenever anything of the catalogue changes."""
    value: int | None = tx.execute(select(counters.c.value).where(counters.c.name == REVISION)).scalar_one_or_none()
    return value or 0


def source_digest(tx: Transaction, name: str) -> str | None:
    """Return the SHA-256 of what was last published from a source."""
    query = select(catalogue_sources.c.sha256).where(catalogue_sources.c.name == name)
    return tx.execute(query).scalar_one_or_none()


def known_items(tx: Transaction, wanted: Iterable[str]) -> frozenset[str]:
    """Return those of the ids that are items, published or not."""
    return frozenset(tx.execute(select(items.c.id).where(items.c.id.in_(list(wanted)))).scalars())


def _implementations(tx: Transaction, item: str, version: int) -> dict[str, Implementation]:
    rows = tx.execute(
        select(implementations.c.division, implementations.c.content)
        .where(implementations.c.item == item, implementations.c.version == version)
        .order_by(implementations.c.division)
    )
    return {row.division: _implementation.decode(row.content) for row in rows}


def _version(row: Row[tuple[object, ...]]) -> Version:
    return Version(row.version, row.imported_at, row.published_at, row.valid_from, row.valid_until, row.withdrawn_at)


def _division_of(tx: Transaction, office: str) -> str | None:
    known = places.get(tx, office)
    if known is not None:
        return known.division[:6]
    # A hall that was only ever named when its windows were enrolled.
    query = select(windows.c.division).where(windows.c.hall == office).limit(1)
    return tx.execute(query).scalar_one_or_none()


def _lost(item: str, version: int) -> Item:
    raise LookupError(f"version {version} of item {item} is published and not stored")
