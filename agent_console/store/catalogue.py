"""Rows of the catalogue: the current version of each item, and every version that a case may have been opened with."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import insert, select, update

from agent_console.core.attendance import needs_clerk
from agent_console.core.catalogue import Item
from agent_console.store.tables import item_versions, items
from signaling.ports import ItemRoute, Transaction
from signaling.protocol.names import ItemId, Role
from signaling.store import ledger

_decoder = msgspec.json.Decoder(Item)


class Import(msgspec.Struct, frozen=True):
    """What an import did, as numbers of items."""

    added: int
    changed: int
    unchanged: int
    withdrawn: int


def import_items(tx: Transaction, catalogue: Sequence[Item], now: datetime) -> Import:
    """
    Publish exactly these items.

    An item whose bytes are the same keeps its version; a changed one gets the next; one that is no longer there is
    withdrawn, and its versions stay for the cases that were opened with them.
    """
    known = {row.id: row for row in tx.execute(select(items.c.id, items.c.version, items.c.published))}
    added = changed = unchanged = 0
    for place, item in enumerate(catalogue):
        content = msgspec.json.encode(item)
        row = known.get(item.id)
        if row is None:
            tx.execute(insert(items).values(id=item.id, version=1, published=True, place=place))
            _add_version(tx, item.id, 1, content, now)
            added += 1
            continue
        version = row.version
        if _content(tx, item.id, version) == content:
            unchanged += 1
        else:
            version += 1
            changed += 1
            _add_version(tx, item.id, version, content, now)
        tx.execute(update(items).where(items.c.id == item.id).values(version=version, published=True, place=place))
    gone = [name for name, row in known.items() if row.published and name not in {item.id for item in catalogue}]
    if gone:
        tx.execute(update(items).where(items.c.id.in_(gone)).values(published=False))
    done = Import(added, changed, unchanged, len(gone))
    if added or changed or gone:
        details = msgspec.structs.asdict(done)
        ledger.record(tx, (), ledger.Entry("operator", Role.OPERATOR, "catalogue-imported", "catalogue", now, details))
    return done


def published(tx: Transaction) -> list[tuple[int, Item]]:
    """Return every published item with its version, in the catalogue's order."""
    rows = tx.execute(
        select(items.c.version, item_versions.c.content)
        .join(item_versions, (item_versions.c.item == items.c.id) & (item_versions.c.version == items.c.version))
        .where(items.c.published)
        .order_by(items.c.place, items.c.id)
    )
    return [(row.version, _decoder.decode(row.content)) for row in rows]


def current(tx: Transaction, item: ItemId) -> tuple[int, Item] | None:
    """Return the published version of one item."""
    version = tx.execute(select(items.c.version).where(items.c.id == item, items.c.published)).scalar_one_or_none()
    return None if version is None else (version, get_version(tx, item, version) or _lost(item, version))


def get_version(tx: Transaction, item: ItemId, version: int) -> Item | None:
    """Return one version of an item, withdrawn or not."""
    content = _content(tx, item, version)
    return None if content is None else _decoder.decode(content)


def route(tx: Transaction, item: ItemId) -> ItemRoute | None:
    """Return what decides the item's queue; this is `signaling.ports.Items`."""
    found = current(tx, item)
    if found is None:
        return None
    version, content = found
    return ItemRoute(
        item=item,
        version=version,
        division=content.division,
        department=content.department,
        area=content.area,
        qualification=content.qualification,
        name=content.name,
        department_name=content.department_name,
        attended=needs_clerk(content),
    )


def _content(tx: Transaction, item: str, version: int) -> bytes | None:
    content: bytes | None = tx.execute(
        select(item_versions.c.content).where(item_versions.c.item == item, item_versions.c.version == version)
    ).scalar_one_or_none()
    return content


def _add_version(tx: Transaction, item: str, version: int, content: bytes, now: datetime) -> None:
    tx.execute(insert(item_versions).values(item=item, version=version, content=content, imported_at=now))


def _lost(item: str, version: int) -> Item:
    raise LookupError(f"version {version} of item {item} is published and not stored")
