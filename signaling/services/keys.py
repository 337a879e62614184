"""Recording keys at rest: each wrapped under the master key, so that destroying the wrapped key destroys the film."""

import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from signaling.protocol.names import SessionId

KEY_BYTES = 32
_NONCE_BYTES = 12  # NIST SP 800-38D §8.2: 96 bits; random, since a key is wrapped once.


def wrap(key: bytes, master: bytes, session: SessionId) -> bytes:
    """Return nonce and ciphertext of a session's key, bound to the session (AES-256-GCM)."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(master).encrypt(nonce, key, session.encode())


def unwrap(wrapped: bytes, master: bytes, session: SessionId) -> bytes:
    """
    Return the session's key.

    Raises:
        cryptography.exceptions.InvalidTag: Another master key, another session, or damaged bytes.
    """
    return AESGCM(master).decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], session.encode())
