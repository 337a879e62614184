"""Bodies of the operator's catalogue."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from agent_console.api.schemas import Body
from agent_console.core.catalogue import Delivery, Signature, Zone
from agent_console.core.handling import Mode
from agent_console.core.publishing import Lack
from signaling.protocol.names import ItemId
from signaling.protocol.views import Text

Day = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
CatalogueState = Literal["published", "draft", "upcoming", "withdrawn"]


class CatalogueRow(Body, frozen=True):
    """An item, as the operator lists it."""

    id: ItemId
    name: Text
    department: str
    department_name: Text
    zone: Zone
    serves: Literal["natural", "legal"]
    service_type: int
    version: int  # The one that is published, else the newest.
    newest: int
    state: CatalogueState
    redrafted: bool  # A newer version than the published one waits as a draft.
    lacks: tuple[Lack, ...]  # Of the newest version.


class CatalogueMaterial(Body, frozen=True):
    """One line of the checklist."""

    code: str
    name: Text
    issuer: Text | None
    required: bool
    original: bool
    original_seen: bool
    stays: bool
    reusable: bool
    valid_days: int
    supply_days: int
    promise: bool
    connector: str | None


class CatalogueImplementation(Body, frozen=True):
    """How one division handles the item; periods are its own or the item's."""

    division: str
    department: str
    legal_days: int
    committed_days: int
    seal: str
    mode: Mode
    unattended: bool
    service_types: dict[str, int]  # By receiving office, or `*`.


class CatalogueVersion(Body, frozen=True):
    number: int
    state: CatalogueState
    current: bool
    imported_at: datetime
    valid_from: str | None
    valid_until: str | None


class CatalogueItem(Body, frozen=True):
    """One version of an item, whole."""

    id: ItemId
    version: int
    name: Text
    description: Text | None
    department_name: Text
    area_name: Text
    code: str
    zone: Zone
    serves: Literal["natural", "legal"]
    qualification: str | None
    service_type: int
    legal_days: int
    committed_days: int
    target_minutes: int
    fee: str
    delivery: tuple[Delivery, ...]
    signature: Signature
    result: Text | None
    pays: bool
    id_card_only: bool
    aliases: tuple[str, ...]
    to_tell: tuple[Text, ...]
    components: tuple[str, ...]
    add_ons: tuple[str, ...]
    fields: tuple[Text, ...]  # What the form asks, in its order.
    materials: tuple[CatalogueMaterial, ...]
    implementations: tuple[CatalogueImplementation, ...]
    versions: tuple[CatalogueVersion, ...]
    lacks: tuple[Lack, ...]


class PublishItem(Body, frozen=True):
    version: int
    valid_from: Day
    valid_until: Day | None = None


class ItemEntry(Body, frozen=True):
    """A version of an item as its entry of the catalogue's file (docs/catalogue.md)."""

    version: int
    entry: str  # JSON.


class DraftItem(Body, frozen=True):
    """What an item is to be; its next draft, or in place of the one that there is."""

    entry: Annotated[str, msgspec.Meta(max_length=200_000)]  # JSON.


class DraftFault(Body, frozen=True):
    path: str  # Below the item, e.g. `materials[1].name`; empty: the item as a whole.
    problem: Text


class Drafted(Body, frozen=True):
    """With a fault nothing was laid down."""

    version: int
    faults: tuple[DraftFault, ...]


class DiscardDraft(Body, frozen=True):
    """Nothing to say."""


class WithdrawItem(Body, frozen=True):
    """Nothing to say."""


class ImportFault(Body, frozen=True):
    sheet: str
    row: int  # 1 names the columns; 0 is the file as a whole.
    column: str
    problem: Text


class ImportSheet(Body, frozen=True):
    """A table of the file: its headings, and which of them is which of our columns."""

    sheet: str  # Ours: `items`, `materials`, `fields` or `implementations`.
    title: str  # The file's own.
    headings: tuple[str, ...]
    samples: tuple[str, ...]  # The first thing that stands below each heading.
    expected: tuple[str, ...]  # Our columns.
    columns: dict[str, int]  # Place of a heading, from 0, by our column: as chosen, or guessed.
    ours: bool  # All headings are our own; nothing needs to be chosen.


class ImportReport(Body, frozen=True):
    """What an import did, or would do; with a fault nothing is done."""

    dry_run: bool
    items: int
    added: int
    changed: int
    unchanged: int
    faults: tuple[ImportFault, ...]  # The first 500 of them.
    fault_count: int
    sheets: tuple[ImportSheet, ...]  # None of a YAML file.
