"""Notices: by which way they go, what officials are told, and how an address is shown."""

import hashlib
from enum import StrEnum

from agent_console.core.identity import mask


class Channel(StrEnum):
    """The way of a notice."""

    SMS = "sms"
    EMAIL = "email"
    DESK = "desk"  # On the page where its official works.


class DeskEvent(StrEnum):
    """What officials are told of a case; also the code of the message's template."""

    ASSIGNED = "assigned"  # Accepted by somebody else, and theirs to decide.
    CLOCK_50 = "clock-50"
    CLOCK_80 = "clock-80"
    CLOCK_100 = "clock-100"
    URGED = "urged"
    TO_HEAD = "urged-head"  # Nobody answered an urge.
    ORDER = "order"  # 督办.


def clock_event(percent: int) -> DeskEvent:
    """Return what the clock's step of 50, 80 or 100 percent is called."""
    return DeskEvent(f"clock-{percent}")


def notice_id(case: str, event: str, mark: str, channel: Channel, recipient: str) -> str:
    """Return the id of a notice: the same one for the same thing told to the same person the same way."""
    return hashlib.sha256("|".join((case, event, mark, channel, recipient)).encode()).hexdigest()[:40]


def mask_address(address: str) -> str:
    """Hide most of a phone number, or of an e-mail address before its @."""
    name, at, host = address.partition("@")
    return f"{name[0]}***@{host}" if at and name else mask(address)
