import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.core.words import bare, one_slip, plain, runs, stem, stems, syllables


def test_texts_are_compared_in_one_form() -> None:
    assert plain("Ｋａｉ店（1）") == "kai店(1)"
    assert runs(plain("开店 kd-2号")) == ["开店", "kd", "2", "号"]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("我想开店", "开店"), ("怎么办理结婚登记呢", "结婚登记"), ("身份证丢了怎么办", "身份证丢了"), ("办理", "办理")],
)
def test_a_question_is_cut_to_what_it_asks_for(asked: str, meant: str) -> None:
    assert bare(asked) == meant


def test_forms_of_an_english_word_share_their_stem() -> None:
    assert len({stem(word) for word in ("registration", "registering", "registered", "registers")}) == 1
    assert stems("how to open a shop") == ["open", "shop"]
    assert stem("tax") == "tax"


def test_characters_are_spoken_in_syllables() -> None:
    assert syllables("重庆开店ktv") == ("chong", "qing", "kai", "dian", "ktv")
    assert syllables("") == ()


@pytest.mark.parametrize(
    "typed", ["kaidian", "kaidan", "kaidiaan", "kajdian", "kaidina", "akidian", "aidian", "kaidia"]
)
def test_one_slip_is_forgiven(typed: str) -> None:
    assert one_slip(typed, "kaidian")
    assert one_slip("kaidian", typed)


@pytest.mark.parametrize("typed", ["kaida", "kaindai", "kdi", "kadiain", "", "naidiak"])
def test_two_slips_are_not(typed: str) -> None:
    assert not one_slip(typed, "kaidian")
    assert not one_slip("kaidian", typed)


@given(st.text(alphabet="ab", max_size=8), st.integers(0, 8), st.sampled_from("abc"))
def test_any_change_of_one_letter_is_one_slip(word: str, at: int, letter: str) -> None:
    at = min(at, len(word))
    for changed in (word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :], word[:at] + word[at + 1 :]):
        assert one_slip(changed, word)
