"""Editing one item on the operator's page: its content as one entry of the file, laid down as the next draft."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from agent_console.core.catalogue_file import CatalogueInvalid, read_listed, write_catalogue
from agent_console.core.implementation import Listed
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

    With a fault nothing is laid down. The department and the area keep the names that they have.

    Raises:
        Refused: item-unknown; bad-request: the entry is another item's.
    """
    _, listed = _version(tx, item, None)
    if entry.get("id") != item:
        raise Refused(Code.BAD_REQUEST, problem="the entry is of another item")
    known = {each.item.department: each.item.department_name for _, each in catalogue.latest(tx)}
    tree = write_catalogue([listed], known)
    named = {code: {"zh": name.zh, "en": name.en} for code, name in known.items()}
    try:
        read = read_listed({**tree, "departments": named, "items": [dict(entry)]})
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
    return path.removeprefix(_ITEM).lstrip("."), problem or fault
