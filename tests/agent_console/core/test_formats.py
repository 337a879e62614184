import pytest

from agent_console.core.formats import CHECKER, is_bank_account, is_email


@pytest.mark.parametrize("number", ["6222021234567890128", "4111111111111111", "6228480402564890018"])
def test_an_account_with_a_right_check_digit_passes(number: str) -> None:
    assert is_bank_account(number)


@pytest.mark.parametrize(
    "number", ["4111111111111112", "1411111111111111", "41111111", "4111 1111 1111 1111", "４111111111111111"]
)
def test_a_slip_of_the_hand_in_an_account_is_found(number: str) -> None:
    assert not is_bank_account(number)


@pytest.mark.parametrize(
    ("address", "right"),
    [
        ("li.na@example.cn", True),
        ("李娜@例子.中国", True),
        ("li.na@example", False),
        ("@example.cn", False),
        ("a b@c.d", False),
        ("a,b@c.d", False),
        (f"{'a' * 250}@c.d", False),
    ],
)
def test_an_address_has_a_name_and_a_host(address: str, right: bool) -> None:
    assert is_email(address) is right


def test_a_format_says_nothing_of_what_is_no_text() -> None:
    assert CHECKER.conforms(3, "bank-account")
    assert not CHECKER.conforms("3", "bank-account")
