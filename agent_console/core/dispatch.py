"""Dispatch (出件): where a result goes, whether the address will do, and how a parcel travels."""

import re
from datetime import datetime
from enum import StrEnum

import msgspec

from signaling.protocol.case_views import Delivery
from signaling.protocol.views import Text

_PHONE = re.compile(r"1[3-9][0-9]{9}")
_LETTERS = re.compile(r"[一-鿿A-Za-z]")
_NUMBERS = re.compile(r"[0-9０-９一二三四五六七八九十]")
MIN_ADDRESS, MAX_ADDRESS = 8, 200


class ParcelState(StrEnum):
    """How far a result has come."""

    CHOSEN = "chosen"  # The resident said how it shall come; nothing was handed in yet.
    HANDED_IN = "handed-in"
    UNDERWAY = "underway"
    DELIVERED = "delivered"
    RETURNED = "returned"


ENDED = frozenset({ParcelState.DELIVERED, ParcelState.RETURNED})


class Step(msgspec.Struct, frozen=True, rename="camel"):
    """One line of a carrier's tracking."""

    at: datetime
    state: ParcelState
    text: str


class Accounted(msgspec.Struct, frozen=True, rename="camel"):
    """An original, and what became of it."""

    material: str
    name: Text
    fate: str  # returned, kept, sent; empty: nobody said.


class Address(msgspec.Struct, frozen=True, rename="camel"):
    """Where a parcel goes."""

    recipient: str
    phone: str
    division: str  # GB/T 2260 code of the county.
    address: str


class Chosen(msgspec.Struct, frozen=True, rename="camel"):
    """How the resident wants the result."""

    way: Delivery
    office: str | None = None
    to: Address | None = None


def address_fault(address: Address, known_divisions: frozenset[str]) -> str | None:
    """
    Return the field that will not do: recipient, phone, division or address.

    Args:
        known_divisions: Codes that exist; none known: any code of six digits will do.
    """
    if not 2 <= len(address.recipient.strip()) <= 50 or not _LETTERS.search(address.recipient):
        return "recipient"
    if not _PHONE.fullmatch(address.phone):
        return "phone"
    if not re.fullmatch(r"[1-9][0-9]{5}", address.division) or (
        known_divisions and address.division not in known_divisions
    ):
        return "division"
    words = address.address.strip()
    # A street and a house: letters and a number. The carrier's own check comes after this one.
    if not MIN_ADDRESS <= len(words) <= MAX_ADDRESS or not _LETTERS.search(words) or not _NUMBERS.search(words):
        return "address"
    return None
