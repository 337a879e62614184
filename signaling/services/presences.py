"""What the media node tells of peers and films, kept as facts and rows."""

from datetime import datetime

from msgspec.structs import replace

from signaling.core import presence as seating
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import PeerEvent, PeerState, SegmentFinished, Transaction
from signaling.protocol.facts import PresenceChanged
from signaling.protocol.names import Role
from signaling.protocol.views import Presence, SessionState
from signaling.services import drafts
from signaling.services.drafts import UNPLACED
from signaling.services.grants import is_of_node
from signaling.store import ledger, recordings, sessions
from signaling.store.ledger import Entry
from signaling.store.sessions import Session


def peer_changed(tx: Transaction, node: str, event: PeerEvent, visitor: Actor | None, now: datetime) -> Session | None:
    """
    Keep how a peer fares, and return its session; None for a session that was never there.

    Args:
        visitor: Who comes by the peer, for a role without a seat.
    """
    try:
        session = sessions.get(tx, event.session)
    except Refused:
        return None
    if session.state is SessionState.ENDED:
        return session
    seat = seating.seat(event.role, event.peer)
    before = seating.seats(sessions.view(tx, session.id).presences).get(seat)
    if before is None and visitor is not None:
        before = seating.join(event.role, visitor.name, event.peer)
    after = seating.settle(before, event.peer, connected=event.state is PeerState.CONNECTED)
    if after is None:
        return session
    entry = _by(node, f"peer-{event.state.value}", session.id, now, role=event.role.value, peer=event.peer)
    return _put(tx, session, after, entry)


def is_seated(tx: Transaction, event: PeerEvent) -> bool:
    """Tell whether the event's peer is the one that speaks for its seat, not one that was replaced."""
    seat = seating.seats(sessions.view(tx, event.session).presences).get(seating.seat(event.role, event.peer))
    return seat is not None and seat.peer == event.peer


def lost_with_node(tx: Transaction, node: str, now: datetime) -> None:
    """Note that whoever was at this media node is not any more: it has just been started."""
    for session_id in sessions.all_running(tx):
        for presence in sessions.view(tx, session_id).presences:
            if presence.connected and presence.peer is not None and is_of_node(presence.peer, node):
                entry = _by(node, "node-started", session_id, now, role=presence.role.value, peer=presence.peer)
                _put(tx, sessions.get(tx, session_id), replace(presence, connected=False), entry)


def _put(tx: Transaction, session: Session, presence: Presence, entry: Entry) -> Session:
    changed = sessions.put_presence(tx, session, presence)
    told = PresenceChanged(*UNPLACED, entry.at, presence)
    ledger.record(tx, drafts.changed(told, sessions.view(tx, session.id), session.parties.division), entry)
    return changed


def keep_segment(tx: Transaction, node: str, segment: SegmentFinished, now: datetime) -> None:
    """Keep a finished segment of a session's film; one that is told twice is kept once."""
    if recordings.add(tx, segment):
        entry = _by(node, "segment-kept", segment.session, now, number=segment.number, sha256=segment.sha256)
        ledger.record(tx, (), entry)


def _by(node: str, action: str, subject: str, at: datetime, **details: str | int) -> Entry:
    # A machine acts for whoever operates it.
    return Entry(actor=node, role=Role.OPERATOR, action=action, subject=subject, at=at, details={**details})
