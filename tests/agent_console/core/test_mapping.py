"""Claims about writing our case as a department system wants it."""

import pytest

from agent_console.core.mapping import CannotMap, Rule, check_rules, look_up, translate

OURS = {
    "number": "441302-1",
    "values": {"name": "惠州甲公司", "capital": "100000.50", "day": "2026-03-01", "trade": "retail"},
}


def test_fields_go_where_they_want_them() -> None:
    rules = (
        Rule("/head/serial", source="number"),
        Rule("/body/name", source="values.name"),
        Rule("/body/capital", source="values.capital", format="fen"),
        Rule("/body/day", source="values.day", format="date-compact"),
        Rule("/body/trade", source="values.trade", choices={"retail": "F52"}),
        Rule("/head/channel", constant="remote"),
    )
    assert translate(rules, OURS) == {
        "head": {"serial": "441302-1", "channel": "remote"},
        "body": {"name": "惠州甲公司", "capital": 10000050, "day": "20260301", "trade": "F52"},
    }


def test_an_optional_field_that_is_missing_is_left_out() -> None:
    assert translate((Rule("/x", source="values.nothing", required=False),), OURS) == {}


def test_every_fault_is_told_at_once() -> None:
    rules = (
        Rule("/a", source="values.nothing"),
        Rule("/b", source="values.name", format="number"),
        Rule("/c", source="values.trade", choices={"catering": "H62"}),
        Rule("/d", source="values.name", format="date-compact"),
    )
    with pytest.raises(CannotMap) as caught:
        translate(rules, OURS)
    assert [fault.partition(":")[0] for fault in caught.value.faults] == ["/a", "/b", "/c", "/d"]


def test_a_value_cannot_also_be_an_object() -> None:
    with pytest.raises(CannotMap):
        translate((Rule("/a", source="number"), Rule("/a/b", source="number")), OURS)


def test_numbers_stay_whole_where_they_are() -> None:
    rules = (Rule("/n", source="n", format="number"), Rule("/m", source="m", format="number"))
    assert translate(rules, {"n": "12", "m": "1.5"}) == {"n": 12, "m": 1.5}


def test_pointers_are_unescaped() -> None:
    assert translate((Rule("/a~1b/c~0d", constant=1),), {}) == {"a/b": {"c~d": 1}}


@pytest.mark.parametrize(
    "rule", [Rule("name", source="a"), Rule("/a//b", source="a"), Rule("/a"), Rule("/a", source="a", constant=1)]
)
def test_a_rule_that_cannot_be_followed_is_named(rule: Rule) -> None:
    assert check_rules((rule,))


def test_a_target_stands_once() -> None:
    assert check_rules((Rule("/a", source="a"), Rule("/a", source="b"))) == ("/a: stands twice",)


def test_what_is_not_there_is_nothing() -> None:
    assert look_up({"a": {"b": 1}}, "a.b.c") is None
