"""The operator's work on the catalogue: look through it, publish, withdraw, and bring files in."""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

import msgspec
from sqlalchemy import select

from agent_console.console import Console
from agent_console.core.catalogue import Item
from agent_console.core.clock import local_day
from agent_console.core.implementation import Listed
from agent_console.core.publishing import Lack, lacks
from agent_console.store import catalogue, versions
from agent_console.store.catalogue import Version
from agent_console.store.tables import items
from agent_console.store.versions import Import
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import ItemId

SETTLE_SECONDS = 60.0


class Standing(msgspec.Struct, frozen=True):
    """An item as the operator sees it: its newest version, and what is published of it."""

    item: Item
    current: int
    newest: int
    state: str  # CatalogueState.
    redrafted: bool
    lacks: tuple[Lack, ...]


def standings(tx: Transaction, today: date) -> list[Standing]:
    """Return every item, in the catalogue's order."""
    offered = {row.id: row for row in tx.execute(select(items))}
    stated = catalogue.newest_versions(tx)
    officials = catalogue.officials(tx)
    found: list[Standing] = []
    for number, listed in catalogue.latest(tx):
        item = listed.item
        row, newest_row = offered[item.id], stated[item.id]
        state = "published" if row.published else state_of(newest_row, today)
        redrafted = row.published and newest_row.published_at is None
        missing = lacks(listed, officials, offered.keys())
        found.append(Standing(item, row.version, number, state, redrafted, missing))
    return found


def state_of(version: Version, today: date) -> str:
    """Return what a version is by itself: a draft, upcoming, published or withdrawn."""
    if version.published_at is None:
        return "draft"
    if version.withdrawn_at is not None:
        return "withdrawn"
    return "upcoming" if version.valid_from is not None and version.valid_from > today.isoformat() else "published"


def missing(tx: Transaction, listed: Listed) -> tuple[Lack, ...]:
    """Return what stands in the way of publishing an item."""
    parts = {*listed.item.components, *listed.item.add_ons}
    return lacks(listed, catalogue.officials(tx), catalogue.known_items(tx, parts) if parts else ())


def lacking(tx: Transaction, listed: Sequence[Listed]) -> dict[str, tuple[Lack, ...]]:
    """Return what items that may not be stored yet lack, by id; complete ones are left out."""
    officials = catalogue.officials(tx)
    parts = {part for each in listed for part in (*each.item.components, *each.item.add_ons)}
    known = {each.item.id for each in listed} | catalogue.known_items(tx, parts)
    found = {each.item.id: lacks(each, officials, known) for each in listed}
    return {name: what for name, what in found.items() if what}


async def keep_current(console: Console) -> None:
    """Make the versions current that hold today, again and again: soon after midnight the new day's are."""
    while True:
        now = console.clock.now()
        await console.store.write(partial(versions.settle, now=now, today=local_day(now)))
        await asyncio.sleep(SETTLE_SECONDS)


def publish(
    tx: Transaction,
    actor: Actor,
    item: ItemId,
    version: int,
    now: datetime,
    *,
    valid_from: date,
    valid_until: date | None,
) -> None:
    """
    Publish a version for a time. Idempotent.

    Raises:
        Refused: item-unknown; item-incomplete, with all that is missing; period-invalid: it would end before it begins.
    """
    listed = catalogue.get_listed(tx, item, version)
    if listed is None:
        raise Refused(Code.ITEM_UNKNOWN)
    if valid_until is not None and valid_until < valid_from:
        raise Refused(Code.PERIOD_INVALID)
    found = missing(tx, listed)
    if found:
        raise Refused(Code.ITEM_INCOMPLETE, missing=", ".join(found))
    versions.publish_version(
        tx, item, version, now, local_day(now), valid_from=valid_from, valid_until=valid_until, actor=actor.id
    )


def withdraw(tx: Transaction, actor: Actor, item: ItemId, now: datetime) -> None:
    """Offer an item no longer. Idempotent. Raises Refused: item-unknown."""
    if not catalogue.known_items(tx, [item]):
        raise Refused(Code.ITEM_UNKNOWN)
    versions.withdraw(tx, item, now, actor=actor.id)


def compare(tx: Transaction, catalogue_read: Sequence[Listed]) -> Import:
    """Return what drafting these items would do."""
    known = {listed.item.id: listed for _, listed in catalogue.latest(tx)}
    added = sum(listed.item.id not in known for listed in catalogue_read)
    same = sum(known.get(listed.item.id) == listed for listed in catalogue_read)
    return Import(added, len(catalogue_read) - added - same, same, 0)
