"""What can be searched, kept in memory: built from the database, and built again when that has changed."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import func, select

from agent_console.core.catalogue import Item
from agent_console.core.division import Division, Tree
from agent_console.core.sayings import phrases
from agent_console.core.search import Document, Index, Kind
from agent_console.store import catalogue, places
from agent_console.store.tables import items
from signaling.clock import Clock
from signaling.ports import Transaction
from signaling.protocol.names import ItemId
from signaling.protocol.views import Text
from signaling.store.engine import Store
from signaling.store.tables import tickets

LOOK_AGAIN_SECONDS = 1.0  # Another process may import; nobody waits longer for a new item.
COUNT_AGAIN_SECONDS = 300.0


class Entry(msgspec.Struct, frozen=True):
    """What a list shows of an item, and what a search is narrowed by."""

    id: ItemId
    version: int
    name: Text
    department: str
    department_name: Text
    division: str
    zone: str
    serves: str
    target_minutes: int
    committed_days: int


class Shelf(msgspec.Struct, frozen=True):
    """The published items, in the order of the catalogue, with their index."""

    entries: Mapping[str, Entry]
    index: Index


class Atlas(msgspec.Struct, frozen=True):
    """The divisions with their index."""

    tree: Tree
    index: Index


Signature = tuple[object, ...]


class Finder:
    """The one place where indexes are kept."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._building = asyncio.Lock()
        self._shelf = Shelf({}, Index(()))
        self._shelf_of: Signature | None = None
        self._atlas = Atlas(Tree(()), Index(()))
        self._atlas_of = 0
        self._looked: dict[str, float] = {}
        self._taken: Mapping[str, int] = {}

    async def shelf(self) -> Shelf:
        """Return the items as they are published now, or were a second ago."""
        async with self._building:
            if self._due("items", LOOK_AGAIN_SECONDS):
                signature = await self._store.read(_signature_of_items)
                if signature != self._shelf_of:
                    published = await self._store.read(catalogue.published)
                    self._shelf = await asyncio.to_thread(_shelf, published)
                    self._shelf_of = signature
            return self._shelf

    async def atlas(self) -> Atlas:
        """Return the divisions as they are known now, or were a second ago."""
        async with self._building:
            if self._due("divisions", LOOK_AGAIN_SECONDS):
                edition = await self._store.read(places.edition)
                if edition != self._atlas_of:
                    known = await self._store.read(places.all_divisions)
                    self._atlas = await asyncio.to_thread(_atlas, known)
                    self._atlas_of = edition
            return self._atlas

    async def taken(self) -> Mapping[str, int]:
        """Return how many numbers were taken for each item: what is popular comes first."""
        if self._due("tickets", COUNT_AGAIN_SECONDS):
            self._taken = await self._store.read(_taken)
        return self._taken

    def _due(self, what: str, after_seconds: float) -> bool:
        now = self._clock.monotonic()
        if what in self._looked and now - self._looked[what] < after_seconds:
            return False
        self._looked[what] = now
        return True


def _signature_of_items(tx: Transaction) -> Signature:
    rows = tx.execute(select(items.c.id, items.c.version).where(items.c.published).order_by(items.c.place, items.c.id))
    return tuple((row.id, row.version) for row in rows)


def _taken(tx: Transaction) -> dict[str, int]:
    rows = tx.execute(select(tickets.c.item, func.count().label("taken")).group_by(tickets.c.item))
    return Counter({row.item: row.taken for row in rows})


def _shelf(published: Sequence[tuple[int, Item]]) -> Shelf:
    entries: dict[str, Entry] = {item.id: _entry(version, item) for version, item in published}
    return Shelf(entries, Index([_item_document(item) for _, item in published]))


def _entry(version: int, item: Item) -> Entry:
    return Entry(
        id=item.id,
        version=version,
        name=item.name,
        department=item.department,
        department_name=item.department_name,
        division=item.division,
        zone=item.zone,
        serves=item.serves,
        target_minutes=item.target_minutes,
        committed_days=item.committed_days,
    )


def _item_document(item: Item) -> Document:
    return Document(
        item.id,
        (
            (Kind.NAME, item.name.zh),
            (Kind.NAME, item.name.en),
            *((Kind.ALIAS, alias) for alias in item.aliases),
            *((Kind.SAYING, phrase) for phrase in phrases(item.name.zh)),
            (Kind.PLACE, item.department_name.zh),
            (Kind.PLACE, item.department_name.en),
        ),
    )


def _atlas(known: Sequence[Division]) -> Atlas:
    tree = Tree(known)
    return Atlas(tree, Index([_division_document(tree, division) for division in known]))


def _division_document(tree: Tree, division: Division) -> Document:
    above = tree.get(division.parent) if division.parent else None
    return Document(
        division.code,
        (
            (Kind.NAME, division.name.zh),
            (Kind.NAME, division.name.en),
            (Kind.ALIAS, division.code),
            *(((Kind.PLACE, above.name.zh), (Kind.PLACE, above.name.en)) if above else ()),
        ),
    )
