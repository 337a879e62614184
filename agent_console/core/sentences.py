"""What the resident hears before confirming: one plain sentence for each answer and paper."""

import re
from collections.abc import Mapping
from datetime import date

from signaling.protocol.names import Language
from signaling.protocol.views import Value

_UNIT = re.compile(r"\s*[(（](元|yuan)[)）]$")
_SPRING = ("January", "February", "March", "April", "May", "June")
_AUTUMN = ("July", "August", "September", "October", "November", "December")
_MONTHS = (*_SPRING, *_AUTUMN)
_SPELT = frozenset({"id-number", "bank-account", "phone", "credit-code"})  # Heard as single digits, the last four only.


def of_item(name: str, language: Language) -> str:
    """Say what is applied for."""
    return f"您要办理：{name}。" if language is Language.CHINESE else f"You apply for: {name}."


def of_department(name: str, language: Language) -> str:
    """Say who handles it."""
    return f"由{name}办理。" if language is Language.CHINESE else f"It is handled by: {name}."


def of_material(name: str, pages: int, language: Language) -> str:
    """Say which paper was handed in."""
    if language is Language.CHINESE:
        return f"您提交了{name}，共 {pages} 页。"
    return f"You handed in: {name}, {pages} {'page' if pages == 1 else 'pages'}."


def of_answer(label: str, schema: Mapping[str, object], value: Value, text: str, language: Language) -> str:
    """
    Say one answer of the form.

    Args:
        label: What the field is called.
        schema: The field's JSON Schema, which tells its kind.
        value: The answer.
        text: The answer as it is shown.
        language: Of the resident.
    """
    chinese = language is Language.CHINESE
    if isinstance(value, bool):
        return _of_declaration(label, value, chinese)
    if schema.get("x-unit") == "CNY":
        bare = _UNIT.sub("", label)
        return f"{bare}是 {value} 元。" if chinese else f"{bare}: {value} yuan."
    if schema.get("format") in _SPELT and isinstance(value, str):
        last = " ".join(value[-4:])
        return f"{label}的最后四位是 {last}。" if chinese else f"{label}: it ends in {last}."
    if schema.get("format") == "date" and isinstance(value, str):
        text = _spoken_date(value, chinese)
    if schema.get("x-kind") == "table":
        return f"{label}：{text}。" if chinese else f"{label}: {text}."
    return f"{label}是{text}。" if chinese else f"{label}: {text}."


def _of_declaration(label: str, value: bool, chinese: bool) -> str:
    if chinese:
        return f"您确认：{label}。" if value else f"您没有选择：{label}。"
    return f"You state: {label}." if value else f"You did not choose: {label}."


def _spoken_date(value: str, chinese: bool) -> str:
    day = date.fromisoformat(value)
    if chinese:
        return f"{day.year} 年 {day.month} 月 {day.day} 日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
