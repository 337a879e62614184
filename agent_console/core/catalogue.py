"""
The catalogue (事项库): what can be applied for, with its checklist, periods and form.

An item is read from a documented YAML format (docs/catalogue.md), checked as a whole, and compared by its bytes as
JSON: unchanged content keeps its version, and every site serves the same bytes for one version.
"""

from typing import Annotated, Literal, TypeVar

import msgspec

from agent_console.core.applicant import FIELDS as APPLICANT
from agent_console.core.applicant import with_applicant
from agent_console.core.field import FieldSpec
from agent_console.core.form import compile_form, form_labels
from signaling.protocol.names import ItemId
from signaling.protocol.views import Text

Code = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Days = Annotated[int, msgspec.Meta(ge=0, le=3650)]
Money = Annotated[str, msgspec.Meta(pattern=r"^(0|[1-9][0-9]{0,8})(\.[0-9]{2})?$")]
Division = Annotated[str, msgspec.Meta(pattern=r"^[1-9][0-9]{5}$")]  # GB/T 2260.


class Entry(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """Base of what stands in the YAML file: kebab-case names, unknown ones refused."""


class Material(Entry, frozen=True):
    """One line of an item's checklist (申请材料)."""

    code: Code
    name: Text
    required: bool = True
    original: bool = True
    issuer: Text | None = None
    original_seen: bool = False  # The clerk must have held the original in their hands.
    reusable: bool = False  # May be taken from what was verified before, with the resident's consent.
    valid_days: Days = 0  # Calendar days for which it may be reused; 0: its own expiry alone counts.
    connector: Code | None = None  # The department system that it can be fetched from.
    supply_days: Days = 0  # 容缺受理: may be supplied within so many working days; 0: not at all.
    promise: bool = False  # 告知承诺: a promise may take its place.
    stays: bool = False  # The original is handed over, not shown and returned.


class ItemEntry(Entry, frozen=True):
    """One item as the file writes it."""

    id: Code
    name: Text
    department: Code
    area: Code
    serves: Literal["natural", "legal"]
    service_type: Literal[1, 2, 3]
    legal_days: Days
    committed_days: Days
    target_minutes: Annotated[int, msgspec.Meta(ge=1, le=240)]
    materials: tuple[Material, ...]
    form: dict[str, object]  # Of FieldSpec.
    qualification: Code | None = None
    fee: Money = "0"


class CatalogueFile(Entry, frozen=True):
    """The whole file."""

    format: Literal[1]
    division: Division
    departments: dict[Code, Text]
    areas: dict[Code, Text]
    items: tuple[object, ...]  # Of ItemEntry.


class Item(msgspec.Struct, frozen=True, rename="camel"):
    """One item, complete in itself: its JSON is what is stored and versioned; fields keep the order of the file."""

    id: ItemId
    division: str
    name: Text
    department: str
    department_name: Text
    area: str
    area_name: Text
    qualification: str | None
    serves: Literal["natural", "legal"]
    service_type: int
    legal_days: int
    committed_days: int
    target_minutes: int
    fee: str  # Yuan, e.g. "0" or "80.00".
    materials: tuple[Material, ...]
    form: dict[str, object]  # JSON Schema, draft 2020-12.
    labels: dict[str, Text]
    # With defaults from here on: an item of an earlier format keeps its meaning.
    code: str = ""  # GB/T 39046 annex A, up to 64 characters.
    code_scheme: str = ""
    level: str = "3"  # GB/T 39046: 1 state … 6 village.
    item_type: str = "20"  # GB/T 39046: 01 licence … 10 other, 20 public service.
    case_kind: Literal["instant", "promised"] = "promised"
    zone: Literal["hall", "department"] = "hall"
    aliases: tuple[str, ...] = ()  # How people say it, for the search.
    description: Text | None = None
    to_tell: tuple[Text, ...] = ()  # Matters requiring special attention; ticked as told.
    delivery: tuple[Literal["window", "parcel"], ...] = ("window", "parcel")
    result: Text | None = None  # What is issued; none where the acceptance itself is the result.
    pays: bool = False  # The result is money to an account.
    id_card_only: bool = False
    signature: Literal["finger", "wet", "certificate"] = "finger"
    components: tuple[str, ...] = ()  # Items whose departments each decide a part of a joint application.
    one_refuses_all: bool = False
    add_ons: tuple[str, ...] = ()  # Items that follow this one's approval, e.g. a free official seal.


E = TypeVar("E", CatalogueFile, ItemEntry, FieldSpec)


class CatalogueInvalid(Exception):
    """The file is no catalogue; `faults` says what is wrong where, by path."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read_catalogue(tree: object) -> tuple[Item, ...]:
    """
    Return the items of a parsed YAML file.

    Raises:
        CatalogueInvalid: With every fault that could be found, each named by its path, e.g. `$.items[3].department`.
    """
    faults: list[str] = []
    file = _read(tree, CatalogueFile, "$", faults)
    items: list[Item] = []
    for index, content in enumerate(file.items if file else ()):
        path = f"$.items[{index}]"
        entry = _read(content, ItemEntry, path, faults)
        if file is None or entry is None:
            continue
        read = {name: _read(spec, FieldSpec, f"{path}.form.{name}", faults) for name, spec in entry.form.items()}
        fields = {name: spec for name, spec in read.items() if spec is not None}
        faults += _faults(file, entry, fields, path)
        if any(entry.id == earlier.id for earlier in items):
            faults.append(f"{path}.id: {entry.id!r} stands twice")
        if not faults:
            items.append(_item(file, entry, fields))
    if faults:
        raise CatalogueInvalid(tuple(faults))
    return tuple(items)


def _read(value: object, kind: type[E], path: str, faults: list[str]) -> E | None:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        # "Expected `int` - at `$.x`" becomes "$.items[0].x: Expected `int`".
        words, mark, place = str(error).rpartition(" - at `")
        inner = place.removesuffix("`").removeprefix("$") if mark else ""
        faults.append(f"{path}{inner}: {words if mark else error}")
        return None


def _faults(file: CatalogueFile, entry: ItemEntry, fields: dict[str, FieldSpec], path: str) -> list[str]:
    found: list[str] = []
    if entry.department not in file.departments:
        found.append(f"{path}.department: no department {entry.department!r}")
    if entry.area not in file.areas:
        found.append(f"{path}.area: no area {entry.area!r}")
    if entry.committed_days > entry.legal_days:
        found.append(f"{path}.committed-days: longer than the legal period")
    if not entry.form:
        found.append(f"{path}.form: a form has at least one field")
    codes = [material.code for material in entry.materials]
    found += [f"{path}.materials: {code!r} stands twice" for code in sorted({c for c in codes if codes.count(c) > 1})]
    earlier = dict(APPLICANT)
    for name, spec in fields.items():
        if name in APPLICANT:
            found.append(f"{path}.form.{name}: every form has this field already")
        found += [f"{path}.form.{name}{fault}" for fault in spec.faults(name, earlier)]
        earlier[name] = spec
    return found


def _item(file: CatalogueFile, entry: ItemEntry, fields: dict[str, FieldSpec]) -> Item:
    return Item(
        id=ItemId(entry.id),
        division=file.division,
        name=entry.name,
        department=entry.department,
        department_name=file.departments[entry.department],
        area=entry.area,
        area_name=file.areas[entry.area],
        qualification=entry.qualification,
        serves=entry.serves,
        service_type=entry.service_type,
        legal_days=entry.legal_days,
        committed_days=entry.committed_days,
        target_minutes=entry.target_minutes,
        fee=entry.fee,
        materials=entry.materials,
        form=compile_form(with_applicant(fields)),
        labels=form_labels(with_applicant(fields)),
    )
