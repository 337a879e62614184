import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.core.template import Template, TemplateKind, TemplatesInvalid, fill, read_templates, template_faults
from signaling.protocol.views import Text

CLAUSE = Text(zh="某法第一条", en="Article 1")


def reason(zh: str, en: str) -> Template:
    return Template(TemplateKind.CORRECTION, "missing", Text(zh=zh, en=en))


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        (reason("缺{material}", "missing"), "the languages differ in material"),
        (reason("缺{paper}", "{paper} missing"), "unknown placeholder {paper}"),
        (reason("缺{", "missing"), "a brace that is no placeholder"),
        (Template(TemplateKind.REFUSAL, "x", Text(zh="不", en="no")), "a ground names its clause"),
    ],
)
def test_a_fault_is_named(template: Template, fault: str) -> None:
    assert fault in template_faults(template)


def test_a_filled_template_speaks_both_languages() -> None:
    said = fill(Text(zh="缺{material}，{until}前", en="{material} by {until}"), {"material": CLAUSE, "until": "5-1"})
    assert said == Text(zh="缺某法第一条，5-1前", en="Article 1 by 5-1")


def test_what_nobody_knows_stays_to_be_filled_in() -> None:
    assert fill(Text(zh="{reason}", en="{reason}"), {}) == Text(zh="{reason}", en="{reason}")


@given(st.text(), st.dictionaries(st.sampled_from(["material", "until"]), st.text()))
def test_filling_never_fails_and_what_is_filled_in_is_no_template(words: str, facts: dict[str, str]) -> None:
    fill(Text(zh=words, en=words), facts)
    assert fill(Text(zh="{material}", en=""), {"material": "{until}", "until": "x"}).zh == "{until}"


def test_a_file_with_faults_is_refused_whole() -> None:
    good = {"kind": "phrase", "code": "hello", "text": {"zh": "好", "en": "hi"}}
    assert len(read_templates({"format": 1, "templates": [good]})) == 1
    with pytest.raises(TemplatesInvalid, match="stands twice"):
        read_templates({"format": 1, "templates": [good, good]})
    with pytest.raises(TemplatesInvalid):
        read_templates({"format": 1, "templates": [{"kind": "phrase"}]})
