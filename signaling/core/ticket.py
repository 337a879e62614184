"""A ticket: who may take one, its number, and its states."""

import re
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from signaling.core.refusal import Refused
from signaling.protocol.codes import Code
from signaling.protocol.views import TicketState

# GB 11643-1999 §4.2.2 (ISO 7064, MOD 11-2): weights of the first 17 digits, and the check character by remainder.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"

# GB/T 2260: the first two digits of a division. 81, 82 and 83 also begin the residence permits of residents of Hong
# Kong, Macao and Taiwan (810000, 820000, 830000), which follow the same rule.
_PROVINCES = {
    *("11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43"),
    *("44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83"),
}
_ID_NUMBER = re.compile(r"[1-9][0-9]{16}[0-9X]")
_PHONE = re.compile(r"(?:\+?86)?(1[3-9][0-9]{9})")
MAX_EMAIL = 254  # RFC 5321 §4.5.3.1.3, less the angle brackets.
# What RFC 5322 §3.2.3 keeps for itself stands in no address: with a comma in it, one would become two.
_NAME, _LABEL = r'[^@\s,;:<>()\[\]"\\]{1,64}', r'[^@\s.,;:<>()\[\]"\\]+'
_EMAIL = re.compile(rf"{_NAME}@{_LABEL}(\.{_LABEL})+")

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # No I and no O: on a board they are 1 and 0.
_HALL_TIME = timezone(timedelta(hours=8))  # All of mainland China.


class TicketEvent(StrEnum):
    """What may happen to a ticket."""

    CALL = "call"
    LEAVE = "leave"  # Given back while it waits.
    SERVE = "serve"
    BREAK_OFF = "break-off"  # Its session ended without an acceptance.


TRANSITIONS: dict[tuple[TicketState, TicketEvent], TicketState] = {
    (TicketState.WAITING, TicketEvent.CALL): TicketState.CALLED,
    (TicketState.WAITING, TicketEvent.LEAVE): TicketState.LEFT,
    (TicketState.CALLED, TicketEvent.SERVE): TicketState.SERVED,
    (TicketState.CALLED, TicketEvent.BREAK_OFF): TicketState.LEFT,
}


def advance(state: TicketState, event: TicketEvent) -> TicketState:
    """
    Return the state that follows.

    Raises:
        Refused: ticket-called, for a ticket that somebody has called already; ticket-unknown, for one that is over.
    """
    following = TRANSITIONS.get((state, event))
    if following is None:
        raise Refused(Code.TICKET_CALLED if state is TicketState.CALLED else Code.TICKET_UNKNOWN)
    return following


def check_id_number(text: str, today: date = date.max) -> str:
    """
    Return a citizen's ID number, or the number of a residence permit, in its one spelling.

    Args:
        today: A birthday after it is refused.

    Raises:
        Refused: id-number-invalid: its form, its province, its date or its check character is wrong (GB 11643-1999).
    """
    number = "".join(text.split()).upper()
    if not _ID_NUMBER.fullmatch(number) or not number.isascii() or number[:2] not in _PROVINCES:
        raise Refused(Code.ID_NUMBER_INVALID)
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise Refused(Code.ID_NUMBER_INVALID) from None
    remainder = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False)) % 11
    if born > today or number[17] != _CHECKS[remainder]:
        raise Refused(Code.ID_NUMBER_INVALID)
    return number


def check_phone(text: str) -> str:
    """
    Return a mainland mobile phone number as its 11 digits; spaces, hyphens and +86 may be in it.

    Raises:
        Refused: phone-invalid.
    """
    match = _PHONE.fullmatch("".join(text.split()).replace("-", ""))
    if match is None or not text.isascii():
        raise Refused(Code.PHONE_INVALID)
    return match[1]


def check_email(text: str) -> str:
    """
    Return an e-mail address without spaces round it; whether anybody reads it, only a message could tell.

    Raises:
        Refused: email-invalid, for what has no name, no host or a space in it; RFC 6531 lets both be in Chinese.
    """
    address = text.strip()
    if len(address) > MAX_EMAIL or _EMAIL.fullmatch(address) is None:
        raise Refused(Code.EMAIL_INVALID)
    return address


def mask(id_number: str) -> str:
    """Hide the birthday and more: enough is left to recognise one's own number, "4413**********1234"."""
    return id_number[:4] + "*" * (len(id_number) - 8) + id_number[-4:]


def hall_day(at: datetime) -> date:
    """Return the day that a hall's clock shows; ticket numbers begin anew with it."""
    return at.astimezone(_HALL_TIME).date()


def line(department: str, area: str) -> str:
    """Return the line that a ticket stands in: of its functional area, or of its department where it has none."""
    return f"area/{area}" if area else f"department/{department}"


def letters(index: int) -> str:
    """Return the letters of a hall's line: A, B … Z, AA, AB …, from 0."""
    text = ""
    while index >= 0:
        index, place = divmod(index, len(_LETTERS))
        text, index = _LETTERS[place] + text, index - 1
    return text


def number(line: int, place: int) -> str:
    """Return a ticket's number as shown and spoken, "A017"; lines count from 0, places from 1."""
    return f"{letters(line)}{place:03d}"
