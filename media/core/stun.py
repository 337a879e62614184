"""
STUN as an ICE-lite agent needs it: read an authenticated binding request, write its success response.

Sources: RFC 8489 §5 (header), §14 (attributes); RFC 8445 §7.1 (what a connectivity check carries). A reader of bytes
from anybody: whatever is not a well-formed check is None, never an exception.
"""

import hmac
import zlib

import msgspec

COOKIE = b"\x21\x12\xa4\x42"
_REQUEST = b"\x00\x01"
_SUCCESS = b"\x01\x01"
_HEADER = 20
_USERNAME = 0x0006
_INTEGRITY = 0x0008
_XOR_MAPPED_ADDRESS = 0x0020
_USE_CANDIDATE = 0x0025
_FINGERPRINT = 0x8028
_FINGERPRINT_XOR = 0x5354554E
_INTEGRITY_SIZE = 24  # Header of the attribute and HMAC-SHA1.


class Check(msgspec.Struct, frozen=True):
    """A binding request with USERNAME, MESSAGE-INTEGRITY and a right FINGERPRINT; its integrity is not yet verified."""

    transaction: bytes
    username: bytes  # Ours, a colon, theirs.
    use_candidate: bool
    signed: bytes  # What MESSAGE-INTEGRITY covers, with the length it was computed with.
    integrity: bytes


def read_check(datagram: bytes) -> Check | None:
    """Return the connectivity check in a datagram, or None where it holds anything else."""
    size = len(datagram)
    if size < _HEADER or datagram[:2] != _REQUEST or datagram[4:8] != COOKIE or size % 4:
        return None
    if int.from_bytes(datagram[2:4], "big") != size - _HEADER:
        return None
    username = signed = integrity = None
    use_candidate = fingerprinted = False
    at = _HEADER
    while at < size:
        kind = int.from_bytes(datagram[at : at + 2], "big")
        length = int.from_bytes(datagram[at + 2 : at + 4], "big")
        value = datagram[at + 4 : at + 4 + length]
        if len(value) != length or fingerprinted:  # FINGERPRINT is the last attribute (RFC 8489 §14.7).
            return None
        if kind == _FINGERPRINT:
            crc = zlib.crc32(datagram[:at]) ^ _FINGERPRINT_XOR
            if value != crc.to_bytes(4, "big"):
                return None
            fingerprinted = True
        elif integrity is None:  # What follows MESSAGE-INTEGRITY is not covered by it, so it is ignored (§14.5).
            if kind == _USERNAME:
                username = value
            elif kind == _USE_CANDIDATE:
                use_candidate = True
            elif kind == _INTEGRITY:
                if length != 20:
                    return None
                covered = (at - _HEADER + _INTEGRITY_SIZE).to_bytes(2, "big")
                signed, integrity = datagram[:2] + covered + datagram[4:at], value
        at += 4 + (length + 3) // 4 * 4
    if username is None or signed is None or integrity is None or not fingerprinted:
        return None
    return Check(datagram[8:20], username, use_candidate, signed, integrity)


def is_authentic(check: Check, password: bytes) -> bool:
    """Tell whether the check was made with our password."""
    return hmac.compare_digest(hmac.digest(password, check.signed, "sha1"), check.integrity)


def success(check: Check, address: bytes, port: int, password: bytes) -> bytes:
    """
    Return the signed success response to a check.

    Args:
        address: Where the check came from, packed: 4 bytes of IPv4 or 16 of IPv6.
    """
    pad = COOKIE + check.transaction
    family = 1 if len(address) == 4 else 2
    masked = bytes(a ^ b for a, b in zip(address, pad, strict=False))
    value = bytes((0, family)) + (port ^ 0x2112).to_bytes(2, "big") + masked
    body = _attribute(_XOR_MAPPED_ADDRESS, value)
    covered = _header(_SUCCESS, len(body) + _INTEGRITY_SIZE, check.transaction) + body
    body += _attribute(_INTEGRITY, hmac.digest(password, covered, "sha1"))
    message = _header(_SUCCESS, len(body) + 8, check.transaction) + body
    return message + _attribute(_FINGERPRINT, (zlib.crc32(message) ^ _FINGERPRINT_XOR).to_bytes(4, "big"))


def request(transaction: bytes, username: bytes, password: bytes, *, use_candidate: bool) -> bytes:
    """Return a connectivity check as a full agent sends it: the node sends none, its tests and its doctor do."""
    padded = username + b"\0" * (-len(username) % 4)
    body = _USERNAME.to_bytes(2, "big") + len(username).to_bytes(2, "big") + padded
    if use_candidate:
        body += _attribute(_USE_CANDIDATE, b"")
    covered = _header(_REQUEST, len(body) + _INTEGRITY_SIZE, transaction) + body
    body += _attribute(_INTEGRITY, hmac.digest(password, covered, "sha1"))
    message = _header(_REQUEST, len(body) + 8, transaction) + body
    return message + _attribute(_FINGERPRINT, (zlib.crc32(message) ^ _FINGERPRINT_XOR).to_bytes(4, "big"))


def _header(kind: bytes, length: int, transaction: bytes) -> bytes:
    return kind + length.to_bytes(2, "big") + COOKIE + transaction


def _attribute(kind: int, value: bytes) -> bytes:
    return kind.to_bytes(2, "big") + len(value).to_bytes(2, "big") + value
