"""
Forms: compiled from the catalogue's fields to JSON Schema (draft 2020-12), and checked against it.

A draft may be incomplete or wrong while it is typed; what is presented to the resident may not. A field whose condition
does not hold is not there: neither asked for nor kept.
"""

from collections.abc import Mapping
from datetime import date

import msgspec
from jsonschema import Draft202012Validator

from agent_console.core.field import MAX_ROWS, MAX_TEXT, FieldKind, FieldSpec, labels_of, property_of
from agent_console.core.formats import CHECKER
from signaling.core.refusal import Refused
from signaling.protocol.codes import Code
from signaling.protocol.views import Cell, Text, Value

__all__ = ["Cell", "FieldKind", "FieldSpec", "Value", "Values", "compile_form"]

Values = Mapping[str, Value]


def compile_form(fields: Mapping[str, FieldSpec]) -> dict[str, object]:
    """Return the JSON Schema of the fields, in their order."""
    schema: dict[str, object] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, spec in fields.items() if spec.required and spec.when is None],
        "properties": {name: property_of(name, spec) for name, spec in fields.items()},
    }
    conditions = [_condition(name, spec) for name, spec in fields.items() if spec.when is not None]
    return {**schema, "allOf": conditions} if conditions else schema


def _condition(name: str, spec: FieldSpec) -> dict[str, object]:
    assert spec.when is not None
    holds = {"required": [spec.when.field], "properties": {spec.when.field: {"enum": list(spec.when.values())}}}
    return {"if": holds, "then": {"required": [name] if spec.required else []}, "else": {"properties": {name: False}}}


def form_labels(fields: Mapping[str, FieldSpec]) -> dict[str, Text]:
    """Return what a person reads, as `labels_of` names it."""
    return {key: text for name, spec in fields.items() for key, text in labels_of(name, spec).items()}


def properties(form: Mapping[str, object]) -> dict[str, dict[str, object]]:
    """Return the form's properties by name, in order."""
    found = form["properties"]
    assert isinstance(found, dict)  # As `compile_form` makes it; to convert it each time would copy it.
    return found


def is_one_line(schema: Mapping[str, object]) -> bool:
    """Tell whether a field's answer fits on one line: no tick, no address, no division and no table."""
    return "x-kind" not in schema and schema.get("type") != "boolean"


def check_draft(form: Mapping[str, object], values: Values) -> None:
    """
    Let a draft pass that could still become right: known fields, texts and tables of a bearable length.

    Raises:
        Refused: form-invalid, with the field.
    """
    known = properties(form)
    for name, value in values.items():
        if name not in known:
            raise Refused(Code.FORM_INVALID, field=name[:40])
        rows = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
        inner = properties(_rows(known[name])) if rows else {}
        strange = any(cell not in inner for row in rows for cell in row)
        texts = [value, *(cell for row in rows for cell in row.values())]
        too_long = any(isinstance(text, str) and len(text) > MAX_TEXT for text in texts)
        if strange or too_long or len(rows) > MAX_ROWS:
            raise Refused(Code.FORM_INVALID, field=name)


def _rows(schema: Mapping[str, object]) -> Mapping[str, object]:
    """Return the schema of a field's records; an empty one where it has none."""
    inner = schema.get("items", schema)
    return {"properties": {}, **inner} if isinstance(inner, dict) else {"properties": {}}


def filled(values: Values) -> dict[str, Value]:
    """Return the values without the fields that are empty, also those within a table or an address."""
    found: dict[str, Value] = {}
    for name, value in values.items():
        if isinstance(value, dict):
            value = _cells(value) or None
        elif isinstance(value, list):
            value = [cells for row in value if (cells := _cells(row))] or None
        if value is not None and value != "":
            found[name] = value
    return found


def _cells(record: Mapping[str, Cell]) -> dict[str, Cell]:
    return {name: cell for name, cell in record.items() if cell is not None and cell != ""}


def kept(form: Mapping[str, object], values: Values) -> dict[str, Value]:
    """Return the values of the fields that are there: those whose condition holds, or that have none."""
    found = dict(values)
    # A condition names an earlier field: what hides that one has been decided before.
    for name, schema in properties(form).items():
        if "x-when" in schema:
            when = msgspec.convert(schema["x-when"], _Condition)
            if found.get(when.field) not in when.is_:
                found.pop(name, None)
    return found


class _Condition(msgspec.Struct, frozen=True, rename={"field": "field", "is_": "is"}):
    field: str
    is_: tuple[str | bool, ...]


def faulty_fields(form: Mapping[str, object], values: Values, today: date | None = None) -> tuple[str, ...]:
    """
    Return the fields that are missing or wrong, in the form's order; empty when the form may be presented.

    Args:
        form: As compiled.
        values: As typed so far.
        today: In the hall; None leaves out what depends on it.
    """
    answers = kept(form, filled(values))
    names: set[str] = set()
    for error in Draft202012Validator(form, format_checker=CHECKER).iter_errors(answers):
        if error.absolute_path:
            names.add(str(error.absolute_path[0]))
        elif error.validator == "required":
            names |= {name for name in properties(form) if name in error.validator_value and name not in answers}
    names |= _wrong_dates(form, answers, today)
    return tuple(name for name in properties(form) if name in names)


def _wrong_dates(form: Mapping[str, object], answers: Values, today: date | None) -> set[str]:
    wrong: set[str] = set()
    for name, schema in properties(form).items():
        day = _day(answers.get(name))
        if day is None:
            continue
        after = _day(answers.get(str(schema.get("x-after"))))
        if after is not None and day < after:
            wrong.add(name)
        if today is not None and (
            (schema.get("x-day") == "past" and day > today) or (schema.get("x-day") == "future" and day < today)
        ):
            wrong.add(name)
    return wrong


def _day(value: Value) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def prefilled(form: Mapping[str, object], *, id_number: str, phone: str) -> dict[str, Value]:
    """Return the values that the ticket already told, and the choices that most people make."""
    known = {"resident-id-number": id_number, "resident-phone": phone}
    found: dict[str, Value] = {}
    for name, schema in properties(form).items():
        source, default = schema.get("x-prefill"), schema.get("default")
        if isinstance(source, str) and source in known:
            found[name] = known[source]
        elif isinstance(default, str):
            found[name] = default
    return found


def personal_fields(form: Mapping[str, object]) -> frozenset[str]:
    """Return the fields that only the resident and the official in charge read in full."""
    return frozenset(name for name, schema in properties(form).items() if schema.get("x-personal"))
