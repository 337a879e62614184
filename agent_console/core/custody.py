"""
Custody of materials: where each original is, and what still prevents a case from being closed.

A copy travels by itself (an electronic transfer); an original is returned, kept, or sent with a numbered slip that both
ends acknowledge.
"""

from collections.abc import Collection, Mapping
from typing import Literal

import msgspec

from signaling.protocol.case_views import Original
from signaling.protocol.names import Sha256

Why = Literal["unsettled", "not-handed-over", "not-received"]


class Page(msgspec.Struct, frozen=True):
    """A material on a slip, with the pages of it that were scanned."""

    material: str
    pages: tuple[Sha256, ...] = ()


class Held(msgspec.Struct, frozen=True):
    """What is known of one material's original."""

    material: str
    seen: bool  # A clerk held it in hand.
    stays: bool  # The item says that it is handed over, not shown and returned.
    pages: bool  # There is at least one accepted page of it.


class Sent(msgspec.Struct, frozen=True):
    """A slip, as far as it was acknowledged."""

    number: str
    materials: tuple[str, ...]
    handed: bool
    received: bool


class OpenItem(msgspec.Struct, frozen=True, rename="camel"):
    """One original that is not accounted for, and why."""

    material: str
    why: Why
    slip: str = ""


def open_items(held: Collection[Held], settled: Mapping[str, Original], sent: Collection[Sent]) -> tuple[OpenItem, ...]:
    """
    Return what is not accounted for: an original that passed our hands and of which nobody said where it went, and a
    slip that an end has not acknowledged.
    """
    on_slips = {material for slip in sent for material in slip.materials}
    found = [
        OpenItem(one.material, "unsettled")
        for one in held
        if (one.seen or (one.stays and one.pages)) and one.material not in settled and one.material not in on_slips
    ]
    for slip in sent:
        if not slip.received:
            why: Why = "not-received" if slip.handed else "not-handed-over"
            found += [OpenItem(material, why, slip.number) for material in slip.materials]
    return tuple(found)


def slip_number(division: str, day: str, serial: int) -> str:
    """Return the number of a hand-over slip (交接单), e.g. "441302-JJ-20260105-00001"."""
    return f"{division}-JJ-{day}-{serial:05d}"
