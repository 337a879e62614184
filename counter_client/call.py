"""The media of one session: a peer is replaced only by one that is connected already."""

import asyncio
from collections.abc import Callable

import structlog

from counter_client.core.effects import PeerLost, PeerUp
from counter_client.listener import OFFICIAL_VOICE
from counter_client.peer import Listener, Peer, PeerFailed, Sources
from counter_client.rest import Rest
from signaling.protocol.media import PLANS, Source, Track
from signaling.protocol.names import Role, SessionId

_PICTURES = tuple(Source(role, Track.CAMERA) for role in (Role.OFFICIAL, Role.COLLEAGUE))
_log = structlog.get_logger(room="counter_client")


class Call:
    """Joins, watches and leaves; says `PeerUp` and `PeerLost` to `tell`."""

    def __init__(
        self,
        rest: Rest,
        sources: Sources,
        tell: Callable[[PeerUp | PeerLost], None],
        *,
        listen: Listener | None,
        watch: bool,
    ) -> None:
        self._rest = rest
        self._sources = sources
        self._tell = tell
        self._listen = listen
        self._unwatched = () if watch else _PICTURES
        self._peer: Peer | None = None
        self._task: asyncio.Task[None] | None = None
        self._closing: set[asyncio.Task[None]] = set()

    @property
    def heard(self) -> int:
        """Frames of the official's voice that the present peer has decoded."""
        return 0 if self._peer is None else self._peer.frames[OFFICIAL_VOICE]

    def join(self, session: SessionId, url: str, grant: str) -> None:
        """Begin to build a peer; one that is still being built is given up."""
        if self._task is not None:
            self._task.cancel()
        self._task = asyncio.create_task(self._run(session, url, grant))

    async def leave(self) -> None:
        """Close whatever there is. Idempotent."""
        task, self._task = self._task, None
        peer, self._peer = self._peer, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        if peer is not None:
            self._retire(peer)
        await asyncio.gather(*self._closing)

    def _retire(self, peer: Peer) -> None:
        """Close a peer in a task of its own, which is never cancelled: a peer that is half closed keeps its sockets."""
        closing = asyncio.create_task(peer.close())
        self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)

    async def _run(self, session: SessionId, url: str, grant: str) -> None:
        peer = Peer(PLANS[Role.WINDOW], self._sources, unwatched=self._unwatched, listen=self._listen)
        try:
            await peer.join(self._rest, url, grant)
        except PeerFailed as failed:
            _log.info("media_failed", session=session, step=str(failed))
            self._retire(peer)
            self._tell(PeerLost(session))
            return
        except asyncio.CancelledError:
            self._retire(peer)
            raise
        before, self._peer = self._peer, peer
        _log.info("media_joined", session=session)
        self._tell(PeerUp(session))
        if before is not None:
            self._retire(before)
        await peer.lost()
        _log.info("media_lost", session=session)
        # The silent peer stays until the next one is connected: should it come back, nothing was lost.
        self._tell(PeerLost(session))
