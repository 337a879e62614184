from agent_console.core.sayings import SAYINGS, phrases
from agent_console.core.words import plain


def test_an_item_is_called_as_people_say_it() -> None:
    assert "开店" in phrases("个体工商户设立登记")
    assert "open a shop" in phrases("个体工商户设立登记")
    assert "过户" in phrases("不动产转移登记")
    assert phrases("无人知晓的事项") == ()


def test_a_term_holds_only_with_all_its_parts() -> None:
    assert "开店" not in phrases("个体工商户注销登记")


def test_every_saying_has_both_sides_in_plain_writing() -> None:
    for saying in SAYINGS:
        assert saying.phrases
        assert saying.terms
        assert all(phrase == plain(phrase) for phrase in saying.phrases)
