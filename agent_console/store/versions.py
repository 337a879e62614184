"""Rows of the catalogue, as they are written: drafts, versions published for a time, and what is withdrawn."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

import msgspec
from sqlalchemy import delete, func, insert, or_, select, update

from agent_console.core.catalogue import Item
from agent_console.core.implementation import Listed
from agent_console.core.publishing import Span, effective
from agent_console.store.catalogue import REVISION
from agent_console.store.tables import catalogue_sources, implementations, item_versions, items
from signaling.ports import Transaction
from signaling.protocol.names import ItemId, Role
from signaling.store import ledger
from signaling.store.counters import next_value

COMMAND_LINE = "operator"  # Whoever has the machine's command line.
_encode = msgspec.json.Encoder().encode


class Import(msgspec.Struct, frozen=True):
    """What an import did, as numbers of items."""

    added: int
    changed: int
    unchanged: int
    withdrawn: int


class _Last(msgspec.Struct, frozen=True):
    """The newest version of an item as it is stored."""

    version: int
    draft: bool
    content: bytes
    implementations: dict[str, bytes]


def import_items(
    tx: Transaction, catalogue: Sequence[Item | Listed], now: datetime, *, actor: str = COMMAND_LINE
) -> Import:
    """
    Publish exactly these items, unchecked.

    An item whose bytes are the same keeps its version; a changed one gets the next; one that is no longer there is
    withdrawn, and its versions stay for the cases that were opened with them.
    """
    entries = [entry if isinstance(entry, Listed) else Listed(entry) for entry in catalogue]
    offered = set(tx.execute(select(items.c.id).where(items.c.published)).scalars())
    counts, placed = _lay(tx, entries, now, publish=True)
    back = [name for name in placed if name not in offered]
    for name in back:
        of_version = (item_versions.c.item == name) & (item_versions.c.version == placed[name])
        tx.execute(update(item_versions).where(of_version).values(published_at=now, withdrawn_at=None))
    gone = sorted(offered - placed.keys())
    _withdraw(tx, gone, now)
    done = msgspec.structs.replace(counts, withdrawn=len(gone))
    if done.added or done.changed or gone or back:
        _enter(tx, actor, "catalogue-imported", "catalogue", now, msgspec.structs.asdict(done))
    return done


def draft_items(tx: Transaction, catalogue: Sequence[Listed], now: datetime, *, actor: str = COMMAND_LINE) -> Import:
    """Lay items down as drafts: what is published stays so, and nothing is withdrawn."""
    done, _ = _lay(tx, catalogue, now, publish=False)
    if done.added or done.changed:
        _enter(tx, actor, "catalogue-drafted", "catalogue", now, msgspec.structs.asdict(done))
    return done


def publish_version(
    tx: Transaction,
    item: ItemId,
    version: int,
    now: datetime,
    today: date,
    *,
    valid_from: date,
    valid_until: date | None,
    actor: str = COMMAND_LINE,
) -> None:
    """Publish one version for a time. The one before it ends on the eve; publishing the same again changes nothing."""
    eve = (valid_from - timedelta(days=1)).isoformat()
    row = tx.execute(
        select(item_versions).where(item_versions.c.item == item, item_versions.c.version == version)
    ).one()
    until = None if valid_until is None else valid_until.isoformat()
    if (
        row.published_at is not None
        and row.withdrawn_at is None
        and ((row.valid_from, row.valid_until) == (valid_from.isoformat(), until))
    ):
        return
    tx.execute(
        update(item_versions)
        .where(item_versions.c.item == item, item_versions.c.version < version)
        .where(item_versions.c.published_at.is_not(None), item_versions.c.withdrawn_at.is_(None))
        .where(or_(item_versions.c.valid_until.is_(None), item_versions.c.valid_until > eve))
        .values(valid_until=eve)
    )
    tx.execute(
        update(item_versions)
        .where(item_versions.c.item == item, item_versions.c.version == version)
        .values(published_at=now, withdrawn_at=None, valid_from=valid_from.isoformat(), valid_until=until)
    )
    _settle(tx, [item], today)
    details: dict[str, str | int] = {"version": version, "from": valid_from.isoformat(), "until": until or ""}
    _enter(tx, actor, "item-published", item, now, details)


def withdraw(tx: Transaction, item: ItemId, now: datetime, *, actor: str = COMMAND_LINE) -> None:
    """Offer an item no longer, now and later; cases that were opened with it go on. Idempotent."""
    standing = tx.execute(
        select(func.count()).where(
            item_versions.c.item == item,
            item_versions.c.published_at.is_not(None),
            item_versions.c.withdrawn_at.is_(None),
        )
    ).scalar_one()
    if standing:
        _withdraw(tx, [item], now)
        _enter(tx, actor, "item-withdrawn", item, now, {})


def settle(tx: Transaction, now: datetime, today: date) -> int:
    """
    Make the versions current that hold today, and return how many items changed by it.

    Only items with a dated version are looked at; a chore does this after midnight, and a start before anything else.
    """
    dated = select(item_versions.c.item).where(
        item_versions.c.published_at.is_not(None),
        item_versions.c.withdrawn_at.is_(None),
        or_(item_versions.c.valid_from.is_not(None), item_versions.c.valid_until.is_not(None)),
    )
    changed = _settle(tx, tx.execute(dated.distinct()).scalars().all(), today)
    if changed:
        _enter(tx, COMMAND_LINE, "catalogue-settled", "catalogue", now, {"items": changed})
    return changed


def set_source_digest(tx: Transaction, name: str, sha256: str) -> None:
    """Note the SHA-256 of what was published from a source."""
    tx.execute(delete(catalogue_sources).where(catalogue_sources.c.name == name))
    tx.execute(insert(catalogue_sources).values(name=name, sha256=sha256))


def _settle(tx: Transaction, names: Iterable[str], today: date) -> int:
    changed = 0
    for name in names:
        rows = tx.execute(select(item_versions).where(item_versions.c.item == name)).all()
        spans = [
            Span(
                row.version, row.published_at is not None and row.withdrawn_at is None, row.valid_from, row.valid_until
            )
            for row in rows
        ]
        holds = effective(spans, today.isoformat())
        values = {"published": False} if holds is None else {"published": True, "version": holds}
        differs = items.c.published if holds is None else or_(~items.c.published, items.c.version != holds)
        changed += tx.execute(update(items).where(items.c.id == name, differs).values(values)).rowcount
    return changed


def _lay(
    tx: Transaction, catalogue: Sequence[Listed], now: datetime, *, publish: bool
) -> tuple[Import, dict[str, int]]:
    """Store what is new, and return the counts and the version that each item now has."""
    known = _newest(tx)
    last_place = tx.execute(select(func.max(items.c.place))).scalar_one()
    offset = 0 if publish or last_place is None else last_place + 1
    added: list[dict[str, object]] = []
    placed: dict[str, int] = {}
    lain: list[dict[str, object]] = []
    parts: list[dict[str, object]] = []
    changed = 0
    for place, listed in enumerate(catalogue):
        name, content = listed.item.id, _encode(listed.item)
        implemented = {each.division: _encode(each) for each in listed.implementations}
        last = known.get(name)
        same = last is not None and last.content == content and last.implementations == implemented
        version = 1 if last is None else last.version if same or last.draft else last.version + 1
        placed[name] = version
        if last is None:
            added.append({"id": name, "version": version, "published": publish, "place": offset + place})
        elif publish:
            values = {"version": version, "published": True, "place": place}
            tx.execute(update(items).where(items.c.id == name).values(values))
        if same:
            continue
        changed += last is not None
        if last is not None and last.draft:
            _forget(tx, name, version)
        lain.append(
            {
                "item": name,
                "version": version,
                "content": content,
                "imported_at": now,
                "published_at": now if publish else None,
            }
        )
        parts += [
            {"item": name, "version": version, "division": division, "content": each}
            for division, each in implemented.items()
        ]
    for table, rows in ((items, added), (item_versions, lain), (implementations, parts)):
        if rows:
            tx.execute(insert(table), rows)
    return Import(len(added), changed, len(catalogue) - len(added) - changed, 0), placed


def _newest(tx: Transaction) -> dict[str, _Last]:
    newest = select(item_versions.c.item, func.max(item_versions.c.version).label("version"))
    last = newest.group_by(item_versions.c.item).subquery()
    parts: dict[str, dict[str, bytes]] = {}
    for row in tx.execute(
        select(implementations).join(
            last, (last.c.item == implementations.c.item) & (last.c.version == implementations.c.version)
        )
    ):
        parts.setdefault(row.item, {})[row.division] = row.content
    rows = tx.execute(
        select(item_versions).join(
            last, (last.c.item == item_versions.c.item) & (last.c.version == item_versions.c.version)
        )
    )
    return {
        row.item: _Last(row.version, row.published_at is None, row.content, parts.get(row.item, {})) for row in rows
    }


def discard_draft(tx: Transaction, item: ItemId, version: int, now: datetime, *, actor: str = COMMAND_LINE) -> bool:
    """Take a draft away; False where the version was published, or is the item's only one."""
    mine = item_versions.c.item == item
    rows = tx.execute(select(item_versions.c.version, item_versions.c.published_at).where(mine)).all()
    if len(rows) < 2 or any(row.version == version and row.published_at is not None for row in rows):
        return False
    _forget(tx, item, version)
    # An item that was never published points to its newest version.
    before = max(row.version for row in rows if row.version != version)
    tx.execute(update(items).where(items.c.id == item, items.c.version == version).values(version=before))
    _enter(tx, actor, "item-draft-discarded", item, now, {"version": version})
    return True


def _forget(tx: Transaction, item: str, version: int) -> None:
    """Take a draft away, for the next to stand in its place."""
    for table in (implementations, item_versions):
        tx.execute(delete(table).where(table.c.item == item, table.c.version == version))


def _withdraw(tx: Transaction, names: Sequence[str], now: datetime) -> None:
    if names:
        tx.execute(update(items).where(items.c.id.in_(names)).values(published=False))
        tx.execute(
            update(item_versions)
            .where(item_versions.c.item.in_(names), item_versions.c.published_at.is_not(None))
            .where(item_versions.c.withdrawn_at.is_(None))
            .values(withdrawn_at=now)
        )


def _enter(
    tx: Transaction, actor: str, action: str, subject: str, now: datetime, details: Mapping[str, str | int]
) -> None:
    next_value(tx, REVISION)
    ledger.record(tx, (), ledger.Entry(actor, Role.OPERATOR, action, subject, now, dict(details)))
