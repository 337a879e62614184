"""Texts with rules of their own: what JSON Schema's `pattern` cannot tell."""

from collections.abc import Callable
from datetime import date

from jsonschema import FormatChecker

from agent_console.core.identity import is_credit_code
from signaling.core.refusal import Refused
from signaling.core.ticket import check_email, check_id_number, check_phone


def is_bank_account(text: str) -> bool:
    """Tell whether the digits are a card's or account's number with a right check digit (ISO/IEC 7812-1 annex B)."""
    if not text.isascii() or not text.isdigit() or not 12 <= len(text) <= 19:
        return False
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(text)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def is_email(text: str) -> bool:
    """Tell whether the text looks like an e-mail address; that it is read by anybody, only a letter would tell."""
    try:
        return check_email(text) == text
    except Refused:
        return False


def _is_id_number(text: str) -> bool:
    check_id_number(text)
    return True


def _is_phone(text: str) -> bool:
    check_phone(text)
    return True


def _is_date(text: str) -> bool:
    date.fromisoformat(text)
    return True


_FORMATS: dict[str, Callable[[str], bool]] = {
    "id-number": _is_id_number,
    "phone": _is_phone,
    "credit-code": is_credit_code,
    "bank-account": is_bank_account,
    "email": is_email,
    "date": _is_date,
}


def _format_checker() -> FormatChecker:
    checker = FormatChecker(formats=())
    for name, check in _FORMATS.items():
        # A value of another type is refused by `type`; formats are about texts (draft 2020-12, Validation §7.1).
        checker.checks(name, raises=(Refused, ValueError))(
            lambda value, check=check: not isinstance(value, str) or check(value)
        )
    return checker


CHECKER = _format_checker()
