"""
The catalogue (事项库): what can be applied for, with its checklist, periods and form.

An item is compared by its bytes as JSON: unchanged content keeps its version, and every site serves the same bytes for
one version. How a division goes about it stands apart, in agent_console.core.implementation.
"""

from typing import Annotated, Literal

import msgspec

from agent_console.core.field import FieldSpec
from signaling.protocol.names import ItemId
from signaling.protocol.views import Text

Code = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Days = Annotated[int, msgspec.Meta(ge=0, le=3650)]
Money = Annotated[str, msgspec.Meta(pattern=r"^(0|[1-9][0-9]{0,8})(\.[0-9]{2})?$")]
Division = Annotated[str, msgspec.Meta(pattern=r"^[1-9][0-9]{5}$")]  # GB/T 2260.
Zone = Literal["hall", "department"]
Delivery = Literal["window", "parcel"]
Signature = Literal["finger", "wet", "certificate"]


class Entry(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """Base of what stands in the YAML file: kebab-case names, unknown ones refused."""


class Material(Entry, frozen=True):
    """One line of an item's checklist (申请材料)."""

    code: Code
    name: Text
    required: bool = True
    original: bool = True
    issuer: Text | None = None
    original_seen: bool = False  # The clerk must have held the original in their hands.
    reusable: bool = False  # May be taken from what was verified before, with the resident's consent.
    valid_days: Days = 0  # Calendar days for which it may be reused; 0: its own expiry alone counts.
    connector: Code | None = None  # The department system that it can be fetched from.
    supply_days: Days = 0  # 容缺受理: may be supplied within so many working days; 0: not at all.
    promise: bool = False  # 告知承诺: a promise may take its place.
    stays: bool = False  # The original is handed over, not shown and returned.


class Item(msgspec.Struct, frozen=True, rename="camel"):
    """One item, complete in itself: its JSON is what is stored and versioned; fields keep the order of the file."""

    id: ItemId
    division: str  # Handles it where nobody names another; empty: only the implementations do.
    name: Text
    department: str
    department_name: Text
    area: str
    area_name: Text
    qualification: str | None
    serves: Literal["natural", "legal"]
    service_type: int
    legal_days: int
    committed_days: int
    target_minutes: int
    fee: str  # Yuan, e.g. "0" or "80.00".
    materials: tuple[Material, ...]
    form: dict[str, object]  # JSON Schema, draft 2020-12.
    labels: dict[str, Text]
    # With defaults from here on: an item of an earlier format keeps its meaning.
    code: str = ""  # GB/T 39046 annex A, up to 64 characters.
    code_scheme: str = ""
    level: str = "3"  # GB/T 39046: 1 state … 6 village.
    item_type: str = "20"  # GB/T 39046: 01 licence … 10 other, 20 public service.
    case_kind: Literal["instant", "promised"] = "promised"
    zone: Zone = "hall"
    aliases: tuple[str, ...] = ()  # How people say it, for the search.
    description: Text | None = None
    to_tell: tuple[Text, ...] = ()  # Matters requiring special attention; ticked as told.
    delivery: tuple[Delivery, ...] = ("window", "parcel")
    result: Text | None = None  # What is issued; none where the acceptance itself is the result.
    pays: bool = False  # The result is money to an account.
    id_card_only: bool = False
    signature: Signature = "finger"
    components: tuple[str, ...] = ()  # Items whose departments each decide a part of a joint application.
    one_refuses_all: bool = False
    add_ons: tuple[str, ...] = ()  # Items that follow this one's approval, e.g. a free official seal.

    fields: dict[str, FieldSpec] = {}  # What `form` was compiled from, without the applicant's own.
