"""
Forms: compiled from the catalogue's fields to JSON Schema (draft 2020-12), and checked against it.

A draft may be incomplete or wrong while it is typed; what is presented to the resident may not.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

import msgspec
from jsonschema import Draft202012Validator, FormatChecker

from agent_console.core.identity import is_credit_code
from signaling.core.refusal import Refused
from signaling.core.ticket import check_id_number, check_phone
from signaling.protocol.codes import Code
from signaling.protocol.views import Text

Value = str | int | float | bool | None
Values = Mapping[str, Value]
FieldKind = Literal[
    "text", "long-text", "id-number", "credit-code", "phone", "date", "choice", "money", "integer", "boolean"
]

MAX_TEXT = 500
_NAME = re.compile(r"^[a-z][a-z0-9_]{0,39}$")
_MONEY = r"^(0|[1-9][0-9]{0,10})(\.[0-9]{1,2})?$"
# `minLength` keeps a cleared field, which arrives as "", from counting as filled in.
_SCHEMAS: dict[FieldKind, dict[str, object]] = {
    "text": {"type": "string", "minLength": 1, "maxLength": 100, "pattern": r"\S"},
    "long-text": {"type": "string", "minLength": 1, "maxLength": MAX_TEXT, "pattern": r"\S"},
    "id-number": {"type": "string", "format": "id-number", "pattern": r"^[1-9][0-9]{16}[0-9X]$", "x-personal": True},
    "credit-code": {"type": "string", "format": "credit-code", "pattern": r"^[0-9A-HJ-NPQRTUWXY]{18}$"},
    "phone": {"type": "string", "format": "phone", "pattern": r"^1[3-9][0-9]{9}$", "x-personal": True},
    "date": {"type": "string", "format": "date", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "choice": {"type": "string"},
    "money": {"type": "string", "format": "money", "pattern": _MONEY, "x-unit": "CNY"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
}


class FieldSpec(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """One field of a form, as the catalogue file writes it."""

    label: Text
    kind: FieldKind
    required: bool = True
    choices: dict[str, Text] = {}
    prefill: Literal["resident-id-number", "resident-phone"] | None = None
    personal: bool = False  # Masked for supervisors; ID numbers and phones always are.
    minimum: int | None = None  # Of an integer; of a text its least length.
    maximum: int | None = None
    must_be: bool | None = None  # A declaration that has to be made.

    def faults(self, name: str) -> list[str]:
        """Return what is wrong with the field, each as a path below it and a sentence."""
        found = [] if _NAME.match(name) else [": a field's name is lower-case letters, digits and _"]
        if (self.kind == "choice") != bool(self.choices):
            found.append(".choices: a choice has choices, and nothing else has")
        if self.must_be is not None and self.kind != "boolean":
            found.append(".must-be: only a boolean can have to be true")
        if (self.minimum is not None or self.maximum is not None) and self.kind not in ("text", "long-text", "integer"):
            found.append(".minimum: only a text or an integer has bounds")
        if self.prefill is not None and self.kind not in ("id-number", "phone"):
            found.append(".prefill: only an ID number or a phone is known from the ticket")
        return found


def compile_form(fields: Mapping[str, FieldSpec]) -> dict[str, object]:
    """Return the JSON Schema of the fields, in their order."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, spec in fields.items() if spec.required],
        "properties": {name: _property(name, spec) for name, spec in fields.items()},
    }


def _property(name: str, spec: FieldSpec) -> dict[str, object]:
    schema: dict[str, object] = {"title": name, **_SCHEMAS[spec.kind]}
    if spec.kind == "choice":
        schema["enum"] = list(spec.choices)
    if spec.must_be is not None:
        schema["const"] = spec.must_be
    if spec.prefill is not None:
        schema["x-prefill"] = spec.prefill
    if spec.personal:
        schema["x-personal"] = True
    if spec.kind == "long-text":
        schema["x-lines"] = 3
    low, high = ("minimum", "maximum") if spec.kind == "integer" else ("minLength", "maxLength")
    if spec.minimum is not None:
        schema[low] = spec.minimum
    if spec.maximum is not None:
        schema[high] = spec.maximum
    return schema


def form_labels(fields: Mapping[str, FieldSpec]) -> dict[str, Text]:
    """Return what a person reads: by property, and by property "=" choice."""
    labels = {name: spec.label for name, spec in fields.items()}
    for name, spec in fields.items():
        labels |= {f"{name}={choice}": text for choice, text in spec.choices.items()}
    return labels


def _is_id_number(text: str) -> bool:
    check_id_number(text)
    return True


def _is_phone(text: str) -> bool:
    check_phone(text)
    return True


def _is_date(text: str) -> bool:
    date.fromisoformat(text)
    return True


_FORMATS: dict[str, Callable[[str], bool]] = {
    "id-number": _is_id_number,
    "phone": _is_phone,
    "credit-code": is_credit_code,
    "date": _is_date,
}


def _format_checker() -> FormatChecker:
    checker = FormatChecker(formats=())
    for name, check in _FORMATS.items():
        # A value of another type is refused by `type`; formats are about texts (draft 2020-12, Validation §7.1).
        checker.checks(name, raises=(Refused, ValueError))(
            lambda value, check=check: not isinstance(value, str) or check(value)
        )
    return checker


_checker = _format_checker()


def properties(form: Mapping[str, object]) -> dict[str, dict[str, object]]:
    """Return the form's properties by name, in order."""
    return msgspec.convert(form["properties"], dict[str, dict[str, object]])


def check_draft(form: Mapping[str, object], values: Values) -> None:
    """
    Let a draft pass that could still become right: known fields, texts of a bearable length.

    Raises:
        Refused: form-invalid, with the field.
    """
    known = properties(form)
    for name, value in values.items():
        if name not in known:
            raise Refused(Code.FORM_INVALID, field=name[:40])
        if isinstance(value, str) and len(value) > MAX_TEXT:
            raise Refused(Code.FORM_INVALID, field=name)


def filled(values: Values) -> dict[str, Value]:
    """Return the values without the fields that are empty."""
    return {name: value for name, value in values.items() if value is not None and value != ""}


def faulty_fields(form: Mapping[str, object], values: Values) -> tuple[str, ...]:
    """Return the fields that are missing or wrong, in the form's order; empty when the form may be presented."""
    answers = filled(values)
    names: set[str] = set()
    for error in Draft202012Validator(form, format_checker=_checker).iter_errors(answers):
        if error.validator == "required":
            names |= {name for name in properties(form) if name in error.validator_value and name not in answers}
        elif error.path:
            names.add(str(error.path[0]))
    return tuple(name for name in properties(form) if name in names)


def prefilled(form: Mapping[str, object], *, id_number: str, phone: str) -> dict[str, Value]:
    """Return the values that the ticket already told."""
    known = {"resident-id-number": id_number, "resident-phone": phone}
    return {
        name: known[source]
        for name, schema in properties(form).items()
        if isinstance(source := schema.get("x-prefill"), str) and source in known
    }


def personal_fields(form: Mapping[str, object]) -> frozenset[str]:
    """Return the fields that only the resident and the official in charge read in full."""
    return frozenset(name for name, schema in properties(form).items() if schema.get("x-personal"))
