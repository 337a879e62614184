"""What desks on several nodes tell each other over the bus. All of it may be lost: facts are reread from the ledger."""

from collections.abc import Mapping

import msgspec

from signaling.protocol.names import Role, StreamName

TOPIC = "desk"


class Word(msgspec.Struct, frozen=True, tag=True):
    """Base of what is told; `node` is who tells it."""

    node: str


class Committed(Word, frozen=True):
    """These streams have facts up to these offsets."""

    heads: Mapping[StreamName, int]


class Signalled(Word, frozen=True):
    """A signal for the readers of a stream; `text` is the encoded frame."""

    stream: StreamName
    text: str


class Arrived(Word, frozen=True):
    """An actor has said hello; a socket of theirs that is older is taken over."""

    role: Role
    actor: str
    at: float  # Seconds since the epoch.


class SignedOut(Word, frozen=True):
    """An actor has signed out; their socket is closed wherever it is."""

    role: Role
    actor: str


class RollCall(Word, frozen=True):
    """A node has started, and asks which officials have a socket."""


class Present(Word, frozen=True):
    """The answer to a roll call."""

    officials: frozenset[str]


AnyWord = Committed | Signalled | Arrived | SignedOut | RollCall | Present

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[AnyWord] = msgspec.json.Decoder(AnyWord)


def encode(word: AnyWord) -> bytes:
    return _encoder.encode(word)


def decode(payload: bytes) -> AnyWord | None:
    """Return the word, None for one of another version's language."""
    try:
        return _decoder.decode(payload)
    except msgspec.DecodeError:
        return None
