"""
The audit chain: every entry's hash covers the entry, its place, the facts it tells of, and the hash before it.

There is one chain per stream. A head, signed over all chains that grew since the head before it, makes it plain where a
chain was cut short afterwards. Canonical JSON is UTF-8 without white space, with sorted keys.
"""

import hashlib
from datetime import UTC, datetime

import msgspec

from signaling.protocol.names import Role, StreamName

GENESIS = bytes(32)  # What the first entry of a chain, and the first head, name as the hash before them.


class Entry(msgspec.Struct, frozen=True):
    """Who did what to whom, when. `details` hold no personal data: the audit outlives the case."""

    actor: str
    role: Role
    action: str
    subject: str
    at: datetime
    details: dict[str, str | int | float | bool | None] = {}


class Witnessed(msgspec.Struct, frozen=True, array_like=True):
    """A fact that an entry vouches for."""

    stream: StreamName
    offset: int
    sha256: str  # Of the audience and the stored bytes.


class ChainEnd(msgspec.Struct, frozen=True, array_like=True):
    """Where a chain stood when a head was signed."""

    entries: int
    hash: str


class Head(msgspec.Struct, frozen=True):
    """The ends of all chains that grew since the head before; `previous` is the SHA-256 of that head's bytes."""

    number: int
    at: str
    previous: str
    chains: dict[StreamName, ChainEnd]


def canonical(value: object) -> bytes:
    """Return the one JSON text of a value made of Structs, dicts, sequences and scalars."""
    return msgspec.json.encode(value, order="sorted")


def instant(at: datetime) -> str:
    """Return the one text of a time: UTC, always with microseconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def fact_digest(audience: bytes, body: bytes) -> str:
    """Return what vouches for a fact: who may read it (as canonical JSON) is covered too."""
    return hashlib.sha256(audience + b"\n" + body).hexdigest()


def link(stream: StreamName, seq: int, previous: bytes, entry: Entry, facts: bytes) -> bytes:
    """
    Return the hash of an entry at its place.

    Args:
        seq: Place in the chain of `stream`, from 1.
        previous: Hash of the entry before (32 bytes), `GENESIS` for the first.
        facts: Canonical JSON of the list of `Witnessed`.
    """
    covered = {
        "stream": stream,
        "seq": seq,
        "previous": previous.hex(),
        "at": instant(entry.at),
        "actor": entry.actor,
        "role": entry.role,
        "action": entry.action,
        "subject": entry.subject,
        "details": entry.details,
        "facts": msgspec.Raw(facts),
    }
    return hashlib.sha256(canonical(covered)).digest()
