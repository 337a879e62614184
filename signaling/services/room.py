"""A session's room at the media node, made to agree with the session: edges, recording, visitors."""

from cryptography.exceptions import InvalidTag

from signaling import log
from signaling.core.access import Actor
from signaling.ports import MediaPlane
from signaling.protocol.media import PLANS
from signaling.protocol.names import PeerId, Role, SessionId
from signaling.protocol.views import Consent, SessionState
from signaling.services import keys
from signaling.store.sessions import Session

_log = log.get("room")
_PARTIES = (Role.WINDOW, Role.OFFICIAL, Role.COLLEAGUE)


class Rooms:
    """The rooms of the sessions that this process has to do with."""

    def __init__(self, media: MediaPlane, master_key: bytes) -> None:
        self._media = media
        self._master_key = master_key
        self._recorded: set[SessionId] = set()
        self._divisions: dict[SessionId, str] = {}
        self._visitors: dict[PeerId, tuple[SessionId, Actor]] = {}

    def conform(self, session: Session) -> None:
        """
        Open, shut, record or close: whatever the session, as it was committed, asks for. Idempotent.

        Called after each change of a session, and before each grant: a node that was started anew knows nothing of a
        hold or of a recording until somebody comes back.
        """
        if session.state is SessionState.ENDED:
            self._media.close(session.id)
            self._forget(session.id)
            return
        self._divisions[session.id] = session.parties.division
        for subscriber in _PARTIES:
            for line in PLANS[subscriber]:
                if line.receives is not None:
                    flows = session.state is SessionState.OPEN
                    self._media.set_edge(session.id, line.receives, subscriber, on=flows)
        if session.consent is Consent.GRANTED and session.recording_key is not None:
            self._record(session.id, session.recording_key)

    def _record(self, session: SessionId, wrapped: bytes) -> None:
        if session in self._recorded:
            return
        try:
            key = keys.unwrap(wrapped, self._master_key, session)
        except InvalidTag:
            _log.error("recording_key_unreadable", session=session)  # Another master key: the film cannot go on.
            return
        self._recorded.add(session)
        self._media.record(session, key)

    def _forget(self, session: SessionId) -> None:
        self._recorded.discard(session)
        self._divisions.pop(session, None)
        self._visitors = {peer: known for peer, known in self._visitors.items() if known[0] != session}

    def division(self, session: SessionId) -> str | None:
        """Return the division of a session that somebody here has joined."""
        return self._divisions.get(session)

    def expect(self, session: SessionId, peer: PeerId, visitor: Actor) -> None:
        """Remember who comes by a peer of a role that has no seat."""
        self._visitors[peer] = (session, visitor)

    def visitor(self, peer: PeerId) -> Actor | None:
        """Return who was expected by this peer."""
        known = self._visitors.get(peer)
        return None if known is None else known[1]

    def dismiss(self, session: SessionId, peer: PeerId) -> None:
        """Close the peer of somebody who is in the session no more."""
        self._media.close_peer(session, peer)

    def show_out(self, session: SessionId, visitor: Actor) -> None:
        """Close the peers of a visitor who has looked away."""
        for peer, known in tuple(self._visitors.items()):
            if known == (session, visitor):
                del self._visitors[peer]
                self._media.close_peer(session, peer)
