import pytest

from agent_console.core.applicant import FIELDS, with_applicant
from agent_console.core.field import FieldSpec
from agent_console.core.form import compile_form, faulty_fields, prefilled
from signaling.protocol.views import Text

LABEL = Text(zh="栏", en="Field")
FORM = compile_form(with_applicant({"name": FieldSpec(LABEL, "text", required=False)}))


def test_the_applicants_fields_make_sense_and_stand_first_under_their_heading() -> None:
    earlier: dict[str, FieldSpec] = {}
    for name, field in FIELDS.items():
        assert field.faults(name, earlier) == []
        earlier[name] = field
    fields = with_applicant({"name": FieldSpec(LABEL, "text")})
    assert list(fields) == [*FIELDS, "name"]
    assert fields["name"].section is not None


def test_whoever_comes_in_person_is_asked_for_nothing_more() -> None:
    assert prefilled(FORM, id_number="", phone="") == {"applicant_kind": "self"}
    assert faulty_fields(FORM, {"applicant_kind": "self"}) == ()
    assert faulty_fields(FORM, {}) == ()


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("agent", ("agent_name", "agent_id_number")),
        ("guardian", ("agent_name", "agent_id_number", "agent_relation")),
        ("companion", ("agent_name", "agent_relation")),
    ],
)
def test_whoever_comes_for_another_or_with_them_gives_their_name(kind: str, asked: tuple[str, ...]) -> None:
    assert faulty_fields(FORM, {"applicant_kind": kind}) == asked
