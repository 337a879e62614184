import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from agent_console.core.dispatch import Address, address_fault

GOOD = Address("张三", "13800138000", "441302", "演达大道 1 号 3 栋 502")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (replace(GOOD, recipient="1"), "recipient"),
        (replace(GOOD, phone="0752-123456"), "phone"),
        (replace(GOOD, division="44130"), "division"),
        (replace(GOOD, division="110101"), "division"),
        (replace(GOOD, address="演达大道没有门牌"), "address"),
    ],
)
def test_the_field_that_will_not_do_is_named(wrong: Address, field: str) -> None:
    assert address_fault(wrong, frozenset({"441302"})) == field


def test_a_good_address_will_do() -> None:
    assert address_fault(GOOD, frozenset({"441302"})) is None
    assert address_fault(GOOD, frozenset()) is None


@given(st.builds(Address, st.text(), st.text(), st.text(), st.text()))
def test_junk_is_refused_and_never_fails(address: Address) -> None:
    assert address_fault(address, frozenset()) in {"recipient", "phone", "division", "address", None}
