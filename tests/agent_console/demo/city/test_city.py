import json
from collections import Counter

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from agent_console.core import form
from agent_console.core.handling import Duty, ServiceType
from agent_console.core.implementation import handling
from agent_console.demo.city.city import SplitWrong, check_items, check_offices, digest, read_city, read_offices

CITY = read_city()
ITEMS = [listed.item for listed in CITY]


def test_the_city_has_1087_items_733_of_the_halls_and_354_of_six_departments() -> None:
    assert Counter(item.zone for item in ITEMS) == {"hall": 733, "department": 354}
    assert len({item.department for item in ITEMS}) == 35
    assert sum(item.id_card_only for item in ITEMS) == 12


def test_every_item_is_complete_and_of_its_own_name() -> None:
    assert len({item.name.zh for item in ITEMS}) == len({item.name.en for item in ITEMS}) == 1087
    # A field is the same in all items that ask for it; checking it once is enough.
    properties = {json.dumps(each): each for item in ITEMS for each in form.properties(item.form).values()}
    for each in properties.values():
        Draft202012Validator.check_schema(each)
    for item in ITEMS:
        assert item.materials
        assert item.fields
        assert item.committed_days <= item.legal_days
        if item.id_card_only:
            assert [material.code for material in item.materials] == ["identity-card"]


def test_components_and_add_ons_are_items_of_the_city() -> None:
    known = {item.id for item in ITEMS}
    joint = {item.id: item.components for item in ITEMS if item.components}
    assert set(joint) == {"karaoke-bar", "school-closing"}
    assert all(set(item.components) | set(item.add_ons) <= known for item in ITEMS)
    by_id = {str(item.id): item for item in ITEMS}
    for parts in joint.values():
        assert len({by_id[part].department for part in parts}) == len(parts) == 2
    assert by_id["company-registration"].add_ons == ("official-seal",)
    assert by_id["real-estate-transfer"].target_minutes == 30
    assert by_id["housing-fund-withdrawal"].pays


def test_every_service_type_and_both_kinds_of_leniency_occur() -> None:
    kinds = Counter(
        handling(
            each.item,
            {part.division: part for part in each.implementations},
            home="441322",
            receiving="441302",
            receiving_office="huicheng",
        ).service_type
        for each in CITY
    )
    assert min(kinds[kind] for kind in ServiceType) > 100
    assert any(material.supply_days for item in ITEMS for material in item.materials)
    assert any(material.promise for item in ITEMS for material in item.materials)
    assert all((Duty.ACCEPTOR, Duty.DECIDER) in part.must_differ for each in CITY for part in each.implementations)


def test_another_split_is_refused_with_what_is_wrong() -> None:
    seal = next(index for index, item in enumerate(ITEMS) if item.id == "official-seal")
    moved = [*ITEMS[:seal], replace(ITEMS[seal], zone="hall"), *ITEMS[seal + 1 :], ITEMS[0]]
    with pytest.raises(SplitWrong) as caught:
        check_items(moved)
    assert caught.value.faults == (
        "item 'individual-business-registration' stands twice",
        "735 items of zone 'hall', not 733",
        "353 items of zone 'department', not 354",
    )
    with pytest.raises(SplitWrong, match="ID card only"):
        check_items([replace(item, id_card_only=False) for item in ITEMS])


def test_there_are_16_halls_and_at_least_50_agencies() -> None:
    offices = read_offices()
    assert Counter(office.kind for office in offices) == {"hall": 16, "agency": 50}
    assert len({office.id for office in offices}) == 66
    with pytest.raises(SplitWrong, match=r"15 halls, not 16"):
        check_offices(offices[1:])
    with pytest.raises(SplitWrong, match="49 agencies"):
        check_offices(offices[:-1])


def test_the_two_sizes_of_the_city_are_told_apart() -> None:
    assert digest(whole=True) != digest(whole=False) == digest(whole=False)
