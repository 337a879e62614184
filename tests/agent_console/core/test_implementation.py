import pytest
from msgspec.structs import replace

from agent_console.core.catalogue import Item, Material
from agent_console.core.handling import Duty, Handling, ServiceType
from agent_console.core.implementation import Implementation, handling, needs_hands
from agent_console.demo.seed import read_demo_catalogue
from signaling.core.refusal import Refused
from signaling.protocol.codes import Code
from signaling.protocol.views import Text

ITEM = replace(read_demo_catalogue()[0], service_type=1)
HUICHENG, BOLUO, LONGMEN, CITY = "441302", "441322", "441324", "441300"


def resolved(
    *implementations: Implementation, home: str | None = BOLUO, receiving: str | None = HUICHENG, item: Item = ITEM
) -> Handling:
    by_division = {each.division: each for each in implementations}
    return handling(item, by_division, home=home, receiving=receiving, receiving_office="huicheng")


@pytest.mark.parametrize(
    ("kind", "accepting", "deciding"), [(1, BOLUO, BOLUO), (2, HUICHENG, BOLUO), (3, HUICHENG, HUICHENG)]
)
def test_the_service_type_says_who_accepts_and_who_decides(kind: int, accepting: str, deciding: str) -> None:
    types = {"*": ServiceType.COLLECTED, "huicheng": ServiceType(kind)}
    found = resolved(Implementation(BOLUO, service_types=types), Implementation(HUICHENG))
    assert (found.service_type, found.accepting, found.deciding) == (ServiceType(kind), accepting, deciding)
    assert (found.home, found.receiving, found.receiving_office) == (BOLUO, HUICHENG, "huicheng")


def test_what_the_receiving_place_does_not_handle_is_decided_at_home() -> None:
    found = resolved(Implementation(BOLUO, service_types={"*": ServiceType.HANDLED}))
    assert (found.service_type, found.accepting, found.deciding) == (ServiceType.ACCEPTED, HUICHENG, BOLUO)


def test_what_an_implementation_does_not_say_is_as_the_item_has_it() -> None:
    plain = resolved(Implementation(BOLUO))
    assert (plain.department, plain.legal_days, plain.committed_days) == (ITEM.department, 15, 1)
    own = Implementation(BOLUO, department="other", legal_days=9, committed_days=4, seal="boluo", must_differ=())
    assert (resolved(own).department, resolved(own).legal_days, resolved(own).committed_days) == ("other", 9, 4)
    assert (resolved(own).seal, resolved(own).must_differ) == ("boluo", ())


def test_the_city_decides_where_the_county_does_not() -> None:
    found = resolved(Implementation(CITY, service_types={"*": ServiceType.ACCEPTED}))
    assert (found.home, found.accepting, found.deciding) == (BOLUO, HUICHENG, CITY)


def test_an_item_that_the_home_does_not_handle_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        resolved(Implementation(LONGMEN))
    assert caught.value.code is Code.ITEM_NOT_THERE


def test_without_a_home_the_receiving_division_is_applied_to_if_it_handles_the_item() -> None:
    assert resolved(Implementation(HUICHENG), Implementation(BOLUO), home=None).home == HUICHENG
    assert resolved(Implementation(BOLUO), home=None).home == BOLUO
    assert resolved(Implementation(BOLUO), home=None, receiving=None).receiving == BOLUO


def test_an_item_without_implementations_is_its_own_divisions() -> None:
    found = resolved(home=None)
    assert (found.home, found.deciding) == (ITEM.division, ITEM.division)


def test_papers_that_must_be_held_keep_a_window_attended() -> None:
    alone = Implementation(BOLUO, unattended=True)
    seen = replace(ITEM, materials=(Material(code="deed", name=Text("证", "Deed"), original_seen=True),))
    assert resolved(alone).unattended
    assert not resolved(alone, item=seen).unattended
    assert needs_hands(replace(ITEM, signature="wet"))


def test_faults_are_told() -> None:
    wrong = Implementation(BOLUO, committed_days=30, must_differ=((Duty.DECIDER, Duty.DECIDER),))
    assert wrong.faults(15, 1) == [
        ".committed-days: longer than the legal period",
        ".must-differ: two different duties",
    ]
