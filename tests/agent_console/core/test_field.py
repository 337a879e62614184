import msgspec
import pytest

from agent_console.core.field import FieldKind, FieldSpec, When, labels_of, property_of
from signaling.protocol.views import Text

LABEL = Text(zh="栏", en="Field")
CHOICE = FieldSpec(LABEL, "choice", choices={"a": LABEL, "b": LABEL})
DATE = FieldSpec(LABEL, "date")


def spec(kind: FieldKind, **changes: object) -> FieldSpec:
    return msgspec.structs.replace(
        FieldSpec(LABEL, kind, choices=CHOICE.choices if kind == "choice" else {}), **changes
    )


@pytest.mark.parametrize(
    ("name", "field", "fault"),
    [
        ("Name", spec("text"), "lower-case"),
        ("name", spec("choice", choices={}), ".choices"),
        ("name", spec("text", choices={"a": LABEL}), ".choices"),
        ("name", spec("text", must_be=True), ".must-be"),
        ("name", spec("date", minimum=1), ".minimum"),
        ("name", spec("text", prefill="resident-phone"), ".prefill"),
        ("name", spec("choice", default="c"), ".default"),
        ("name", spec("text", day="past"), ".day"),
        ("name", spec("table"), ".columns"),
        ("name", spec("text", columns={"a": DATE}), ".columns"),
        ("name", spec("table", columns={"a": spec("address")}), ".columns.a"),
        ("name", spec("table", columns={"a": spec("text", must_be=True)}), ".columns.a.must-be"),
        ("name", spec("date", after="later"), ".after"),
        ("name", spec("text", when=When("later", "a")), ".when.field"),
        ("name", spec("text", when=When("date", "a")), ".when.field"),
        ("name", spec("text", when=When("kind", ("a", "c"))), ".when.is"),
        ("name", spec("text", when=When("kind", True)), ".when.is"),
    ],
)
def test_a_field_that_makes_no_sense_says_so(name: str, field: FieldSpec, fault: str) -> None:
    (found,) = field.faults(name, {"kind": CHOICE, "date": DATE})
    assert fault in found


@pytest.mark.parametrize(
    "field",
    [
        spec("table", columns={"name": spec("text")}, minimum=2, maximum=3),
        spec("text", when=When("kind", ("a", "b"))),
        spec("date", after="date", day="future"),
        spec("choice", default="b"),
    ],
)
def test_a_field_that_makes_sense_has_no_faults(field: FieldSpec) -> None:
    assert field.faults("name", {"kind": CHOICE, "date": DATE}) == []


def test_a_condition_is_read_as_the_file_writes_it() -> None:
    tree = {"label": {"zh": "栏", "en": "Field"}, "kind": "text", "when": {"field": "kind", "is": ["a", "b"]}}
    read = msgspec.convert(tree, FieldSpec)
    assert read.when == When("kind", ("a", "b"))
    assert property_of("name", read)["x-when"] == {"field": "kind", "is": ["a", "b"]}


def test_a_table_is_personal_with_a_personal_column() -> None:
    assert property_of("people", spec("table", columns={"id": spec("id-number")}))["x-personal"] is True
    assert "x-personal" not in property_of("goods", spec("table", columns={"name": spec("text")}))


def test_labels_name_sections_and_columns() -> None:
    table = spec("table", columns={"kind": CHOICE}, section=LABEL)
    assert set(labels_of("t", table)) == {"t", "t#section", "t.kind", "t.kind=a", "t.kind=b"}
