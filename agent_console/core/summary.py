"""What the resident reads, hears, signs and confirms: the form's answers and the papers, as lines."""

from collections.abc import Mapping

from agent_console.core import sentences
from agent_console.core.canonical import fingerprint
from agent_console.core.case import Case
from agent_console.core.catalogue import Item
from agent_console.core.checklist import checklist
from agent_console.core.form import Value, faulty_fields, filled, kept, properties
from agent_console.core.identity import mask
from agent_console.core.reuse import needs_no_paper
from agent_console.core.undertakings import undertaking_lines
from signaling.protocol.case_views import SummaryLine
from signaling.protocol.names import CaseId, Language, Sha256
from signaling.protocol.views import Cell, Text

_YES = Text(zh="是", en="Yes")
_NO = Text(zh="否", en="No")
_ITEM = Text(zh="办理事项", en="Matter")
_DEPARTMENT = Text(zh="办理部门", en="Department")


def missing(item: Item, case: Case, faulty: tuple[str, ...] | None = None) -> tuple[str, ...]:
    """Return the fields and then the materials that still prevent the presentation."""
    return (faulty_fields(item.form, case.values) if faulty is None else faulty) + missing_materials(item, case)


def missing_materials(item: Item, case: Case) -> tuple[str, ...]:
    """Return the required materials that no accepted page serves."""
    return tuple(
        material.code
        for material in checklist(item, case.values)
        if material.required and not case.stands_for(material.code) and not needs_no_paper(item, material)
    )


def in_language(text: Text, language: Language) -> str:
    """Return the text that a resident of this language reads."""
    return text.en if language is Language.ENGLISH else text.zh


def summarise(item: Item, case: Case, language: Language) -> tuple[SummaryLine, ...]:
    """Return the lines in the order of the form, then of the checklist; optional fields left empty are left out."""
    answers = kept(item.form, filled(case.values))
    name, department = in_language(item.name, language), in_language(item.department_name, language)
    lines = [
        SummaryLine(_ITEM, name, sentences.of_item(name, language)),
        SummaryLine(_DEPARTMENT, department, sentences.of_department(department, language)),
    ]
    lines += [
        _answer(item, field, schema, answers[field], language)
        for field, schema in properties(item.form).items()
        if field in answers
    ]
    for material in checklist(item, case.values):
        pages = len(case.accepted_pages(material.code))
        if pages:
            told = sentences.of_material(in_language(material.name, language), pages, language)
            count = f"{pages} 页" if language is Language.CHINESE else f"{pages} p."
            lines.append(SummaryLine(material.name, count, told))
    lines += undertaking_lines(item, case, language)
    return tuple(lines)


def _answer(item: Item, field: str, schema: Mapping[str, object], value: Value, language: Language) -> SummaryLine:
    label = item.labels[field]
    text = _written(item, field, value, language)
    return SummaryLine(label, text, sentences.of_answer(in_language(label, language), schema, value, text, language))


def _written(item: Item, field: str, value: Value, language: Language) -> str:
    chinese = language is Language.CHINESE
    if isinstance(value, list):
        rows = [(", ", "，")[chinese].join(_cells(item, field, row, language)) for row in value]
        return ("; ", "；")[chinese].join(rows)
    if isinstance(value, dict):
        return "".join(str(value[part]) for part in ("name", "text") if part in value)
    return _cell(item, field, value, language, money=properties(item.form)[field].get("x-unit") == "CNY")


def _cells(item: Item, field: str, row: Mapping[str, Cell], language: Language) -> list[str]:
    return [_cell(item, f"{field}.{column}", cell, language) for column, cell in row.items()]


def _cell(item: Item, field: str, value: Cell, language: Language, *, money: bool = False) -> str:
    if isinstance(value, bool):
        return in_language(_YES if value else _NO, language)
    choice = item.labels.get(f"{field}={value}")
    if choice is not None:
        return in_language(choice, language)
    return f"¥{value}" if money else str(value)


def summary_hash(
    case_id: CaseId, item: Item, item_version: int, case: Case, summary: tuple[SummaryLine, ...]
) -> Sha256:
    """Return what a signature is bound to: the lines read, the very pages, and the item's version."""
    pages = {material.code: case.accepted_pages(material.code) for material in checklist(item, case.values)}
    return fingerprint(
        {"case": case_id, "item": item.id, "itemVersion": item_version, "summary": summary, "pages": pages}
    )


def masked_lines(
    item: Item, summary: tuple[SummaryLine, ...] | None, personal: frozenset[str]
) -> tuple[SummaryLine, ...] | None:
    """Return the lines for somebody who need not read personal numbers in full."""
    if summary is None:
        return None
    labels = [item.labels[name] for name in personal]
    # A sentence repeats the end of a number or an address: who watches hears none of it.
    return tuple(SummaryLine(line.label, mask(line.value)) if line.label in labels else line for line in summary)
