"""Right answers to any form, made from its schema: for the demonstration's past, and for scripted sessions."""

from collections.abc import Callable, Mapping
from datetime import date

from agent_console.core.form import Value, kept, properties

ID_NUMBER = "441302199001011231"
PHONE = "13800138000"
CREDIT_CODE = "91441300MA4UTC0P04"
ACCOUNT = "6222020000000000"  # And a check digit by Luhn.


def answers(form: Mapping[str, object], today: date, known: Mapping[str, Value] | None = None) -> dict[str, Value]:
    """Return what makes a form complete on a day; `known` answers come first."""
    given: dict[str, Value] = dict(known or {})
    for name, schema in properties(form).items():
        if given.get(name) is None:
            given[name] = _answer(schema, today, given)
    return kept(form, given)


def _answer(schema: Mapping[str, object], today: date, given: Mapping[str, Value]) -> Value:
    if "const" in schema:
        return schema["const"] if isinstance(schema["const"], bool | str) else None
    choices = schema.get("enum")
    if isinstance(choices, list):
        return str(choices[0])
    kind = str(schema.get("x-kind", schema.get("format", schema["type"])))
    return _MADE[kind](schema, today, given)


def _text(schema: Mapping[str, object], *_: object) -> Value:
    least, most = (schema.get(name, default) for name, default in (("minLength", 1), ("maxLength", 100)))
    assert isinstance(least, int)
    assert isinstance(most, int)
    return ("详见申请材料" * (1 + least // 6))[: max(least, min(most, 6))]


def _whole(schema: Mapping[str, object], *_: object) -> Value:
    least = schema.get("minimum", 1)
    return least if isinstance(least, int) else 1


def _date(schema: Mapping[str, object], today: date, given: Mapping[str, Value]) -> Value:
    after = given.get(str(schema.get("x-after")))
    earliest = date.fromisoformat(after) if isinstance(after, str) else today
    return max(earliest, today if schema.get("x-day") == "future" else earliest).isoformat()


def _rows(schema: Mapping[str, object], today: date, given: Mapping[str, Value]) -> Value:
    least = schema.get("minItems", 1)
    inner = schema["items"]
    assert isinstance(least, int)
    assert isinstance(inner, dict)
    row = {name: _answer(column, today, given) for name, column in properties(inner).items()}
    return [{name: cell for name, cell in row.items() if not isinstance(cell, list | dict)}] * max(1, least)


_DIVISION = {"code": "441302", "name": "惠城区"}
_MADE: dict[str, Callable[[Mapping[str, object], date, Mapping[str, Value]], Value]] = {
    "string": _text,
    "integer": _whole,
    "boolean": lambda *_: True,
    "id-number": lambda *_: ID_NUMBER,
    "phone": lambda *_: PHONE,
    "credit-code": lambda *_: CREDIT_CODE,
    "email": lambda *_: "someone@example.cn",
    "bank-account": lambda *_: _with_luhn(ACCOUNT),
    "money": lambda *_: "50000.00",
    "date": _date,
    "division": lambda *_: dict(_DIVISION),
    "address": lambda *_: {**_DIVISION, "text": "演达大道 1 号"},
    "table": _rows,
}


def _with_luhn(number: str) -> str:
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return number + str(-total % 10)
