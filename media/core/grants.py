"""
入会凭证: who may send one offer to this node, and only once.

A grant is `base64url(json claims) "." base64url(Ed25519 signature)`, unpadded, signed by the desk
(`signaling.protocol.media.Grant`). Verifying needs no word with the desk; "spent once" is this node's own memory, which
suffices because a grant names its node.
"""

import base64
import binascii

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from signaling.ports import Refused
from signaling.protocol.codes import Code
from signaling.protocol.media import PLANS, Grant

MAX_BEARER = 4096  # Characters; a grant of ours has about 350.
_CLOCK_SKEW_SECONDS = 5.0  # Desk and node keep NTP within 5 s.

_decoder = msgspec.json.Decoder(Grant)


def read_grant(bearer: str, key: Ed25519PublicKey, node: str) -> Grant:
    """
    Return the claims of a grant that the desk signed for this node; its expiry is not looked at.

    Raises:
        Refused: grant-invalid: not the desk's signature, another node's grant, or no grant at all.
    """
    claims, dot, signature = bearer.partition(".")
    if not dot or len(bearer) > MAX_BEARER:
        raise Refused(Code.GRANT_INVALID)
    try:
        key.verify(_decode(signature), claims.encode())
        grant = _decoder.decode(_decode(claims))
    except (InvalidSignature, msgspec.DecodeError, binascii.Error, ValueError) as error:
        raise Refused(Code.GRANT_INVALID) from error
    if grant.node != node or grant.role not in PLANS:
        raise Refused(Code.GRANT_INVALID)
    return grant


def has_expired(grant: Grant, now: float) -> bool:
    """Tell whether a grant may no longer be spent; `now` in seconds since the epoch."""
    return now > grant.expires + _CLOCK_SKEW_SECONDS


class Spent(msgspec.Struct, frozen=True):
    """What a spent grant bought: the digest of the offer, the peer's location secret and the answer it was given."""

    digest: bytes
    location: str
    answer: str


class SpentGrants:
    """
    The grants this node has accepted an offer for.

    A repeated POST of the same offer (its answer got lost) is given the same answer; another offer is refused. An
    entry is forgotten when the grant has expired and its peer is gone.
    """

    def __init__(self) -> None:
        self._spent: dict[str, tuple[Grant, Spent]] = {}

    def former(self, grant: Grant, digest: bytes) -> Spent | None:
        """
        Return what this very offer was answered under this grant, None if the grant is unspent.

        Raises:
            Refused: grant-used: it was spent on another offer, or its peer has been closed since.
        """
        entry = self._spent.get(grant.id)
        if entry is None:
            return None
        if entry[1].digest != digest or not entry[1].answer:
            raise Refused(Code.GRANT_USED)
        return entry[1]

    def spend(self, grant: Grant, spent: Spent) -> None:
        """Note what the grant bought."""
        self._spent[grant.id] = (grant, spent)

    def close(self, grant_id: str) -> None:
        """Note that the peer is gone: the same offer can no longer have its answer again."""
        entry = self._spent.get(grant_id)
        if entry is not None:
            self._spent[grant_id] = (entry[0], Spent(entry[1].digest, entry[1].location, ""))

    def forget_expired(self, now: float) -> None:
        """Drop the entries that can no longer be presented: expired, and their peer gone."""
        gone = [id_ for id_, (grant, spent) in self._spent.items() if has_expired(grant, now) and not spent.answer]
        for id_ in gone:
            del self._spent[id_]


def _decode(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
