"""One byte string for one value: what versions, signatures and keys are compared and hashed by."""

import hashlib

import msgspec

from signaling.protocol.names import Sha256

_encoder = msgspec.json.Encoder(order="sorted")


def canonical(value: object) -> bytes:
    """Return the value as JSON with sorted keys and no spaces, the same bytes for equal values."""
    return _encoder.encode(value)


def fingerprint(value: object) -> Sha256:
    """Return the SHA-256 of the value's canonical JSON, as 64 lower-case hexadecimal digits."""
    return sha256(canonical(value))


def sha256(content: bytes) -> Sha256:
    """Return the SHA-256 of bytes, as 64 lower-case hexadecimal digits."""
    return Sha256(hashlib.sha256(content).hexdigest())
