"""What can be searched, kept in memory: built from the database, and built again when that has changed."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

import msgspec
from sqlalchemy import func, select

from agent_console.core.catalogue import Item
from agent_console.core.division import Division, Tree
from agent_console.core.sayings import nearby, phrases
from agent_console.core.search import Document, Index, Kind
from agent_console.store import catalogue, places
from agent_console.store.tables import implementations, items
from signaling.clock import Clock
from signaling.ports import Transaction
from signaling.protocol.names import ItemId
from signaling.protocol.views import Text
from signaling.store.engine import Store
from signaling.store.tables import tickets

LOOK_AGAIN_SECONDS = 5.0  # Another process may import; whoever searches next need not wait for the index.
COUNT_AGAIN_SECONDS = 300.0


class Entry(msgspec.Struct, frozen=True):
    """What a list shows of an item, and what a search is narrowed by."""

    id: ItemId
    version: int
    name: Text
    department: str
    department_name: Text
    homes: tuple[str, ...]  # Divisions whose authority may be applied to.
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


Homes = Mapping[str, Sequence[str]]


class Finder:
    """The one place where indexes are kept."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._building = asyncio.Lock()
        self._shelf = Shelf({}, Index(()))
        self._shelf_of = -1
        self._atlas = Atlas(Tree(()), Index(()))
        self._atlas_of = -1
        self._counted: float | None = None
        self._taken: Mapping[str, int] = {}

    async def shelf(self) -> Shelf:
        """Return the items as they are published now."""
        async with self._building:
            revision, published, homes = await self._store.read(partial(_published, known=self._shelf_of))
            if revision != self._shelf_of:
                self._shelf = await asyncio.to_thread(_shelf, published, homes)
                self._shelf_of = revision
            return self._shelf

    async def atlas(self) -> Atlas:
        """Return the divisions as they are known now."""
        async with self._building:
            edition = await self._store.read(places.edition)
            if edition != self._atlas_of:
                known = await self._store.read(places.all_divisions)
                self._atlas = await asyncio.to_thread(_atlas, known)
                self._atlas_of = edition
            return self._atlas

    async def taken(self) -> Mapping[str, int]:
        """Return how many numbers were taken for each item: what is popular comes first."""
        now = self._clock.monotonic()
        if self._counted is None or now - self._counted >= COUNT_AGAIN_SECONDS:
            self._counted = now
            self._taken = await self._store.read(_taken)
        return self._taken

    async def keep_ready(self) -> None:
        """Build the indexes before anybody searches; goes on until it is cancelled."""
        while True:
            await self.shelf()
            await self.atlas()
            await asyncio.sleep(LOOK_AGAIN_SECONDS)


def _published(tx: Transaction, known: int) -> tuple[int, Sequence[tuple[int, Item]], Homes]:
    """Return the catalogue's revision, and its items with their divisions if that is not the one known."""
    revision = catalogue.revision(tx)
    if revision == known:
        return revision, (), {}
    homes: dict[str, list[str]] = {}
    rows = tx.execute(
        select(implementations.c.item, implementations.c.division)
        .join(items, (items.c.id == implementations.c.item) & (items.c.version == implementations.c.version))
        .order_by(implementations.c.division)
    )
    for row in rows:
        homes.setdefault(row.item, []).append(row.division)
    return revision, catalogue.published(tx), homes


def _taken(tx: Transaction) -> dict[str, int]:
    rows = tx.execute(select(tickets.c.item, func.count().label("taken")).group_by(tickets.c.item))
    return Counter({row.item: row.taken for row in rows})


def _shelf(published: Sequence[tuple[int, Item]], homes: Homes) -> Shelf:
    entries: dict[str, Entry] = {
        item.id: _entry(version, item, homes.get(item.id) or (item.division,)) for version, item in published
    }
    return Shelf(entries, Index([item_document(item) for _, item in published]))


def _entry(version: int, item: Item, homes: Sequence[str]) -> Entry:
    return Entry(
        id=item.id,
        version=version,
        name=item.name,
        department=item.department,
        department_name=item.department_name,
        homes=tuple(homes),
        zone=item.zone,
        serves=item.serves,
        target_minutes=item.target_minutes,
        committed_days=item.committed_days,
    )


def item_document(item: Item) -> Document:
    """Return what an item is found by."""
    return Document(
        item.id,
        (
            (Kind.NAME, item.name.zh),
            (Kind.NAME, item.name.en),
            *((Kind.ALIAS, alias) for alias in item.aliases),
            *((Kind.SAYING, phrase) for phrase in phrases(item.name.zh)),
            *((Kind.NEAR, phrase) for phrase in nearby(item.name.zh)),
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
