"""One field of a form: as the catalogue writes it, and as JSON Schema (draft 2020-12) has it."""

import re
from collections.abc import Mapping
from typing import Literal

import msgspec

from signaling.protocol.views import Text

FieldKind = Literal[
    "text",
    "long-text",
    "id-number",
    "credit-code",
    "phone",
    "email",
    "bank-account",
    "date",
    "choice",
    "money",
    "integer",
    "boolean",
    "division",
    "address",
    "table",
]

MAX_TEXT = 500
MAX_ROWS = 50
_NAME = re.compile(r"^[a-z][a-z0-9_]{0,39}$")
_MONEY = r"^(0|[1-9][0-9]{0,10})(\.[0-9]{1,2})?$"
_DIVISION: dict[str, object] = {
    "code": {"type": "string", "pattern": r"^[1-9][0-9]{5}([0-9]{3}([0-9]{3})?)?$"},  # GB/T 2260, GB/T 10114.
    "name": {"type": "string", "minLength": 1, "maxLength": 100, "pattern": r"\S"},
}
_STREET: dict[str, object] = {"type": "string", "minLength": 2, "maxLength": 100, "pattern": r"\S"}
# `minLength` keeps a cleared field, which arrives as "", from counting as filled in.
_SCHEMAS: dict[FieldKind, dict[str, object]] = {
    "text": {"type": "string", "minLength": 1, "maxLength": 100, "pattern": r"\S"},
    "long-text": {"type": "string", "minLength": 1, "maxLength": MAX_TEXT, "pattern": r"\S", "x-lines": 3},
    "id-number": {"type": "string", "format": "id-number", "pattern": r"^[1-9][0-9]{16}[0-9X]$", "x-personal": True},
    "credit-code": {"type": "string", "format": "credit-code", "pattern": r"^[0-9A-HJ-NPQRTUWXY]{18}$"},
    "phone": {"type": "string", "format": "phone", "pattern": r"^1[3-9][0-9]{9}$", "x-personal": True},
    "email": {"type": "string", "format": "email", "maxLength": 254, "x-personal": True},
    "bank-account": {"type": "string", "format": "bank-account", "pattern": r"^[0-9]{12,19}$", "x-personal": True},
    "date": {"type": "string", "format": "date", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "choice": {"type": "string"},
    "money": {"type": "string", "format": "money", "pattern": _MONEY, "x-unit": "CNY"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "division": {
        "type": "object",
        "x-kind": "division",
        "additionalProperties": False,
        "required": ["code", "name"],
        "properties": _DIVISION,
    },
    "address": {
        "type": "object",
        "x-kind": "address",
        "additionalProperties": False,
        "required": ["code", "name", "text"],
        "properties": {**_DIVISION, "text": _STREET},
    },
    "table": {"type": "array", "x-kind": "table", "minItems": 1, "maxItems": MAX_ROWS},
}
_BOUNDS: dict[FieldKind, tuple[str, str]] = {
    "text": ("minLength", "maxLength"),
    "long-text": ("minLength", "maxLength"),
    "integer": ("minimum", "maximum"),
    "table": ("minItems", "maxItems"),
}


class When(msgspec.Struct, frozen=True, rename={"field": "field", "is_": "is"}, forbid_unknown_fields=True):
    """A condition: the field is only there while another one has this value, or one of these."""

    field: str
    is_: str | bool | tuple[str, ...]

    def values(self) -> tuple[str | bool, ...]:
        """Return the values that fulfil it."""
        return self.is_ if isinstance(self.is_, tuple) else (self.is_,)


class FieldSpec(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """One field of a form, as the catalogue file writes it."""

    label: Text
    kind: FieldKind
    required: bool = True
    choices: dict[str, Text] = {}
    prefill: Literal["resident-id-number", "resident-phone"] | None = None
    personal: bool = False  # Masked for supervisors; ID numbers, phones, accounts and e-mail addresses always are.
    minimum: int | None = None  # Of an integer; of a text its least length, of a table its least rows.
    maximum: int | None = None
    must_be: bool | None = None  # A declaration that has to be made.
    columns: dict[str, "FieldSpec"] = {}  # Of a table: plain fields.
    when: When | None = None
    section: Text | None = None  # A heading that stands above this field.
    default: str | None = None  # Of a choice.
    day: Literal["past", "future"] | None = None  # Of a date: today is both.
    after: str | None = None  # Of a date: the field whose date it may not precede.

    def faults(self, name: str, earlier: Mapping[str, "FieldSpec"] | None = None) -> list[str]:
        """
        Return what is wrong with the field, each as a path below it and a sentence.

        Args:
            name: The field's own.
            earlier: The fields that stand before it; None where they are not known.
        """
        found = [] if _NAME.match(name) else [": a field's name is lower-case letters, digits and _"]
        if (self.kind == "choice") != bool(self.choices):
            found.append(".choices: a choice has choices, and nothing else has")
        if self.must_be is not None and self.kind != "boolean":
            found.append(".must-be: only a boolean can have to be true")
        if (self.minimum is not None or self.maximum is not None) and self.kind not in _BOUNDS:
            found.append(".minimum: only a text, an integer or a table has bounds")
        if self.prefill is not None and self.kind not in ("id-number", "phone"):
            found.append(".prefill: only an ID number or a phone is known from the ticket")
        if self.default is not None and self.default not in self.choices:
            found.append(".default: it is none of the choices")
        if (self.day is not None or self.after is not None) and self.kind != "date":
            found.append(".day: only a date lies before or after another")
        if (self.kind == "table") != bool(self.columns):
            found.append(".columns: a table has columns, and nothing else has")
        found += self._faults_of_columns()
        if earlier is not None:
            found += self._faults_of_references(earlier)
        return found

    def _faults_of_columns(self) -> list[str]:
        found: list[str] = []
        for name, column in self.columns.items():
            if column.kind in ("table", "address", "division") or column.when is not None or column.section is not None:
                found.append(f".columns.{name}: a column is a plain field")
            found += [f".columns.{name}{fault}" for fault in column.faults(name)]
        return found

    def _faults_of_references(self, earlier: Mapping[str, "FieldSpec"]) -> list[str]:
        found: list[str] = []
        if self.after is not None and (self.after not in earlier or earlier[self.after].kind != "date"):
            found.append(f".after: no date {self.after!r} stands before it")
        if self.when is None:
            return found
        other = earlier.get(self.when.field)
        if other is None or other.kind not in ("choice", "boolean"):
            return [*found, f".when.field: no choice or boolean {self.when.field!r} stands before it"]
        known: set[str | bool] = {*other.choices} if other.kind == "choice" else {True, False}
        strangers = [value for value in self.when.values() if value not in known]
        return [*found, *(f".when.is: {self.when.field!r} is never {value!r}" for value in strangers)]


def property_of(name: str, spec: FieldSpec) -> dict[str, object]:
    """Return the field as JSON Schema; what JSON Schema has no word for stands under `x-`."""
    schema: dict[str, object] = {"title": name, **_SCHEMAS[spec.kind]}
    if spec.kind == "choice":
        schema["enum"] = list(spec.choices)
    if spec.kind == "table":
        schema["items"] = {
            "type": "object",
            "additionalProperties": False,
            "required": [column for column, each in spec.columns.items() if each.required],
            "properties": {column: property_of(f"{name}.{column}", each) for column, each in spec.columns.items()},
        }
        if any("x-personal" in property_of(column, each) for column, each in spec.columns.items()):
            schema["x-personal"] = True
    marks: dict[str, object | None] = {
        "const": spec.must_be,
        "x-prefill": spec.prefill,
        "x-personal": spec.personal or None,
        "default": spec.default,
        "x-day": spec.day,
        "x-after": spec.after,
        "x-section": True if spec.section else None,
        "x-when": {"field": spec.when.field, "is": list(spec.when.values())} if spec.when else None,
    }
    schema |= {key: value for key, value in marks.items() if value is not None}
    low, high = _BOUNDS.get(spec.kind, ("", ""))
    if spec.minimum is not None:
        schema[low] = spec.minimum
    if spec.maximum is not None:
        schema[high] = spec.maximum
    return schema


def labels_of(name: str, spec: FieldSpec) -> dict[str, Text]:
    """Return what a person reads: by property, property "=" choice, property "#section", and table "." column."""
    labels = {name: spec.label, **{f"{name}={choice}": text for choice, text in spec.choices.items()}}
    if spec.section is not None:
        labels[f"{name}#section"] = spec.section
    for column, each in spec.columns.items():
        labels |= labels_of(f"{name}.{column}", each)
    return labels
