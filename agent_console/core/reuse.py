"""
Reuse of what was verified before: whose it is, how long it stands, and what of it serves a later case.

A holder is kept as a keyed hash only: who reads the table learns of nobody what they ever handed in.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

import msgspec

from agent_console.core.catalogue import Item, Material
from agent_console.core.clock import local_day
from agent_console.core.form import Value, properties
from signaling.core.refusal import Refused
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, ItemId, Sha256

IDENTITY_CARD = "identity-card"
BARRED_FOR = timedelta(days=730)  # No promise is taken from somebody for two years after one of theirs was false.


class Verified(msgspec.Struct, frozen=True):
    """A material that was verified in an accepted case. `name` is its standard name in Chinese."""

    case_id: CaseId
    material: str
    name: str
    holder: str
    item: ItemId
    case_number: str
    office: str  # Where it was received.
    pages: tuple[Sha256, ...]
    verified_at: datetime
    expires_on: date | None  # The last day on which it serves; None: it does not expire.
    verified_by: str

    def expired(self, today: date) -> bool:
        """Tell whether it serves no longer."""
        return self.expires_on is not None and today > self.expires_on


def holder_number(item: Item, values: Mapping[str, Value], id_number: str) -> str:
    """Return the number of whose case it is: an organisation's credit code where the form asks for it, else the ID."""
    if item.serves == "legal":
        for field, schema in properties(item.form).items():
            value = values.get(field)
            if schema.get("format") == "credit-code" and isinstance(value, str) and value:
                return value
    return id_number


def holder_key(key: bytes, number: str) -> str:
    """Return what a holder is found by: HMAC-SHA-256 (RFC 2104) of their number, in hexadecimal digits."""
    return hmac.new(key, number.upper().encode(), hashlib.sha256).hexdigest()


def expiry(material: Material, verified_at: datetime, given: date | None = None) -> date | None:
    """Return the earlier of the paper's own expiry and the end of the days for which the item lets it be reused."""
    ends = [] if given is None else [given]
    if material.valid_days:
        ends.append(local_day(verified_at) + timedelta(days=material.valid_days))
    return min(ends, default=None)


def serves(verified: Verified, material: Material) -> bool:
    """Tell whether what was verified is this material: by its code and name, since a code means something per item."""
    return verified.name == standard_name(material)


def standard_name(material: Material) -> str:
    """Return what materials of different items are compared by."""
    return "".join(material.name.zh.split())


def offered(found: Iterable[Verified], materials: Iterable[Material]) -> tuple[tuple[Material, Verified], ...]:
    """Return for each material what could serve it, the latest first; expired ones too, to be told why not."""
    latest = sorted(found, key=lambda each: each.verified_at, reverse=True)
    return tuple(
        (material, each) for material in materials if material.reusable for each in latest if serves(each, material)
    )


def check_reuse(material: Material, verified: Verified | None, consent: bool | None, today: date) -> None:
    """
    Let a material be taken from an earlier case.

    Raises:
        Refused: not-reusable; reuse-not-agreed, without the resident's word on record; reuse-unknown, where nothing
            of the sort was verified for the same holder; material-expired.
    """
    if not material.reusable:
        raise Refused(Code.NOT_REUSABLE)
    if not consent:
        raise Refused(Code.REUSE_NOT_AGREED)
    if verified is None or not serves(verified, material):
        raise Refused(Code.REUSE_UNKNOWN)
    if verified.expired(today):
        raise Refused(Code.MATERIAL_EXPIRED, until=str(verified.expires_on))


def needs_no_paper(item: Item, material: Material) -> bool:
    """Tell whether the card that was read stands for this material: the ID-card-only items ask for no scan of it."""
    return item.id_card_only and material.code == IDENTITY_CARD
