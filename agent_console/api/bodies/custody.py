"""Custody of materials: originals, hand-over slips, electronic transfers, results that are handed out."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from agent_console.api.schemas import Body, MaterialCode
from agent_console.core.custody import OpenItem
from signaling.protocol.case_views import Original
from signaling.protocol.names import CaseId, Sha256
from signaling.protocol.views import Text


class SlipMaterial(Body, frozen=True):
    material: str
    name: Text
    pages: int  # Scanned pages of it.


class SlipView(Body, frozen=True):
    """One hand-over slip (交接单) as both ends see it."""

    number: str
    case: CaseId
    case_number: str | None
    item_name: Text
    sender_office: Text  # The hall or department that the papers leave.
    receiver_office: Text  # The department that they go to, with its division.
    materials: tuple[SlipMaterial, ...]
    sender_name: Text
    made_at: datetime
    handed_at: datetime | None
    receiver_name: Text | None
    received_at: datetime | None
    difference: str  # What the receiver found otherwise.
    mine: bool  # The reader wrote it: they hand over, somebody else receives.


class OriginalView(Body, frozen=True):
    """One material of a case, and where its original is."""

    material: str
    name: Text
    stays: bool
    seen: bool  # Original seen, copy agrees.
    pages: tuple[Sha256, ...]
    where: Original | None
    slip: str | None


class TransferView(Body, frozen=True):
    """Copies that went to a department at once."""

    materials: tuple[str, ...]
    receiver_office: Text
    at: datetime


class CustodyView(Body, frozen=True):
    """The custody of one case; while `open` is not empty it cannot be closed."""

    case: CaseId
    case_number: str | None
    item_name: Text
    originals: tuple[OriginalView, ...]
    slips: tuple[SlipView, ...]
    transfers: tuple[TransferView, ...]
    open: tuple[OpenItem, ...]


class Settle(Body, frozen=True):
    """Where an original went; what is sent goes on a slip."""

    material: MaterialCode
    where: Literal["returned", "kept"]


class MakeSlip(Body, frozen=True):
    case: CaseId
    materials: Annotated[tuple[MaterialCode, ...], msgspec.Meta(min_length=1, max_length=50)]


class AcknowledgeSlip(Body, frozen=True):
    """The sender says that the papers left; the receiver, that they came, and what was otherwise."""

    end: Literal["sender", "receiver"]
    difference: Annotated[str, msgspec.Meta(max_length=500)] = ""


class Unsettled(Body, frozen=True):
    """A case of which an original is not accounted for."""

    case: CaseId
    case_number: str | None
    item_name: Text
    resident: str  # The ID number, masked.
    open: tuple[OpenItem, ...]


class ReadyResult(Body, frozen=True):
    """A result that waits in the clerk's hall, or was handed out there."""

    case: CaseId
    case_number: str
    item_name: Text
    resident: str  # The ID number, masked.
    phone: str  # Its last four digits.
    result: str  # Its number.
    bag: str | None  # The bag's number, where it came in one.
    open: tuple[OpenItem, ...]  # Originals to settle before.


class HandOut(Body, frozen=True):
    """The clerk's word: who stands here is the resident, or has their written authority; and how they signed."""

    identity_checked: Literal[True]
    signed: Literal["window", "paper"]
    bag: Annotated[str, msgspec.Meta(max_length=64)] = ""
