"""
A resident identity card (居民身份证), as a reader or a clerk's fingers give it.

Nothing of it is kept: the number stands in the ticket, and of the check only who made it, when, and until when the card
is valid.
"""

from datetime import date
from typing import Protocol

import msgspec

from signaling.core.refusal import Refused
from signaling.core.ticket import check_id_number
from signaling.protocol.codes import Code

LONG_TERM = "long-term"  # 长期: cards of people of 46 and more are valid without end.


class Card(msgspec.Struct, frozen=True, rename="camel"):
    """What is on the card. `valid_until` is an ISO date, or "long-term"."""

    id_number: str
    name: str = ""
    valid_until: str = LONG_TERM
    photo: str = ""  # JPEG, base64; the clerk's eyes compare it.


class CardReader(Protocol):
    """Reads a card out of what a device gave; a USB reader's driver is one more of these."""

    name: str

    def read(self, raw: bytes) -> Card:
        """
        Return the card.

        Raises:
            Refused: card-unreadable.
        """


class FileReader:
    """The demonstration's reader: a card is a small JSON file, or fields that the clerk typed."""

    name = "file"

    def read(self, raw: bytes) -> Card:
        """Return the card of a JSON file. Raises card-unreadable."""
        try:
            return msgspec.json.decode(raw, type=Card)
        except msgspec.DecodeError as error:
            raise Refused(Code.CARD_UNREADABLE) from error


READERS: dict[str, CardReader] = {reader.name: reader for reader in (FileReader(),)}


def check(card: Card, today: date) -> Card:
    """
    Return the card with its number in its one spelling.

    Raises:
        Refused: id-number-invalid; card-unreadable, where its date is none; card-expired.
    """
    number = check_id_number(card.id_number, today)
    if card.valid_until != LONG_TERM:
        try:
            last = date.fromisoformat(card.valid_until)
        except ValueError:
            raise Refused(Code.CARD_UNREADABLE) from None
        if last < today:
            raise Refused(Code.CARD_EXPIRED, until=card.valid_until)
    return msgspec.structs.replace(card, id_number=number)
