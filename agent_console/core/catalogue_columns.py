"""
Tables of the catalogue whose headings are somebody else's: which of their columns is which of ours.

A heading is taken for ours by its name, or else by what lists of other offices call it; an operator may choose another
one. Faults are told by the file's own sheet, row and heading.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import msgspec

from agent_console.core.catalogue_rows import FIELDS, ITEMS, PAPERS, PARTS, PUBLIC_LIST, Fault, Table, header
from agent_console.core.catalogue_words import our_value

MOST_ROWS_ABOVE = 10  # A title and who made the list, at most.

_TITLES = {
    ITEMS: "items|item|事项|事项清单|事项目录|事项表|服务事项",
    PAPERS: "materials|material|材料|材料清单|申请材料",
    FIELDS: "fields|field|form|字段|表单|表单字段",
    PARTS: "implementations|implementation|实施|实施清单|各地实施",
}
_PERIODS = {
    "legal-days": "法定时限|法定期限|法定办结时限|法定办理时限|statutory days|legal period",
    "committed-days": "承诺时限|承诺期限|承诺办结时限|承诺办理时限|promised days|committed period",
}
_OWNER = {"item": "事项编号|事项id|所属事项|item id"}
# What others call our columns; their spaces, brackets and marks do not count.
_ALIASES: dict[str, dict[str, str]] = {
    ITEMS: {
        "id": "事项编号|编号|事项id|item id",
        "name-zh": "事项名称|名称|中文名称|实施事项名称|name|item name",
        "name-en": "英文名称|事项英文名称|英文|english name",
        "department": "部门代码|部门编码",
        "department-zh": "部门|主管部门|实施部门|实施主体|实施机关|所属部门|department name",
        "area-zh": "业务区|分类|类别|事项分类|group",
        "division": "行政区划|区划代码|行政区划代码|division code",
        "code": "事项编码|编码|实施编码|基本编码|目录编码|item code",
        "code-scheme": "编码标准",
        "level": "行使层级|层级",
        "item-type": "事项类型|权力类型",
        "case-kind": "办件类型",
        "service-type": "办理类型|服务类型",
        **_PERIODS,
        "target-minutes": "目标用时|办理用时|minutes",
        "fee": "收费|收费标准|费用|price",
        "qualification": "资格|人员资格",
        "delivery": "出件方式|送达方式|领取方式",
        "signature": "签署方式|签名方式",
        "aliases": "俗称|别名|群众说法|关键词|keywords",
        "description-zh": "说明|事项说明|description",
        "description-en": "英文说明|english description",
        "result-zh": "结果名称|审批结果|办理结果|result",
        "result-en": "结果英文名称|result english",
        "to-tell": "告知事项|注意事项|notes",
    },
    PAPERS: {
        **_OWNER,
        "code": "材料编号|材料代码|材料编码",
        "name-zh": "材料名称|名称|name|material name",
        "name-en": "英文名称|材料英文名称|english name",
        "required": "必需|是否必需|是否必要|必要性",
        "original": "原件|是否原件|要求原件",
        "issuer-zh": "出具机关|来源|材料来源|出具单位|issuer",
        "original-seen": "核验原件",
        "stays": "收原件|留存原件",
        "promise": "告知承诺|可告知承诺",
        "supply-days": "容缺|容缺补齐|容缺时限",
        "reusable": "可复用",
    },
    FIELDS: {
        **_OWNER,
        "field": "字段代码|字段",
        "label-zh": "字段名称|名称|问题|label",
        "label-en": "英文名称|english label",
        "kind": "字段类型|类型|type",
        "required": "必填|是否必填",
        "choices": "选项",
    },
    PARTS: {
        **_OWNER,
        "division": "行政区划|区划代码|行政区划代码",
        "department": "部门代码|决定部门",
        "mode": "办理方式",
        "seal": "用章|印章",
        **_PERIODS,
    },
}
_MARKS = re.compile(r"[(（【\[].*?[)）】\]]|[\W_]+")


class Sheet(msgspec.Struct, frozen=True):
    """One table of a file, and which of its columns is which of ours."""

    name: str  # Ours.
    title: str  # The file's.
    above: int  # Rows over the headings.
    headings: tuple[str, ...]
    rows: Table  # Below the headings.
    columns: Mapping[str, int]  # Place of a heading, from 0, by our column.

    @property
    def ours(self) -> bool:
        """Tell whether every heading is a column of ours by its own name, or the list a public one."""
        told = {heading for heading in self.headings if heading}
        return told <= set(header(self.name)) or (self.name == ITEMS and _is_public(told))


def sheets_of(tables: Mapping[str, Table]) -> tuple[Sheet, ...]:
    """Return the tables of a file by what they are, their columns guessed. Those that are none of ours are left out."""
    known: dict[str, str] = {}
    for title in tables:
        name = next((name for name, titles in _TITLES.items() if _plain(title) in _each(titles)), None)
        if name is not None:
            known.setdefault(name, title)
    first = next((title for title in tables if title not in known.values()), None)
    if ITEMS not in known and first is not None:
        known[ITEMS] = first
    return tuple(_sheet(name, known[name], tables[known[name]]) for name in _TITLES if name in known)


def choose(sheets: Iterable[Sheet], columns: Mapping[str, Mapping[str, int]]) -> tuple[Sheet, ...]:
    """
    Return the sheets with the columns that somebody chose; a sheet that nobody speaks of keeps its own.

    Raises:
        ValueError: A column that we do not have, or a place without a heading.
    """
    chosen = []
    for sheet in sheets:
        mine = columns.get(sheet.name, sheet.columns)
        if not mine.keys() <= set(header(sheet.name)):
            raise ValueError("no such column")
        if any(not 0 <= place < len(sheet.headings) for place in mine.values()):
            raise ValueError("no such heading")
        chosen.append(msgspec.structs.replace(sheet, columns=dict(mine)))
    return tuple(chosen)


def as_ours(sheets: Iterable[Sheet]) -> dict[str, Table]:
    """Return the tables under our own headings; columns that nobody chose are left aside. Words become ours, too."""
    return {sheet.name: [list(sheet.columns), *(_cells(sheet, row) for row in sheet.rows)] for sheet in sheets}


def in_own_words(fault: Fault, sheets: Iterable[Sheet]) -> Fault:
    """Return a fault of our tables by the sheet, row and heading of the file."""
    for sheet in sheets:
        if sheet.name == fault.sheet:
            place = sheet.columns.get(fault.column)
            return Fault(
                sheet.title,
                fault.row + sheet.above if fault.row else 0,
                fault.column if place is None else sheet.headings[place],
                fault.problem,
            )
    return fault


def guess(sheet: str, headings: Sequence[str]) -> dict[str, int]:
    """Return which heading is which of our columns: by its name, or else by what others call it; each once."""
    told = [heading.strip() for heading in headings]
    if sheet == ITEMS and _is_public(set(told)):
        return {ours: told.index(theirs) for theirs, ours in PUBLIC_LIST.items() if theirs in told}
    found: dict[str, int] = {name: told.index(name) for name in header(sheet) if name in told}
    plain = [_plain(heading) for heading in told]
    for name in header(sheet):
        if name in found:
            continue
        wanted = (_plain(name), *_each(_ALIASES[sheet].get(name, "")))
        places = (plain.index(alias) for alias in wanted if alias and alias in plain)
        place = next((each for each in places if each not in found.values()), None)
        if place is not None:
            found[name] = place
    return {name: found[name] for name in header(sheet) if name in found}


def _sheet(name: str, title: str, table: Table) -> Sheet:
    # A title stands alone in its row; headings do not.
    above = next((n for n, row in enumerate(table[:MOST_ROWS_ABOVE]) if sum(bool(cell.strip()) for cell in row) > 1), 0)
    headings = tuple(cell.strip() for cell in table[above]) if table else ()
    return Sheet(name, title, above, headings, table[above + 1 :], guess(name, headings))


def _cells(sheet: Sheet, row: Sequence[str]) -> list[str]:
    cells = {column: row[place] if place < len(row) else "" for column, place in sheet.columns.items()}
    # Ours is what the file says, and nobody's guess.
    return list(cells.values()) if sheet.ours else [our_value(sheet.name, *cell) for cell in cells.items()]


def _is_public(headings: set[str]) -> bool:
    return {"item_code", "name", "department"} <= headings


@cache
def _each(written: str) -> tuple[str, ...]:
    return tuple(_plain(each) for each in written.split("|"))


def _plain(heading: str) -> str:
    return _MARKS.sub("", heading.strip().lower())
