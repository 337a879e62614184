"""Numbers that name a person or an organisation, checked by their own rules."""

import re

_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_CODE = re.compile(rf"^[{_CREDIT_ALPHABET}]{{18}}$")


def is_credit_code(text: str) -> bool:
    """Tell whether the text is a unified social credit code with a right check character (GB 32100-2015 §4)."""
    if not _CREDIT_CODE.match(text):
        return False
    total = sum(_CREDIT_ALPHABET.index(letter) * pow(3, place, 31) for place, letter in enumerate(text[:17]))
    return _CREDIT_ALPHABET[-total % 31] == text[17]


def mask(text: str) -> str:
    """
    Hide the middle of a personal number: enough is left to recognise one's own, not to learn somebody else's.

    Up to four characters are hidden altogether.
    """
    kept = min(4, len(text) // 4)
    return text if not text else text[:kept] + "*" * (len(text) - 2 * kept) + text[len(text) - kept :]
