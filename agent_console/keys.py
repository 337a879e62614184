"""The server's own keys: made once in the data folder, readable by its owner alone."""

import os
import secrets
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KEY_BYTES = 32


class Keys(msgspec.Struct, frozen=True):
    """What is signed and wrapped with. Losing `recordings` loses every film; it belongs into the backup."""

    grants: Ed25519PrivateKey
    audit: Ed25519PrivateKey
    recordings: bytes  # Master key that wraps each session's own.
    holders: bytes  # What holders of verified materials are hashed with; without it, none is found again.


def load_keys(folder: Path) -> Keys:
    """Return the keys of a folder; those that are missing are made."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Keys(
        grants=Ed25519PrivateKey.from_private_bytes(_key(folder / "grants.key")),
        audit=Ed25519PrivateKey.from_private_bytes(_key(folder / "audit.key")),
        recordings=_key(folder / "recordings.key"),
        holders=_key(folder / "holders.key"),
    )


def _key(file: Path) -> bytes:
    if not file.exists():
        # Written aside and renamed: a power cut leaves a whole key or none.
        made = file.with_suffix(".new")
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(secrets.token_bytes(KEY_BYTES))
            out.flush()
            os.fsync(out.fileno())
        made.rename(file)
    key = file.read_bytes()
    if len(key) != KEY_BYTES:
        raise ValueError(f"{file} is no key of {KEY_BYTES} bytes")
    return key
