"""What the resident reads, signs and confirms: the form's answers and the papers, as lines."""

from agent_console.core.canonical import fingerprint
from agent_console.core.case import Case
from agent_console.core.catalogue import Item
from agent_console.core.form import Value, faulty_fields, filled, properties
from agent_console.core.identity import mask
from signaling.protocol.names import CaseId, Language, Sha256
from signaling.protocol.views import SummaryLine, Text

_YES = Text(zh="是", en="Yes")
_NO = Text(zh="否", en="No")
_ITEM = Text(zh="办理事项", en="Matter")
_DEPARTMENT = Text(zh="办理部门", en="Department")


def missing(item: Item, case: Case) -> tuple[str, ...]:
    """Return the fields and then the materials that still prevent the presentation."""
    return faulty_fields(item.form, case.values) + missing_materials(item, case)


def missing_materials(item: Item, case: Case) -> tuple[str, ...]:
    """Return the required materials that no accepted page serves."""
    return tuple(
        material.code for material in item.materials if material.required and not case.accepted_pages(material.code)
    )


def in_language(text: Text, language: Language) -> str:
    """Return the text that a resident of this language reads."""
    return text.en if language is Language.ENGLISH else text.zh


def summarise(item: Item, case: Case, language: Language) -> tuple[SummaryLine, ...]:
    """Return the lines in the order of the form, then of the checklist; optional fields left empty are left out."""
    answers = filled(case.values)
    lines = [
        SummaryLine(_ITEM, in_language(item.name, language)),
        SummaryLine(_DEPARTMENT, in_language(item.department_name, language)),
    ]
    lines += [
        SummaryLine(item.labels[name], _spoken(item, name, answers[name], language))
        for name in properties(item.form)
        if name in answers
    ]
    for material in item.materials:
        pages = len(case.accepted_pages(material.code))
        if pages:
            lines.append(SummaryLine(material.name, f"{pages} 页" if language is Language.CHINESE else f"{pages} p."))
    return tuple(lines)


def _spoken(item: Item, field: str, value: Value, language: Language) -> str:
    if isinstance(value, bool):
        return in_language(_YES if value else _NO, language)
    choice = item.labels.get(f"{field}={value}")
    if choice is not None:
        return in_language(choice, language)
    return f"¥{value}" if properties(item.form)[field].get("x-unit") == "CNY" else str(value)


def summary_hash(
    case_id: CaseId, item: Item, item_version: int, case: Case, summary: tuple[SummaryLine, ...]
) -> Sha256:
    """Return what a signature is bound to: the lines read, the very pages, and the item's version."""
    pages = {material.code: case.accepted_pages(material.code) for material in item.materials}
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
    return tuple(SummaryLine(line.label, mask(line.value)) if line.label in labels else line for line in summary)
