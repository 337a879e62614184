"""Editing one item on the operator's page: its content as one entry of the file, laid down as the next draft."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from agent_console.core.catalogue_file import FORMAT, CatalogueInvalid, read_listed, write_catalogue
from agent_console.core.catalogue_rows import MISSING
from agent_console.core.implementation import Listed
from agent_console.services import item_choices
from agent_console.store import catalogue, versions
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import ItemId

_ITEM = "$.items[0]"


class _Tree(msgspec.Struct, frozen=True):
    items: list[dict[str, object]]


def entry_of(tx: Transaction, item: ItemId, version: int | None) -> tuple[int, dict[str, object]]:
    """
    Return a version of an item, the newest without a number, as its entry of the file (docs/catalogue.md).

    Raises:
        Refused: item-unknown.
    """
    number, listed = _version(tx, item, version)
    return number, msgspec.convert(msgspec.to_builtins(write_catalogue([listed])), _Tree).items[0]


def draft(
    tx: Transaction, actor: Actor, item: ItemId, entry: Mapping[str, object], now: datetime
) -> tuple[tuple[str, str], ...]:
    """
    Lay an item's new content down as its draft, and return what is wrong with it: path below the item, and a sentence.

    With a fault nothing is laid down. A department or an area is one that another item names, or that has an office.

    Raises:
        Refused: item-unknown; bad-request: the entry is another item's.
    """
    _, listed = _version(tx, item, None)
    if entry.get("id") != item:
        raise Refused(Code.BAD_REQUEST, problem="the entry is of another item")
    return _lay(tx, actor, entry, now, (listed,))


def create(tx: Transaction, actor: Actor, entry: Mapping[str, object], now: datetime) -> tuple[tuple[str, str], ...]:
    """Lay a new item down as a draft, and return what is wrong with it, as `draft` does; its id must be a new one."""
    item = str(entry.get("id", ""))
    if catalogue.known_items(tx, [item]):
        return (("id", "another item has this id"),)
    return _lay(tx, actor, entry, now)


def _lay(
    tx: Transaction, actor: Actor, entry: Mapping[str, object], now: datetime, own: tuple[Listed, ...] = ()
) -> tuple[tuple[str, str], ...]:
    newest = [*(each for _, each in catalogue.latest(tx)), *own]  # An item's own names win.
    names = {
        "departments": item_choices.department_names(tx, newest),
        "areas": item_choices.area_names(newest),
    }
    try:
        read = read_listed({"format": FORMAT, "items": [dict(entry)], **msgspec.to_builtins(names)})
    except CatalogueInvalid as error:
        return tuple(_fault(fault) for fault in error.faults)
    versions.draft_items(tx, read, now, actor=actor.id)
    return ()


def discard(tx: Transaction, actor: Actor, item: ItemId, now: datetime) -> None:
    """
    Take an item's draft away; the versions before it stay.

    Raises:
        Refused: item-unknown; not-found, where the newest version is no draft or the only one.
    """
    number, _ = _version(tx, item, None)
    if not versions.discard_draft(tx, item, number, now, actor=actor.id):
        raise Refused(Code.NOT_FOUND)


def _version(tx: Transaction, item: ItemId, version: int | None) -> tuple[int, Listed]:
    known = catalogue.versions(tx, item)
    number = version or (known[0].number if known else 0)
    listed = catalogue.get_listed(tx, item, number)
    if listed is None:
        raise Refused(Code.ITEM_UNKNOWN)
    return number, listed


def _fault(fault: str) -> tuple[str, str]:
    path, _, problem = fault.partition(": ")
    place = path.removeprefix(_ITEM).lstrip(".")
    missing = MISSING.search(problem)
    if missing is not None:  # Told at the field that is to be filled in.
        return f"{place}.{missing.group(1)}".lstrip("."), "to be filled in"
    return place, problem or fault
