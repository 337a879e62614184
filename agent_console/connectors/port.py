"""What every connector to a department system can do, whatever it speaks."""

from datetime import date
from enum import StrEnum
from typing import Literal, Protocol

import msgspec

from signaling.protocol.names import Sha256

Picture = Literal["image/jpeg", "image/png"]
ForeignState = Literal["received", "in-progress", "granted", "refused"]


class Fault(StrEnum):
    """Why a hand-over or a question did not go well: what officials and operators are told in their own words."""

    UNREACHABLE = "unreachable"  # Nobody answers there, or not in time.
    DENIED = "denied"  # They do not accept our credential.
    BROKEN = "broken"  # They answer, and not as agreed.
    INCOMPLETE = "incomplete"  # The case lacks a field that they need, or its file cannot be written so.
    UNKNOWN = "unknown"  # They do not know the case any more.


class ConnectorFailed(Exception):
    """The other system could not be reached or did not understand; its message is technical, for the operator."""

    def __init__(self, problem: str, fault: Fault = Fault.BROKEN) -> None:
        super().__init__(problem)
        self.fault = fault


class NotThere(Exception):
    """The other system answers, and has no such licence or case."""


class Paper(msgspec.Struct, frozen=True):
    """One page that goes along with a case."""

    material: str
    hash: Sha256
    content_type: str
    content: bytes


class Delivery(msgspec.Struct, frozen=True):
    """An accepted case on its way into another system: what the mapping reads, and the pages."""

    number: str
    fields: dict[str, object]  # `number`, `item`, `acceptedAt`, `values.…`, `handling.…`.
    papers: tuple[Paper, ...]


class Licence(msgspec.Struct, frozen=True):
    """A licence that the other system issued, as a picture of it."""

    number: str
    content: bytes
    content_type: Picture
    issued_on: date | None = None
    expires_on: date | None = None


class ForeignStatus(msgspec.Struct, frozen=True):
    """How the other system's work on a case stands; `result` is its document, once there is one."""

    state: ForeignState
    reason: str = ""
    result: bytes | None = None


class Connector(Protocol):
    """One department system. All methods raise `ConnectorFailed`; who calls tries again later."""

    name: str

    async def fetch(self, licence: str, holder: str) -> Licence:
        """Return a licence by its kind and its holder's ID number or credit code. Raises `NotThere`."""

    async def push(self, delivery: Delivery) -> str:
        """Hand over a case and return the other system's number; the same case handed over twice gets the same one."""

    async def close(self) -> None:
        """Let go of what it holds open."""

    async def pull(self, number: str) -> ForeignStatus:
        """Return how a case stands, by the other system's number. Raises `NotThere`."""
