"""
Lists of divisions, as they come: CSV or JSON with a code and a Chinese name, and perhaps an English one.

Where there is no English name it is spelled from the Chinese one, e.g. "Huicheng District" from 惠城区.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec
from pypinyin import lazy_pinyin

from agent_console.core.division import CodeInvalid, canonical
from signaling.protocol.views import Text

# The longest first: an autonomous county is no county.
_KINDS = (
    ("维吾尔自治区", "Uygur Autonomous Region"),
    ("壮族自治区", "Zhuang Autonomous Region"),
    ("回族自治区", "Hui Autonomous Region"),
    ("自治区", "Autonomous Region"),
    ("自治州", "Autonomous Prefecture"),
    ("自治县", "Autonomous County"),
    ("自治旗", "Autonomous Banner"),
    ("特别行政区", "Special Administrative Region"),
    ("居民委员会", "Community"),
    ("村民委员会", "Village"),
    ("街道办事处", "Subdistrict"),
    ("街道", "Subdistrict"),
    ("林区", "Forestry District"),
    ("地区", "Prefecture"),
    ("省", "Province"),
    ("市", "City"),
    ("盟", "League"),
    ("区", "District"),
    ("县", "County"),
    ("旗", "Banner"),
    ("镇", "Town"),
    ("乡", "Township"),
    ("社区", "Community"),
    ("村", "Village"),
)


class DivisionsInvalid(Exception):
    """The file is no list of divisions; `faults` says what is wrong in which line."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class _Row(msgspec.Struct):
    code: str | int
    name: str
    en: str = ""
    children: list["_Row"] = []


def spelled(name: str) -> str:
    """Return a division's name in Latin letters."""
    for ending, word in _KINDS:
        if name.endswith(ending) and len(name) > len(ending):
            return f"{_letters(name.removesuffix(ending))} {word}"
    return _letters(name)


def read_divisions(text: str, kind: Literal["csv", "json"]) -> dict[str, Text]:
    """
    Return names by code, in the order of the file.

    CSV has a head line with `code` and `name`, and perhaps `en`; JSON is a list of objects with these keys, which may
    be nested by `children`. Other columns and keys are not read.

    Raises:
        DivisionsInvalid: With every fault that could be found.
    """
    found: dict[str, Text] = {}
    faults: list[str] = []
    for place, row in _rows(text, kind):
        try:
            code = canonical(str(row.code))
        except CodeInvalid:
            faults.append(f"{place}: {str(row.code)[:20]!r} is no code of 2, 4, 6, 9 or 12 digits")
            continue
        name = row.name.strip()
        if not 0 < len(name) <= 60:
            faults.append(f"{place}: a name has 1 to 60 characters")
            continue
        found.setdefault(code, Text(zh=name, en=row.en.strip() or spelled(name)))
    if not found and not faults:
        faults.append("no division in it")
    if faults:
        raise DivisionsInvalid(tuple(faults))
    return found


def _rows(text: str, kind: Literal["csv", "json"]) -> Iterator[tuple[str, _Row]]:
    if kind == "json":
        try:
            tree = msgspec.json.decode(text, type=list[_Row])
        except msgspec.DecodeError as error:
            raise DivisionsInvalid((str(error),)) from error
        yield from _nested(tree, "$")
        return
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=None))
    try:
        if not {"code", "name"} <= set(reader.fieldnames or ()):
            raise DivisionsInvalid(("line 1: the columns `code` and `name` are missing",))
        for line in reader:
            yield f"line {reader.line_num}", _row(line)
    except csv.Error as error:
        raise DivisionsInvalid((f"line {reader.line_num}: {error}",)) from error


def _row(line: Mapping[str, str | None]) -> _Row:
    return _Row((line["code"] or "").strip(), line["name"] or "", line.get("en") or "")


def _nested(rows: list[_Row], path: str) -> Iterator[tuple[str, _Row]]:
    for index, row in enumerate(rows):
        place = f"{path}[{index}]"
        yield place, row
        yield from _nested(row.children, f"{place}.children")


def _letters(name: str) -> str:
    return "".join(lazy_pinyin(name)).capitalize()
