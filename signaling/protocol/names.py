"""Identifiers and closed choices that every frame shares."""

from enum import StrEnum
from typing import NewType

TicketId = NewType("TicketId", str)
SessionId = NewType("SessionId", str)
CaseId = NewType("CaseId", str)
WindowId = NewType("WindowId", str)
OfficialId = NewType("OfficialId", str)
PeerId = NewType("PeerId", str)
ItemId = NewType("ItemId", str)
StreamName = NewType("StreamName", str)
Sha256 = NewType("Sha256", str)


class Role(StrEnum):
    """Who speaks. A peer, a socket and an audience are each of one role."""

    WINDOW = "window"
    CLERK = "clerk"
    OFFICIAL = "official"
    COLLEAGUE = "colleague"  # A second official, rung by the first and within their session only.
    SUPERVISOR = "supervisor"
    OPERATOR = "operator"


class Language(StrEnum):
    """Languages of the pages and of the resident (BCP 47)."""

    CHINESE = "zh-CN"
    ENGLISH = "en"
