"""An official without a page: signs in, calls, sees, hears, scans, fills in, presents, accepts."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

from av import AudioFrame, VideoFrame

from counter_client.peer import Peer, PeerFailed, Sources
from counter_client.rest import Rest
from counter_client.scene import Scene
from counter_client.speech import hum
from signaling.protocol.case_views import CaseView, PageState, PageView
from signaling.protocol.commands import CallNext, EndSession, JoinMedia, RequestStill, Say, SetDuty
from signaling.protocol.facts import (
    CaseChanged,
    CaseSnapshot,
    QueueSnapshot,
    SessionSnapshot,
    StillChanged,
    TicketTaken,
)
from signaling.protocol.frames import Frame
from signaling.protocol.media import PLANS, Source
from signaling.protocol.messages import Done, Granted, StreamOpened, TicketIssued, Welcome
from signaling.protocol.names import CaseId, Role, SessionId, TicketId
from signaling.protocol.views import Outcome, SessionView, StillState, TicketState
from tests.support.wire import Wire, dialled

WAIT_SECONDS = 60.0
_LOOK_SECONDS = 0.05


class Official:
    """One official at work, in one session at a time."""

    def __init__(self, rest: Rest, wire: Wire) -> None:
        self.rest = rest
        self.wire = wire
        self.peer: Peer | None = None
        self.frames: Counter[Source] = Counter()  # Seen and heard through all peers.
        self._staying: asyncio.Task[None] | None = None
        self._session: SessionId | None = None
        self._case: CaseId | None = None
        self._ticket: TicketId | None = None
        self._keys = count()
        self._seen = asyncio.Event()

    @property
    def session(self) -> SessionId:
        assert self._session is not None, "nobody was called"
        return self._session

    async def go_on_duty(self) -> None:
        await self.wire.ask(lambda ref: SetDuty(ref, on=True), Done)

    async def somebody_waits(self) -> None:
        """Return once a ticket waits: in the welcome's snapshot, or taken since."""
        welcome = await self.wire.wait(Welcome)
        queues = [start.snapshot for start in welcome.streams if isinstance(start.snapshot, QueueSnapshot)]
        if not any(ticket.state is TicketState.WAITING for queue in queues for ticket in queue.tickets):
            await self.wire.wait(TicketTaken)

    async def somebody_waits_again(self) -> None:
        """Return once a number was taken after the present session's."""
        await self.wire.wait(TicketTaken, lambda fact: fact.ticket.id != self._ticket)

    async def call_next(self) -> CaseView:
        """Call the ticket that has waited longest; return the case that opened with it."""
        called = await self.wire.ask(CallNext, TicketIssued)
        assert called.ticket.session is not None
        self._session, self._ticket = called.ticket.session, called.ticket.id
        # A case that the official served a while ago is still told of, and goes on in its stream.
        shown = await self.wire.wait(Frame, lambda frame: _shows(frame, called.ticket.session))
        case = _case(shown)
        assert case is not None
        self._case = case.id
        return case

    async def take_up(self) -> SessionView:
        """Go on with the session that was running before this socket."""
        welcome = await self.wire.wait(Welcome)
        running = [start.snapshot.session for start in welcome.streams if isinstance(start.snapshot, SessionSnapshot)]
        self._session, self._case = running[0].id, running[0].case
        return running[0]

    async def join(self) -> Peer:
        """Publish a face and a voice, and watch."""
        granted = await self.wire.ask(lambda ref: JoinMedia(ref, self.session), Granted)
        voice = hum()
        peer = Peer(PLANS[Role.OFFICIAL], Sources(voice=voice, camera=Scene(voice)), listen=self._look)
        await peer.join(self.rest, granted.url, granted.grant)
        before, self.peer = self.peer, peer
        if before is not None:
            await before.close()
        return peer

    def stay(self) -> None:
        """Join, and join again whenever the peer is lost, as the official's page does; until `leave`."""
        self._staying = asyncio.create_task(self._stay())

    async def leave(self) -> None:
        """Stay no longer. Idempotent."""
        staying, self._staying = self._staying, None
        if staying is not None:
            staying.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await staying

    async def _stay(self) -> None:
        while True:
            with contextlib.suppress(PeerFailed):
                await (await self.join()).lost()

    async def sees_more(self, source: Source, frames: int) -> None:
        """Return once so many more frames of a source have been decoded."""
        wanted = self.frames[source] + frames
        async with asyncio.timeout(WAIT_SECONDS):
            while self.frames[source] < wanted:
                self._seen.clear()
                await self._seen.wait()

    async def sees(self, source: Source, frames: int) -> None:
        """Return once so many frames of a source have been decoded by the present peer."""
        assert self.peer is not None
        async with asyncio.timeout(WAIT_SECONDS):
            while self.peer.frames[source] < frames:
                self._seen.clear()
                await self._seen.wait()

    def _look(self, source: Source, _: AudioFrame | VideoFrame) -> None:
        self.frames[source] += 1
        self._seen.set()

    async def case(self) -> CaseView:
        """Return the case as the server has it now."""
        assert self._case is not None, "nobody was called"
        return await self.rest.case(self._case)

    async def case_when(self, event: str) -> CaseView:
        """Return the case once this has happened to it."""
        changed = await self.wire.wait(CaseChanged, lambda fact: fact.event == event and fact.case.id == self._case)
        return changed.case

    async def act(self, action: str, **fields: object) -> CaseView:
        """Do something to the case, on the version that it has now."""
        now = await self.case()
        command = {"action": action, "version": now.version, **fields}
        return await self.rest.act(now.id, command, f"test-{id(self):x}-{now.id}-{next(self._keys)}"[:64])

    async def scan(self) -> PageView:
        """Ask for a still; return the page once it has been read."""
        before = {page.hash for page in (await self.case()).pages}
        stills = {frame.still.id for frame in self.wire.heard if isinstance(frame, StillChanged)}
        await self.wire.ask(lambda ref: RequestStill(ref, self.session), Done)
        still = await self.wire.wait(
            StillChanged,
            lambda fact: fact.still.id not in stills and fact.still.state is not StillState.REQUESTED,
        )
        assert still.still.state is StillState.RECEIVED, still.still.reason
        async with asyncio.timeout(WAIT_SECONDS):
            while True:
                for page in (await self.case()).pages:
                    if page.hash not in before and page.state is not PageState.RECEIVED:
                        return page
                await asyncio.sleep(_LOOK_SECONDS)

    async def say(self, text: str) -> None:
        await self.wire.ask(lambda ref: Say(ref, self.session, text), Done)

    async def end(self, outcome: Outcome = Outcome.SERVED) -> None:
        await self.wire.ask(lambda ref: EndSession(ref, self.session, outcome), Done)

    async def close(self) -> None:
        await self.leave()
        if self.peer is not None:
            await self.peer.close()


def _case(frame: Frame) -> CaseView | None:
    if isinstance(frame, CaseChanged):
        return frame.case
    if isinstance(frame, StreamOpened) and isinstance(frame.start.snapshot, CaseSnapshot):
        return frame.start.snapshot.case
    return None


def _shows(frame: Frame, session: SessionId | None) -> bool:
    case = _case(frame)
    return case is not None and case.session == session


@asynccontextmanager
async def on_duty(server: str, account: str, password: str) -> AsyncIterator[Official]:
    """Sign in, open the socket and go on duty."""
    rest = Rest(server, Role.OFFICIAL)
    try:
        await rest.sign_in(account, password)
        async with dialled(rest) as wire:
            official = Official(rest, wire)
            try:
                await official.go_on_duty()
                yield official
            finally:
                await official.close()
    finally:
        await rest.close()
