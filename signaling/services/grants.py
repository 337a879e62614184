"""Grants (入会凭证): a peer's permission to send one offer to a media node, given only as the answer to join-media."""

from base64 import urlsafe_b64encode
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from signaling.core import presence as seating
from signaling.core import session as core
from signaling.core.access import Actor
from signaling.ports import Transaction
from signaling.protocol import messages
from signaling.protocol.codec import encode
from signaling.protocol.commands import JoinMedia
from signaling.protocol.facts import PresenceChanged
from signaling.protocol.media import PLANS, Grant
from signaling.protocol.names import PeerId, Role
from signaling.services import drafts
from signaling.services.context import Context, Result, fresh_id
from signaling.services.seats import running
from signaling.store import ledger, sessions

LIFE = timedelta(seconds=60)


def sign(grant: Grant, key: Ed25519PrivateKey) -> str:
    """Return the grant as it travels: base64url(claims) "." base64url(Ed25519 over the first part), unpadded."""
    claims = _base64url(encode(grant))
    return f"{claims}.{_base64url(key.sign(claims.encode()))}"


def _base64url(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def peer_name(node: str) -> PeerId:
    """Return a new peer's name; it begins with its node's, so that a node that starts anew knows which were its own."""
    return PeerId(f"{node}.{fresh_id()}")


def is_of_node(peer: PeerId, node: str) -> bool:
    """Tell whether a peer was granted to this node."""
    return peer.rpartition(".")[0] == node


def join_media(tx: Transaction, context: Context, actor: Actor, frame: JoinMedia, now: datetime) -> Result:
    """
    Give a grant for one more peer; the newest one speaks for its seat.

    Raises:
        Refused: session-unknown, session-ended, not-allowed.
    """
    session = running(tx, actor, frame, frame.session)
    peer = peer_name(context.node)
    seat = core.seat(actor, session.parties) or actor.role
    grant = Grant(fresh_id(), session.id, peer, seat, context.node, (now + LIFE).timestamp())
    entry = drafts.by(actor, "media-granted", session.id, now, peer=peer, node=context.node)
    facts: list[ledger.Draft] = []
    # A supervisor has no seat to keep: its presence begins when the node hears from it.
    if seat is not Role.SUPERVISOR:
        presence = seating.join(seat, actor.name, peer)
        session = sessions.put_presence(tx, session, presence)
        told = PresenceChanged(*drafts.UNPLACED, now, presence)
        facts = drafts.changed(told, sessions.view(tx, session.id), session.parties.division)
    ledger.record(tx, facts, entry)
    signed = sign(grant, context.grant_key)
    reply = messages.Granted(frame.ref, signed, context.offers_url, PLANS[seat])
    return Result(reply, session, granted=peer)
