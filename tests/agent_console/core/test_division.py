import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.core.division import CodeInvalid, Level, Tree, canonical, covers, joined, level, lineage
from signaling.protocol.views import Text


def tree(*codes: str) -> Tree:
    return Tree(joined({code: Text(zh=code, en=code) for code in codes}))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("44", "440000"),
        ("4413", "441300"),
        ("441300", "441300"),
        ("441302", "441302"),
        ("441302000000", "441302"),
        ("441302001", "441302001"),
        ("441302001000", "441302001"),
        ("441302001002", "441302001002"),
    ],
)
def test_a_code_has_one_form(written: str, meant: str) -> None:
    assert canonical(written) == meant


@pytest.mark.parametrize("text", ["", "4", "441", "04", "44130", "4413021", "4413020010020", "44 300", "４４"])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(CodeInvalid):
        canonical(text)


@given(st.text(max_size=14))
def test_any_text_is_a_code_or_refused(text: str) -> None:
    try:
        once = canonical(text)
    except CodeInvalid:
        return
    assert canonical(once) == once


def test_a_division_covers_itself_and_what_lies_below_it() -> None:
    assert covers("440000", "441302001")
    assert covers("441300", "441302")
    assert covers("441302", "441302")
    assert not covers("441302", "441300")
    assert not covers("441302", "441303001")


def test_the_path_leads_from_the_province_down() -> None:
    places = tree("44", "4413", "441302", "441302001")
    assert lineage("441302001") == ("440000", "441300", "441302", "441302001")
    assert [division.level for division in places.path("441302001")] == [
        Level.PROVINCE,
        Level.CITY,
        Level.COUNTY,
        Level.TOWNSHIP,
    ]
    assert [division.code for division in places.children("441300")] == ["441302"]
    assert [division.code for division in places.children(None)] == ["440000"]


def test_a_missing_level_is_skipped() -> None:
    places = tree("44", "441302")
    county = places.get("441302000000")
    assert county is not None
    assert (county.parent, level(county.code)) == ("440000", Level.COUNTY)
    assert places.get("no code") is None
    assert places.get("4403") is None


def test_a_county_that_stands_for_its_city_is_that_city() -> None:
    found = joined(
        {"4419": Text(zh="东莞市", en="Dongguan"), "441900": Text(zh="东莞市", en=""), "441900003": Text("东", "d")}
    )
    assert [(division.code, division.parent) for division in found] == [("441900", None), ("441900003", "441900")]
    assert [division.code for division in Tree(found).path("441900003")] == ["441900", "441900003"]
