"""
The catalogue as a file: formats 1 and 2 of docs/catalogue.md, read from and written to the tree that YAML makes of it.

Format 1 knows no implementations and wants every item complete; format 2 also holds drafts, which lack something.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Literal, TypeVar

import msgspec

from agent_console.core.applicant import FIELDS as APPLICANT
from agent_console.core.applicant import with_applicant
from agent_console.core.catalogue import Code, Days, Delivery, Division, Entry, Item, Material, Money, Signature, Zone
from agent_console.core.field import FieldSpec
from agent_console.core.form import compile_form, form_labels
from agent_console.core.implementation import Implementation, Listed
from signaling.protocol.names import ItemId
from signaling.protocol.views import Text

FORMAT = 2
GENERAL = "general"
AREAS = {GENERAL: Text(zh="综合", en="General")}


class FirstEntry(Entry, frozen=True):
    """One item as format 1 writes it."""

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


class ItemEntry(Entry, frozen=True):
    """One item as format 2 writes it; a draft may lack what is needed to publish it."""

    id: Code
    name: Text
    department: Code
    area: Code = GENERAL
    serves: Literal["natural", "legal"] = "natural"
    service_type: Literal[1, 2, 3] = 1
    legal_days: Days = 0
    committed_days: Days = 0
    target_minutes: Annotated[int, msgspec.Meta(ge=1, le=240)] = 15
    materials: tuple[Material, ...] = ()
    form: dict[str, object] = msgspec.field(default_factory=dict)  # Of FieldSpec.
    qualification: Code | None = None
    fee: Money = "0"
    division: Division | Literal[""] | None = None  # None: the file's.
    code: Annotated[str, msgspec.Meta(max_length=64)] = ""
    code_scheme: Annotated[str, msgspec.Meta(max_length=64)] = ""
    level: Literal["1", "2", "3", "4", "5", "6"] = "3"
    item_type: Annotated[str, msgspec.Meta(pattern="^[0-9]{2}$")] = "20"
    case_kind: Literal["instant", "promised"] = "promised"
    zone: Zone = "hall"
    aliases: tuple[str, ...] = ()
    description: Text | None = None
    to_tell: tuple[Text, ...] = ()
    delivery: tuple[Delivery, ...] = ("window", "parcel")
    result: Text | None = None
    pays: bool = False
    id_card_only: bool = False
    signature: Signature = "finger"
    components: tuple[Code, ...] = ()
    one_refuses_all: bool = False
    add_ons: tuple[Code, ...] = ()
    implementations: tuple[Implementation, ...] = ()


class CatalogueFile(Entry, frozen=True):
    """The whole file."""

    format: Literal[1, 2]
    departments: dict[Code, Text]
    items: tuple[object, ...]  # Of FirstEntry or ItemEntry.
    division: Division | Literal[""] = ""
    areas: dict[Code, Text] = msgspec.field(default_factory=dict)


E = TypeVar("E", CatalogueFile, FirstEntry, ItemEntry, FieldSpec)


class CatalogueInvalid(Exception):
    """The file is no catalogue; `faults` says what is wrong where, by path."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read_catalogue(tree: object) -> tuple[Item, ...]:
    """Return the items of a parsed file. Raises as `read_listed` does."""
    return tuple(listed.item for listed in read_listed(tree))


def read_listed(tree: object) -> tuple[Listed, ...]:
    """
    Return the items of a parsed file, each with its implementations.

    Raises:
        CatalogueInvalid: With every fault that could be found, each named by its path, e.g. `$.items[3].department`.
    """
    faults: list[str] = []
    file = _read(tree, CatalogueFile, "$", faults)
    if file is not None and file.format == 1 and not file.division:
        faults.append("$.division: format 1 names the hall's county")
    read: list[Listed] = []
    seen: set[str] = set()
    for index, content in enumerate(file.items if file else ()):
        path = f"$.items[{index}]"
        entry = _entry(content, file.format if file else FORMAT, path, faults)
        if file is None or entry is None:
            continue
        specs = {name: _read(spec, FieldSpec, f"{path}.form.{name}", faults) for name, spec in entry.form.items()}
        fields = {name: spec for name, spec in specs.items() if spec is not None}
        faults += _faults(file, entry, fields, path)
        if entry.id in seen:
            faults.append(f"{path}.id: {entry.id!r} stands twice")
        seen.add(entry.id)
        if not faults:
            read.append(Listed(_item(file, entry, fields), entry.implementations))
    if faults:
        raise CatalogueInvalid(tuple(faults))
    return tuple(read)


def _entry(content: object, number: int, path: str, faults: list[str]) -> ItemEntry | None:
    if number != 1:
        return _read(content, ItemEntry, path, faults)
    first = _read(content, FirstEntry, path, faults)
    if first is None:
        return None
    if not first.form:
        faults.append(f"{path}.form: a form has at least one field")
    return ItemEntry(**msgspec.structs.asdict(first))


def _read(value: object, kind: type[E], path: str, faults: list[str]) -> E | None:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        # "Expected `int` - at `$.x`" becomes "$.items[0].x: Expected `int`".
        words, mark, place = str(error).rpartition(" - at `")
        inner = place.removesuffix("`").removeprefix("$") if mark else ""
        faults.append(f"{path}{inner}: {words if mark else error}")
        return None


def _faults(file: CatalogueFile, entry: ItemEntry, fields: Mapping[str, FieldSpec], path: str) -> list[str]:
    found: list[str] = []
    if entry.department not in file.departments:
        found.append(f"{path}.department: no department {entry.department!r}")
    if entry.area not in file.areas and entry.area not in AREAS:
        found.append(f"{path}.area: no area {entry.area!r}")
    if entry.committed_days > entry.legal_days:
        found.append(f"{path}.committed-days: longer than the legal period")
    codes = [material.code for material in entry.materials]
    found += [f"{path}.materials: {code!r} stands twice" for code in sorted({c for c in codes if codes.count(c) > 1})]
    earlier = dict(APPLICANT)
    for name, spec in fields.items():
        if name in APPLICANT:
            found.append(f"{path}.form.{name}: every form has this field already")
        found += [f"{path}.form.{name}{fault}" for fault in spec.faults(name, earlier)]
        earlier[name] = spec
    found += [f"{path}.{place}: no text" for place, text in _texts(entry, fields) if not text.zh.strip()]
    divisions = [implementation.division for implementation in entry.implementations]
    for index, implementation in enumerate(entry.implementations):
        place = f"{path}.implementations[{index}]"
        found += [place + fault for fault in implementation.faults(entry.legal_days, entry.committed_days)]
        if implementation.department is not None and implementation.department not in file.departments:
            found.append(f"{place}.department: no department {implementation.department!r}")
        if implementation.division in divisions[:index]:
            found.append(f"{place}.division: {implementation.division!r} stands twice")
    return found


def _texts(entry: ItemEntry, fields: Mapping[str, FieldSpec]) -> Iterator[tuple[str, Text]]:
    """Give what is read to people, each with its place below the item; an item's own name may still be lacking."""
    yield from ((f"to-tell[{index}]", text) for index, text in enumerate(entry.to_tell))
    yield from ((f"materials[{index}].name", each.name) for index, each in enumerate(entry.materials))
    for name, spec in fields.items():
        yield f"form.{name}.label", spec.label
        yield from ((f"form.{name}.choices.{code}", text) for code, text in spec.choices.items())
        yield from ((f"form.{name}.columns.{column}.label", each.label) for column, each in spec.columns.items())


def _item(file: CatalogueFile, entry: ItemEntry, fields: dict[str, FieldSpec]) -> Item:
    plain = {
        name: getattr(entry, name)
        for name in ItemEntry.__struct_fields__
        if name not in ("id", "form", "division", "implementations")
    }
    asked = with_applicant(fields) if fields else {}
    return Item(
        **plain,
        id=ItemId(entry.id),
        division=file.division if entry.division is None else entry.division,
        department_name=file.departments[entry.department],
        area_name=file.areas.get(entry.area) or AREAS[entry.area],
        form=compile_form(asked),
        labels=form_labels(asked),
        fields=fields,
    )


def write_catalogue(catalogue: Sequence[Listed], departments: Mapping[str, Text] | None = None) -> dict[str, object]:
    """
    Return the tree of a file of format 2 from which `read_listed` makes exactly these items.

    Args:
        catalogue: What to write.
        departments: Names of departments that only implementations mention.
    """
    used = {listed.item.department: listed.item.department_name for listed in catalogue}
    mentioned = {each.department for listed in catalogue for each in listed.implementations if each.department}
    others = {code: (departments or {}).get(code, Text(zh=code, en=code)) for code in sorted(mentioned - used.keys())}
    return {
        "format": FORMAT,
        "departments": {code: sparse(name) for code, name in {**used, **others}.items()},
        "areas": {listed.item.area: sparse(listed.item.area_name) for listed in catalogue},
        "items": [_written(listed) for listed in catalogue],
    }


def _written(listed: Listed) -> dict[str, object]:
    item = listed.item
    plain = {
        name: getattr(item, name)
        for name in ItemEntry.__struct_fields__
        if name not in ("id", "form", "implementations")
    }
    entry = ItemEntry(**plain, id=item.id, form=dict(item.fields), implementations=listed.implementations)
    written = sparse(entry)
    assert isinstance(written, dict)
    return written


def sparse(value: object) -> object:
    """Return what YAML and JSON have words for, without what is as by default."""
    if isinstance(value, msgspec.Struct):
        return {
            written: sparse(getattr(value, name))
            for written, name, required, default in _defaults(type(value))
            if required or getattr(value, name) != default
        }
    if isinstance(value, Mapping):
        return {key: sparse(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [sparse(each) for each in value]
    return value.value if hasattr(value, "value") else value


def defaults(kind: type[msgspec.Struct]) -> dict[str, object]:
    """Return what the keys of an entry mean that are left out, as the file writes them."""
    return {written: sparse(default) for written, _, required, default in _defaults(kind) if not required}


@cache
def _defaults(kind: type[msgspec.Struct]) -> tuple[tuple[str, str, bool, object], ...]:
    return tuple(
        (
            field.encode_name,
            field.name,
            field.required,
            field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory(),
        )
        for field in msgspec.structs.fields(kind)
    )
