import pytest
from msgspec.structs import replace

from agent_console.core.catalogue import Item
from agent_console.core.implementation import Implementation, Listed
from agent_console.core.publishing import Lack, Span, effective, lacks
from agent_console.demo.seed import read_demo_catalogue
from signaling.core.access import Actor
from signaling.protocol.names import Role
from signaling.protocol.views import Text

ITEM = read_demo_catalogue()[0]
OFFICIAL = Actor(
    Role.OFFICIAL,
    "chen",
    Text("陈", "Chen"),
    "441302",
    departments=frozenset({ITEM.department}),
    qualifications=frozenset({"business-registration"}),
)


def test_a_complete_item_lacks_nothing() -> None:
    assert lacks(Listed(ITEM), [OFFICIAL], ()) == ()


@pytest.mark.parametrize(
    ("item", "lack"),
    [
        (replace(ITEM, materials=()), Lack.MATERIALS),
        (replace(ITEM, labels={}), Lack.FORM),
        (replace(ITEM, delivery=()), Lack.DELIVERY),
        (replace(ITEM, name=Text("名", "")), Lack.NAME),
        (replace(ITEM, to_tell=(Text("请带公章", " "),)), Lack.WORDS),
        (replace(ITEM, labels={**ITEM.labels, "shop_name": Text("", "Name")}), Lack.WORDS),
        (replace(ITEM, add_ons=("none",)), Lack.PARTS),
        (replace(ITEM, qualification="pension"), Lack.OFFICIAL),
        (replace(ITEM, department="tax"), Lack.OFFICIAL),
    ],
)
def test_what_is_missing_is_named(item: Item, lack: Lack) -> None:
    assert lacks(Listed(item), [OFFICIAL], ()) == (lack,)


def test_nobody_decides_an_item_without_a_division() -> None:
    assert lacks(Listed(replace(ITEM, division="")), [OFFICIAL], ()) == (Lack.DECIDER, Lack.OFFICIAL)


def test_every_deciding_division_needs_an_official() -> None:
    elsewhere, here = Implementation("441324"), Implementation("441302")
    both = Listed(ITEM, (elsewhere, here))
    assert lacks(Listed(ITEM, (elsewhere,)), [OFFICIAL], ()) == (Lack.OFFICIAL,)
    assert lacks(both, [OFFICIAL], ()) == (Lack.OFFICIAL,)
    assert lacks(both, [OFFICIAL, replace(OFFICIAL, id="li", division="441324")], ()) == ()
    assert lacks(both, [replace(OFFICIAL, division="441300")], ()) == (), "the city's serves all of its counties"


@pytest.mark.parametrize(
    ("today", "holds"), [("2026-01-01", 1), ("2026-02-01", 2), ("2026-02-28", 2), ("2026-03-01", 1)]
)
def test_the_newest_version_that_holds_on_the_day_is_the_current_one(today: str, holds: int) -> None:
    versions = [Span(1, True), Span(2, True, "2026-02-01", "2026-02-28"), Span(3, False)]
    assert effective(versions, today) == holds


def test_an_item_may_have_no_version_on_a_day() -> None:
    assert effective([Span(1, True, None, "2026-01-31"), Span(2, True, "2026-03-01")], "2026-02-01") is None
