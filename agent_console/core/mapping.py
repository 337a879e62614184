"""One document written as another: our field names into a department system's, by rules that are data."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal

import msgspec

Format = Literal["text", "date-compact", "fen", "number"]


class Rule(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """
    One field of theirs.

    `to` is a JSON Pointer into their document (RFC 6901, objects only); `source` a path of ours with dots, e.g.
    `values.company_name`. Exactly one of `source` and `constant` stands there.
    """

    to: str
    source: str | None = None
    constant: str | int | bool | None = None
    format: Format = "text"
    choices: dict[str, str] = {}  # Our code to theirs.
    required: bool = True


class CannotMap(Exception):
    """Their document cannot be written; `faults` names each field of theirs and what is wrong with ours."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def check_rules(rules: Sequence[Rule]) -> tuple[str, ...]:
    """Return what is wrong with the rules themselves."""
    found = []
    for rule in rules:
        if not rule.to.startswith("/") or "" in rule.to[1:].split("/"):
            found.append(f"{rule.to}: a JSON Pointer begins with / and names each step")
        if (rule.source is None) == (rule.constant is None):
            found.append(f"{rule.to}: has either a source or a constant")
    targets = [rule.to for rule in rules]
    found += [f"{target}: stands twice" for target in sorted({to for to in targets if targets.count(to) > 1})]
    return tuple(found)


def translate(rules: Sequence[Rule], ours: Mapping[str, object]) -> dict[str, object]:
    """
    Return their document.

    Raises:
        CannotMap: With every field that is missing or cannot be written as they want it.
    """
    theirs: dict[str, object] = {}
    faults: list[str] = []
    for rule in rules:
        value = rule.constant if rule.source is None else look_up(ours, rule.source)
        if value is None or value == "":
            if rule.required:
                faults.append(f"{rule.to}: {rule.source} is missing")
            continue
        try:
            _put(theirs, rule.to, _written(rule, value))
        except ValueError as error:
            faults.append(f"{rule.to}: {error}")
    if faults:
        raise CannotMap(tuple(faults))
    return theirs


def look_up(document: object, path: str) -> object:
    """Return what stands at a path with dots; None where there is nothing."""
    for step in path.split("."):
        if not isinstance(document, Mapping) or step not in document:
            return None
        document = document[step]
    return document


def _put(document: dict[str, object], pointer: str, value: object) -> None:
    *steps, last = (step.replace("~1", "/").replace("~0", "~") for step in pointer[1:].split("/"))
    for step in steps:
        inner = document.setdefault(step, {})
        if not isinstance(inner, dict):
            raise ValueError(f"{step} is a value, not an object")
        document = inner
    document[last] = value


def _written(rule: Rule, value: object) -> object:
    if rule.source is None:
        return value
    if rule.choices:
        if str(value) not in rule.choices:
            raise ValueError(f"they know no {value!r}")
        return rule.choices[str(value)]
    match rule.format:
        case "date-compact":
            return date.fromisoformat(str(value)).strftime("%Y%m%d")
        case "fen":
            return int(_decimal(value) * 100)
        case "number":
            number = _decimal(value)
            return int(number) if number == number.to_integral_value() else float(number)
        case "text":
            return value if isinstance(value, bool | list | dict) else str(value)


def _decimal(value: object) -> Decimal:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"{value!r} is no number") from None
