from datetime import date
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from agent_console.core.field import FieldKind, FieldSpec, When
from agent_console.core.form import (
    check_draft,
    compile_form,
    faulty_fields,
    filled,
    form_labels,
    is_one_line,
    kept,
    personal_fields,
    prefilled,
    properties,
)
from signaling.core.refusal import Refused
from signaling.protocol.views import Text, Value

LABEL = Text(zh="栏", en="Field")
ID_NUMBER = "441302199001011231"


def spec(kind: FieldKind, **changes: object) -> FieldSpec:
    choices = {"a": LABEL, "b": LABEL} if kind == "choice" else {}
    columns = {"name": FieldSpec(LABEL, "text")} if kind == "table" else {}
    return msgspec.structs.replace(FieldSpec(LABEL, kind, choices=choices, columns=columns), **changes)


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("text", "张三", " "),
        ("long-text", "经营范围", "x" * 501),
        ("id-number", ID_NUMBER, "441302199001011238"),
        ("id-number", ID_NUMBER, "441302199013011234"),
        ("credit-code", "91350100M000100Y43", "91350100M000100Y44"),
        ("phone", "13800138000", "1380013800"),
        ("phone", "13800138000", "+8613800138000"),
        ("date", "2026-02-28", "2026-02-30"),
        ("date", "2026-02-28", "28.2.2026"),
        ("choice", "a", "c"),
        ("money", "50000.00", "1,000"),
        ("money", "0", "-1"),
        ("integer", 3, "3"),
        ("integer", 3, 1.5),
        ("boolean", True, "yes"),
        ("email", "li.na@example.cn", "li.na"),
        ("bank-account", "4111111111111111", "4111111111111112"),
        ("credit-code", "91350100M000100Y43", "O1350100M000100Y43"),
        ("division", {"code": "441302", "name": "惠州市惠城区"}, {"code": "1", "name": "惠州市惠城区"}),
        ("division", {"code": "441302", "name": "惠州市惠城区"}, "441302"),
        (
            "address",
            {"code": "441302", "name": "惠城区", "text": "演达大道 1 号"},
            {"code": "441302", "name": "惠城区"},
        ),
        ("table", [{"name": "张三"}], [{"name": "张三", "age": 3}]),
        ("table", [{"name": "张三"}], [{"name": " "}]),
    ],
)
def test_a_field_takes_its_own_kind_of_value_only(kind: FieldKind, right: Value, wrong: Value) -> None:
    form = compile_form({"field": spec(kind)})
    Draft202012Validator.check_schema(form)
    assert faulty_fields(form, {"field": right}) == ()
    assert faulty_fields(form, {"field": wrong}) == ("field",)


def test_a_required_field_left_empty_is_told_of_in_the_forms_order() -> None:
    form = compile_form({"z": spec("text"), "y": spec("text", required=False), "a": spec("integer")})
    assert faulty_fields(form, {"z": "", "y": "", "a": None}) == ("z", "a")
    assert faulty_fields(form, {}) == ("z", "a")


def test_a_declaration_has_to_be_made() -> None:
    form = compile_form({"declares": spec("boolean", must_be=True)})
    assert faulty_fields(form, {"declares": False}) == ("declares",)
    assert faulty_fields(form, {"declares": True}) == ()


def test_bounds_hold_for_texts_and_integers() -> None:
    form = compile_form({"name": spec("text", minimum=2, maximum=4), "age": spec("integer", minimum=1, maximum=9)})
    assert faulty_fields(form, {"name": "a", "age": 0}) == ("name", "age")
    assert faulty_fields(form, {"name": "abcde", "age": 10}) == ("name", "age")
    assert faulty_fields(form, {"name": "ab", "age": 9}) == ()


def test_a_draft_may_be_wrong_but_holds_known_fields_of_bearable_length() -> None:
    form = compile_form({"phone": spec("phone")})
    check_draft(form, {"phone": "not yet"})
    with pytest.raises(Refused, match="form-invalid"):
        check_draft(form, {"other": 1})
    with pytest.raises(Refused, match="form-invalid"):
        check_draft(form, {"phone": "x" * 501})


def test_the_ticket_fills_the_fields_that_ask_for_it() -> None:
    form = compile_form(
        {
            "id": spec("id-number", prefill="resident-id-number"),
            "phone": spec("phone", prefill="resident-phone"),
            "other": spec("phone"),
        }
    )
    assert prefilled(form, id_number=ID_NUMBER, phone="13800138000") == {"id": ID_NUMBER, "phone": "13800138000"}


def test_labels_name_fields_and_choices() -> None:
    assert set(form_labels({"kind": spec("choice")})) == {"kind", "kind=a", "kind=b"}


def test_numbers_of_persons_and_fields_said_to_be_personal_are_personal() -> None:
    form = compile_form(
        {"a": spec("id-number"), "b": spec("phone"), "c": spec("text", personal=True), "d": spec("text")}
    )
    assert personal_fields(form) == {"a", "b", "c"}


CONDITIONAL = {
    "kind": spec("choice", required=False),
    "name": spec("text", when=When("kind", "b")),
    "certain": spec("boolean", when=When("kind", ("a", "b")), required=False),
    "why": spec("text", when=When("certain", False)),
}


def test_a_field_is_asked_for_only_while_its_condition_holds() -> None:
    form = compile_form(CONDITIONAL)
    Draft202012Validator.check_schema(form)
    assert faulty_fields(form, {}) == ()
    assert faulty_fields(form, {"kind": "a"}) == ()
    assert faulty_fields(form, {"kind": "b"}) == ("name",)
    assert faulty_fields(form, {"kind": "b", "name": "张三", "certain": False}) == ("why",)


def test_what_is_hidden_is_not_kept_nor_what_hangs_on_it() -> None:
    form = compile_form(CONDITIONAL)
    values: dict[str, Value] = {"kind": "a", "name": "张三", "certain": False, "why": "so"}
    assert kept(form, values) == {"kind": "a", "certain": False, "why": "so"}
    assert kept(form, {**values, "kind": None}) == {"kind": None}
    # The compiled schema alone says the same.
    assert not Draft202012Validator(form).is_valid(values)
    assert Draft202012Validator(form).is_valid(kept(form, values))


def test_a_date_lies_on_the_right_side_of_today_and_of_another() -> None:
    form = compile_form({"born": spec("date", day="past"), "opens": spec("date", day="future", after="born")})
    today = date(2026, 1, 5)
    assert faulty_fields(form, {"born": "2026-01-05", "opens": "2026-01-05"}, today) == ()
    assert faulty_fields(form, {"born": "2026-01-06", "opens": "2026-01-04"}, today) == ("born", "opens")
    assert faulty_fields(form, {"born": "2026-01-06", "opens": "2026-01-07"}) == ()
    assert faulty_fields(form, {"born": "2026-01-06", "opens": "2026-01-05"}) == ("opens",)


def test_empty_rows_and_cells_count_as_nothing() -> None:
    values: dict[str, Value] = {"a": [{"name": ""}, {"name": None}], "b": [{"x": "1", "y": ""}, {}], "c": {"text": ""}}
    assert filled(values) == {"b": [{"x": "1"}]}
    form = compile_form({"a": spec("table")})
    assert faulty_fields(form, values | {"b": None, "c": None}) == ("a",)


def test_a_draft_of_a_table_has_bounds_too() -> None:
    form = compile_form({"t": spec("table"), "at": spec("address")})
    check_draft(form, {"t": [{"name": ""}], "at": {"text": "x"}})
    wrongs: tuple[Value, ...] = ([{"other": "x"}], [{"name": "x" * 501}], [{"name": "x"}] * 51, {"other": "x"})
    for wrong in wrongs:
        with pytest.raises(Refused, match="form-invalid"):
            check_draft(form, {"t": wrong})
    with pytest.raises(Refused, match="form-invalid"):
        check_draft(form, {"at": {"other": "x"}})


def test_a_choice_may_start_from_what_most_people_choose() -> None:
    form = compile_form({"kind": spec("choice", default="b")})
    assert prefilled(form, id_number=ID_NUMBER, phone="13800138000") == {"kind": "b"}


@given(st.dictionaries(st.text(max_size=5), st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text())))
def test_junk_in_a_form_is_a_fault_and_no_crash(values: dict[str, Value]) -> None:
    kinds: tuple[FieldKind, ...] = ("id-number", "phone", "date", "money", "credit-code")
    form = compile_form({kind.replace("-", "_"): spec(kind) for kind in kinds})
    assert set(faulty_fields(form, values)) <= {kind.replace("-", "_") for kind in kinds}


def test_what_fits_on_one_line_is_no_tick_no_address_and_no_table() -> None:
    several = {
        kind for kind in get_args(FieldKind) if not is_one_line(properties(compile_form({"f": spec(kind)}))["f"])
    }
    assert several == {"boolean", "division", "address", "table"}
    declared = compile_form({"f": spec("boolean", must_be=True)})
    assert not is_one_line(properties(declared)["f"])
