"""The media node, as the desk and the HTTP resource see it: grants in, answers and events out."""

import hashlib
import hmac
import secrets
from collections.abc import Callable

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from media.core.grants import Spent, SpentGrants, has_expired, read_grant
from media.engines.embedded import EmbeddedEngine
from media.recorder import RecorderFactory
from media.transport.mux import Statistics
from signaling import settings
from signaling.clock import Clock
from signaling.ports import MediaEvent, PeerEvent, PeerState, Refused
from signaling.protocol.codes import Code
from signaling.protocol.media import Grant, Source
from signaling.protocol.names import PeerId, Role, SessionId


class Joined(msgspec.Struct, frozen=True):
    """What a spent grant bought."""

    location: str  # The peer's unguessable name under the node's url.
    answer: str


class MediaNode:
    """`signaling.ports.MediaPlane` on an engine in this process."""

    def __init__(
        self,
        options: settings.Media,
        *,
        name: str,
        url: str,
        verify_key: Ed25519PublicKey,
        recorder_factory: RecorderFactory,
        clock: Clock,
    ) -> None:
        """
        Args:
            name: Stands in the grants that this node accepts.
            url: Where offers are posted to.
            verify_key: The desk's, for grants.
        """
        self.name = name
        self.url = url
        self._key = verify_key
        self._clock = clock
        self._listeners: list[Callable[[MediaEvent], None]] = []
        self._engine = EmbeddedEngine(options, recorder_factory, self._emit)
        self._spent = SpentGrants()
        self._located: dict[str, Grant] = {}

    async def start(self) -> None:
        """Bind the UDP addresses; raises OSError where one cannot be bound."""
        await self._engine.start()

    async def stop(self) -> None:
        """Close all sessions and sockets. Idempotent."""
        await self._engine.stop()

    async def join(self, bearer: str, offer: str) -> Joined:
        """
        Spend a grant on an offer. The same offer under the same grant gets the same answer again.

        Raises:
            Refused: grant-invalid, grant-expired, grant-used, offer-invalid.
        """
        grant = read_grant(bearer, self._key, self.name)
        digest = hashlib.sha256(offer.encode()).digest()
        former = self._spent.former(grant, digest)
        if former is not None:
            return Joined(former.location, former.answer)
        now = self._clock.now().timestamp()
        if has_expired(grant, now):
            raise Refused(Code.GRANT_EXPIRED)
        self._spent.forget_expired(now)
        answer = self._engine.join(grant.session, grant.peer, grant.role, offer)
        location = secrets.token_urlsafe(24)
        self._spent.spend(grant, Spent(digest, location, answer))
        self._located[location] = grant
        return Joined(location, answer)

    async def leave(self, bearer: str, location: str) -> None:
        """
        Close the peer at a location; the bearer must be the grant that opened it, expired or not.

        Raises:
            Refused: grant-invalid; not-found for a location that is none, or no more.
        """
        grant = read_grant(bearer, self._key, self.name)
        for known, owner in self._located.items():
            if hmac.compare_digest(known, location) and owner.id == grant.id:
                self._engine.close_peer(grant.session, grant.peer)
                return
        raise Refused(Code.NOT_FOUND)

    def statistics(self) -> Statistics:
        """Return the socket counters since the start."""
        return msgspec.structs.replace(self._engine.statistics)

    def set_edge(self, session: SessionId, source: Source, subscriber: Role, *, on: bool) -> None:
        """See `MediaPlane.set_edge`."""
        self._engine.set_edge(session, source, subscriber, on=on)

    def record(self, session: SessionId, key: bytes) -> None:
        """See `MediaPlane.record`."""
        self._engine.record(session, key)

    def close_peer(self, session: SessionId, peer: PeerId) -> None:
        """See `MediaPlane.close_peer`."""
        self._engine.close_peer(session, peer)

    def close(self, session: SessionId) -> None:
        """See `MediaPlane.close`."""
        self._engine.close(session)

    def watch(self, listener: Callable[[MediaEvent], None]) -> None:
        """See `MediaPlane.watch`."""
        self._listeners.append(listener)

    def _emit(self, event: MediaEvent) -> None:
        if isinstance(event, PeerEvent) and event.state is PeerState.CLOSED:
            for location, grant in tuple(self._located.items()):
                if (grant.session, grant.peer) == (event.session, event.peer):
                    del self._located[location]
                    self._spent.close(grant.id)
        for listener in tuple(self._listeners):
            listener(event)
