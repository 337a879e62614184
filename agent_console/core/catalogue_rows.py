"""
The catalogue as tables, for CSV and Excel: one row per item, paper, field and implementation.

Tables become the tree of format 2 and are checked as that; a fault found there is told by its sheet, row and column.
An empty cell is the default; `-` is an empty list.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Literal

import msgspec
from pypinyin import Style, lazy_pinyin

from agent_console.core.catalogue_file import FORMAT, CatalogueInvalid, read_listed, write_catalogue
from agent_console.core.implementation import Listed
from signaling.protocol.views import Text

ITEMS, PAPERS, FIELDS, PARTS = "items", "materials", "fields", "implementations"
Tree = dict[str, object]
Table = Sequence[Sequence[str]]  # The first row names the columns.
Kind = Literal["text", "number", "flag", "list", "pair", "json"]

COLUMNS: dict[str, dict[str, Kind]] = {
    ITEMS: {
        "id": "text",
        "name": "pair",
        "department": "text",
        "area": "text",
        "division": "text",
        "zone": "text",
        "serves": "text",
        "service-type": "number",
        "legal-days": "number",
        "committed-days": "number",
        "target-minutes": "number",
        "fee": "text",
        "qualification": "text",
        "code": "text",
        "code-scheme": "text",
        "level": "text",
        "item-type": "text",
        "case-kind": "text",
        "signature": "text",
        "delivery": "list",
        "aliases": "list",
        "description": "pair",
        "result": "pair",
        "pays": "flag",
        "id-card-only": "flag",
        "components": "list",
        "one-refuses-all": "flag",
        "add-ons": "list",
        "to-tell": "json",
    },
    PAPERS: {
        "code": "text",
        "name": "pair",
        "required": "flag",
        "original": "flag",
        "issuer": "pair",
        "original-seen": "flag",
        "reusable": "flag",
        "valid-days": "number",
        "connector": "text",
        "supply-days": "number",
        "promise": "flag",
        "stays": "flag",
    },
    FIELDS: {
        "field": "text",
        "label": "pair",
        "kind": "text",
        "required": "flag",
        "prefill": "text",
        "personal": "flag",
        "minimum": "number",
        "maximum": "number",
        "must-be": "flag",
        "section": "pair",
        "default": "text",
        "day": "text",
        "after": "text",
        "choices": "json",
        "when": "json",
        "columns": "json",
    },
    PARTS: {
        "division": "text",
        "department": "text",
        "legal-days": "number",
        "committed-days": "number",
        "seal": "text",
        "mode": "text",
        "unattended": "flag",
        "service-types": "json",
        "must-differ": "json",
    },
}
NAMES = ("department", "area")  # Columns of items with a code, whose names stand beside it.
# The columns of a public list of items, and ours that they are.
PUBLIC_LIST = {"department": "department-zh", "group": "area-zh", "name": "name-zh", "item_code": "code"}
_YES, _NO = frozenset({"true", "yes", "1", "是"}), frozenset({"false", "no", "0", "否"})
_CODE = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
_PLACE = re.compile(r"^\$\.items\[(\d+)\](?:\.(materials|implementations)\[(\d+)\]|\.form\.([a-z0-9_]+))?\.?([a-z-]*)")
MISSING = re.compile(r"missing required field `([a-z-]+)`")


class Fault(msgspec.Struct, frozen=True, rename="camel"):
    """What is wrong with a file, and where; row 1 names the columns, row 0 is the file as a whole."""

    sheet: str
    row: int
    column: str
    problem: str


class RowsInvalid(Exception):
    """The tables are no catalogue; `faults` says what is wrong where."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(f"{each.sheet}:{each.row}:{each.column}: {each.problem}" for each in faults))
        self.faults = faults


@cache
def header(sheet: str) -> tuple[str, ...]:
    """Return the names of a table's columns."""
    names = [] if sheet == ITEMS else ["item"]
    for column, kind in COLUMNS[sheet].items():
        if sheet == ITEMS and column in NAMES:
            names += [column, f"{column}-zh", f"{column}-en"]
        else:
            names += [f"{column}-zh", f"{column}-en"] if kind == "pair" else [column]
    return tuple(names)


def write_tables(catalogue: Sequence[Listed]) -> dict[str, list[list[str]]]:
    """Return the tables from which `read_tables` makes exactly these items."""
    tables = {sheet: [list(header(sheet))] for sheet in COLUMNS}
    tree = msgspec.convert(write_catalogue(catalogue), _Written)
    for entry, listed in zip(tree.items, catalogue, strict=True):
        named = {"department": listed.item.department_name, "area": listed.item.area_name}
        beside = {
            f"{column}-{tongue}": getattr(text, tongue) for column, text in named.items() for tongue in ("zh", "en")
        }
        tables[ITEMS].append(_row(ITEMS, entry, {**beside, "area": listed.item.area}))
        inner = msgspec.convert(entry, _Inner)
        for sheet, records in (
            (PAPERS, inner.materials),
            (FIELDS, [{"field": name, **spec} for name, spec in inner.form.items()]),
            (PARTS, inner.implementations),
        ):
            tables[sheet] += [_row(sheet, record, {"item": listed.item.id}) for record in records]
    return tables


def read_tables(tables: Mapping[str, Table], known: Mapping[str, str] | None = None) -> tuple[Listed, ...]:
    """
    Return the items of tables; only that of the items must be there.

    Args:
        tables: By name, the first row naming the columns; those of a public list are taken for ours.
        known: Codes of departments by their Chinese name, for rows that tell the name only.

    Raises:
        RowsInvalid: With every fault that could be found.
    """
    reader = _Reader(known or {})
    tree = reader.tree(tables)
    if not reader.faults:
        try:
            return read_listed(tree)
        except CatalogueInvalid as error:
            reader.faults += [reader.locate(fault) for fault in error.faults]
    raise RowsInvalid(tuple(reader.faults))


class _Written(msgspec.Struct):
    items: list[Tree]


class _Inner(msgspec.Struct):
    materials: list[Tree] = []
    form: dict[str, Tree] = {}
    implementations: list[Tree] = []


class _Reader:
    """Turns tables into a tree, and remembers where everything stood."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self.faults: list[Fault] = []
        self._codes = dict(known)
        self._rows: dict[tuple[int, str, str], tuple[str, int]] = {}  # (item, list, index or name) -> sheet, row.

    def tree(self, tables: Mapping[str, Table]) -> Tree:
        """Return the tree of a file of format 2."""
        names: dict[str, dict[str, Tree]] = {column: {} for column in NAMES}
        items: list[Tree] = []
        place: dict[str, int] = {}
        for number, cells in self._records(ITEMS, tables.get(ITEMS, ())):
            for column in NAMES:
                self._name(column, cells, names[column])
            entry = self._entry(ITEMS, cells, number)
            if "id" not in entry and (name := str(entry.get("code", "")).lower()):
                entry["id"] = name
            self._rows[len(items), "", ""] = (ITEMS, number)
            place.setdefault(str(entry.get("id")), len(items))
            items.append({**entry, "materials": [], "form": {}, "implementations": []})
        if not items:
            self.faults.append(Fault(ITEMS, 0, "", "no items"))
        for sheet in (PAPERS, FIELDS, PARTS):
            for number, cells in self._records(sheet, tables.get(sheet, ())):
                owner, entry = place.get(cells.get("item", "")), self._entry(sheet, cells, number)
                if owner is None:
                    self.faults.append(Fault(sheet, number, "item", f"no item {cells.get('item', '')!r}"))
                else:
                    self._attach(sheet, items[owner], owner, entry, number)
        return {"format": FORMAT, "departments": names["department"], "areas": names["area"], "items": items}

    def locate(self, fault: str) -> Fault:
        """Return a fault of the tree by the place of the tables that it came from."""
        path, _, problem = fault.partition(": ")
        found = _PLACE.match(path)
        if found is None:
            return Fault(ITEMS, 0, "", fault)
        item, group, index, field, column = found.groups()
        key = (int(item), "form" if field else group or "", field or index or "")
        sheet, row = self._rows.get(key) or self._rows[int(item), "", ""]
        missing = MISSING.search(problem)
        column = column or (missing.group(1) if missing else "")
        if COLUMNS[sheet].get(column) == "pair":
            column += "-zh"
        return Fault(sheet, row, column, problem)

    def _records(self, sheet: str, table: Table) -> Iterable[tuple[int, dict[str, str]]]:
        if not table:
            return
        names = [name.strip() for name in table[0]]
        if sheet == ITEMS and {"item_code", "name", "department"} <= set(names):
            names = [PUBLIC_LIST.get(name, "") for name in names]
        expected = set(header(sheet))
        self.faults += [Fault(sheet, 1, name, "no such column") for name in names if name and name not in expected]
        for number, row in enumerate(table[1:], 2):
            cells = {name: cell.strip() for name, cell in zip(names, row, strict=False) if name}
            if any(cells.values()):
                yield number, cells

    def _entry(self, sheet: str, cells: Mapping[str, str], number: int) -> Tree:
        entry: Tree = {}
        for column, kind in COLUMNS[sheet].items():
            if kind == "pair":
                pair = {tongue: cells.get(f"{column}-{tongue}", "") for tongue in ("zh", "en")}
                if any(pair.values()):
                    entry[column] = pair
            elif cells.get(column):
                try:
                    entry[column] = _READ[kind](cells[column])
                except ValueError as error:
                    self.faults.append(Fault(sheet, number, column, str(error)))
        return entry

    def _name(self, column: str, cells: dict[str, str], names: dict[str, Tree]) -> None:
        """Note the name of a department or area; one that comes without a code gets one."""
        zh, en = cells.get(f"{column}-zh", ""), cells.get(f"{column}-en", "")
        if not cells.get(column) and zh:
            cells[column] = self._codes.setdefault(zh, slug(zh))
        if cells.get(column) and (zh or en):
            names.setdefault(cells[column], {"zh": zh, "en": en})

    def _attach(self, sheet: str, item: Tree, owner: int, entry: Tree, number: int) -> None:
        if sheet == FIELDS:
            name = str(entry.pop("field", ""))
            form = item["form"]
            assert isinstance(form, dict)
            if name in form or not name:
                self.faults.append(Fault(sheet, number, "field", f"{name!r} stands twice" if name else "no name"))
            form[name] = entry
            self._rows[owner, "form", name] = (sheet, number)
            return
        group = "materials" if sheet == PAPERS else "implementations"
        records = item[group]
        assert isinstance(records, list)
        self._rows[owner, group, str(len(records))] = (sheet, number)
        records.append(entry)


def slug(name: str) -> str:
    """Return a code for a name: its pinyin."""
    words = [re.sub("[^a-z0-9]", "", word.lower()) for word in lazy_pinyin(name, style=Style.NORMAL)]
    made = "-".join(word for word in words if word)
    if _CODE.match(made) and len(made) <= 64:
        return made
    return f"{made[:48].strip('-') or 'x'}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _row(sheet: str, entry: Tree, beside: Mapping[str, str]) -> list[str]:
    cells = dict(beside)
    for column, kind in COLUMNS[sheet].items():
        value = entry.get(column)
        if value is None:
            continue
        if kind == "pair":
            text = msgspec.convert(value, Text)
            cells |= {f"{column}-zh": text.zh, f"{column}-en": text.en}
        elif kind == "list":
            cells[column] = "|".join(msgspec.convert(value, list[str])) or "-"
        elif kind == "json":
            cells[column] = json.dumps(value, ensure_ascii=False)
        else:
            cells[column] = str(value).lower() if isinstance(value, bool) else str(value)
    return [cells.get(name, "") for name in header(sheet)]


def _flag(cell: str) -> bool:
    word = cell.lower()
    if word not in _YES | _NO:
        raise ValueError("neither true nor false")
    return word in _YES


def _number(cell: str) -> int:
    try:
        return int(cell)
    except ValueError:
        raise ValueError("not a whole number") from None


def _json(cell: str) -> object:
    try:
        return json.loads(cell)
    except ValueError:
        raise ValueError("not JSON") from None


def _list(cell: str) -> list[str]:
    return [] if cell == "-" else [word.strip() for word in cell.split("|")]


_READ: dict[Kind, Callable[[str], object]] = {
    "text": str,
    "number": _number,
    "flag": _flag,
    "list": _list,
    "json": _json,
}
