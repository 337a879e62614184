"""What every command may ask for besides its transaction, and what it gives back."""

import secrets
from dataclasses import dataclass

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from signaling.ports import Cases, Items
from signaling.protocol.messages import ColleaguesFound, Done, Granted, Refused, TicketIssued
from signaling.protocol.names import PeerId
from signaling.store.sessions import Session

Reply = Done | TicketIssued | Granted | ColleaguesFound | Refused


@dataclass(frozen=True)
class Context:
    """The desk's surroundings, as commands see them: nothing here is changed by a command."""

    items: Items
    cases: Cases
    node: str  # Name of the media node that grants are for.
    offers_url: str  # Where that node takes offers.
    grant_key: Ed25519PrivateKey
    master_key: bytes  # 32 bytes; wraps the recording keys.


class Result(msgspec.Struct, frozen=True):
    """
    What a command did.

    `session` is the session whose media must be made to agree with it after the commit; `granted` the peer that was
    given a grant, `gone` the one of whoever is in the session no more.
    """

    reply: Reply
    session: Session | None = None
    granted: PeerId | None = None
    gone: PeerId | None = None


def fresh_id() -> str:
    """Return 128 random bits as 22 letters: an identifier that nobody guesses."""
    return secrets.token_urlsafe(16)
