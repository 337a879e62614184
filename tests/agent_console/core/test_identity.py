import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.core.identity import is_credit_code, mask


@pytest.mark.parametrize("code", ["91350100M000100Y43", "911101080828461726"])
def test_a_right_credit_code_passes(code: str) -> None:
    assert is_credit_code(code)


@pytest.mark.parametrize(
    "code", ["91350100M000100Y44", "91350100M000100Y4", "91350100M000100Y4I", "", "91350100m000100y43"]
)
def test_a_credit_code_of_wrong_form_or_check_character_is_refused(code: str) -> None:
    assert not is_credit_code(code)


@given(st.text(max_size=30))
def test_junk_is_no_credit_code_and_breaks_nothing(text: str) -> None:
    assert is_credit_code(text) in (True, False)


def test_a_masked_number_shows_its_ends_only() -> None:
    assert mask("441302199001011234") == "4413**********1234"
    assert mask("13800138000") == "13*******00"
    assert mask("张三") == "**"
    assert mask("") == ""


@given(st.text(max_size=40))
def test_masking_keeps_the_length_and_hides_at_least_half(text: str) -> None:
    hidden = mask(text)
    assert len(hidden) == len(text)
    assert hidden.count("*") >= len(text) / 2
