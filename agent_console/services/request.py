"""A case command on its way, and the name of the fact that its act becomes."""

from datetime import datetime
from typing import get_args

import msgspec

from agent_console.api.schemas import AnyCaseCommand
from agent_console.core.acts import AnyAct
from signaling.core.access import Actor
from signaling.protocol.case_views import CaseEvent
from signaling.protocol.names import CaseId, Sha256

_EVENTS: dict[str, CaseEvent] = {name: name for name in get_args(CaseEvent)}


class Request(msgspec.Struct, frozen=True):
    """One command on its way. `signature` is the hash of the stored picture, of a sign command only."""

    actor: Actor
    case: CaseId
    command: AnyCaseCommand
    key: str
    at: datetime
    signature: Sha256 | None = None
    holder_key: bytes = b""  # Holders of verified materials are found by a hash with it.
    signer: str | None = None  # As the certificate that signed names them.


def event_of(act: AnyAct) -> CaseEvent:
    """Return the event that tells of an act: both have one name."""
    return _EVENTS[str(type(act).__struct_config__.tag)]
