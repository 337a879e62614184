"""Search, divisions, offices, and an item's checklist as anybody may read it."""

from typing import Literal

from agent_console.api.schemas import Body
from agent_console.core.division import Level
from agent_console.core.office import OfficeKind
from signaling.protocol.case_views import PageProblem
from signaling.protocol.names import ItemId
from signaling.protocol.views import Text


class FoundItem(Body, frozen=True):
    """An item, as a list of results shows it."""

    id: ItemId
    version: int
    name: Text
    department: str
    department_name: Text
    zone: str  # "hall" or "department".
    serves: str  # "natural" or "legal".
    target_minutes: int
    committed_days: int


class DepartmentCount(Body, frozen=True):
    """How many of the items found are one department's."""

    department: str
    name: Text
    items: int


class Found(Body, frozen=True):
    """What a search found: the first items, and how many there are of each department before that was chosen."""

    total: int
    items: tuple[FoundItem, ...]
    departments: tuple[DepartmentCount, ...]


class DivisionPlace(Body, frozen=True):
    """A division with the names of those above it, the highest first."""

    code: str
    name: Text
    level: Level
    parent: str | None
    path: tuple[Text, ...]


class OpenSpan(Body, frozen=True):
    """From when to when on which weekdays (ISO 8601, 1 is Monday), by the clocks of the place."""

    days: tuple[int, ...]
    opens: str
    closes: str


class OfficePlace(Body, frozen=True):
    """A hall, an agency window or a department, with its hours."""

    id: str
    kind: OfficeKind
    name: Text
    division: str
    division_name: Text | None
    address: Text
    latitude: float | None
    longitude: float | None
    phone: str
    week: tuple[OpenSpan, ...]
    open_now: bool
    distance_km: float | None  # As the crow flies, from the position asked for.
    service_type: int | None  # What it does of the item asked for: 1, 2 or 3.
    deciding: str | None  # The division that decides then.


class ChecklistMaterial(Body, frozen=True):
    """One line of a checklist, with all that somebody who packs a bag wants to know."""

    code: str
    name: Text
    required: bool
    original: bool  # The original is to be shown, else a copy does.
    issuer: Text | None
    original_seen: bool
    reusable: bool
    supply_days: int  # It may be handed in so many working days later; 0: it may not.
    promise: bool
    stays: bool


class ChecklistField(Body, frozen=True):
    """A question of the form."""

    name: str
    label: Text
    required: bool


class Home(Body, frozen=True):
    """A division whose authority an item may be applied for."""

    division: str
    name: Text | None
    legal_days: int
    committed_days: int


class Checklist(Body, frozen=True):
    """One version of an item as anybody may read and print it; the counter shows the same version."""

    id: ItemId
    version: int
    code: str
    name: Text
    description: Text | None
    department: str
    department_name: Text
    serves: Literal["natural", "legal"]
    zone: str
    case_kind: str
    legal_days: int
    committed_days: int
    target_minutes: int
    fee: str
    materials: tuple[ChecklistMaterial, ...]
    to_tell: tuple[Text, ...]
    fields: tuple[ChecklistField, ...]
    delivery: tuple[str, ...]
    result: Text | None
    pays: bool
    id_card_only: bool
    signature: str
    aliases: tuple[str, ...]
    homes: tuple[Home, ...]


class PhotographCheck(Body, frozen=True):
    """What is to be mended about a photograph, the first thing first; nothing of it was kept."""

    problems: tuple[PageProblem, ...]
    width: int
    height: int
    sharpness: float  # 0 blurred … 1 crisp.
