"""
One client's socket: hello, welcome, then commands in and replies, facts and signals out.

A connection is the only one who touches its own state. Its reader takes one frame at a time, so that a client waits for
itself alone; what others have for it goes through `hear`, which never blocks, into a bounded outbox.
"""

import asyncio
import re
from collections.abc import Iterable, Sequence

import msgspec
from starlette.websockets import WebSocket

from signaling import log
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.outbox import Outbox, Work
from signaling.protocol.codec import (
    ClientFrame,
    decode_clerk,
    decode_official,
    decode_supervisor,
    decode_window,
    encode,
)
from signaling.protocol.codes import Close
from signaling.protocol.commands import (
    CallNext,
    Hello,
    Ping,
    Point,
    ReportQuality,
    TakeTicket,
    UnwatchSession,
    UseField,
    WatchSession,
)
from signaling.protocol.frames import MAX_FRAME_BYTES, PROTOCOL_VERSION
from signaling.protocol.messages import BadFrame, Directive, Done, Pong, StreamClosed, StreamOpened, Welcome
from signaling.protocol.names import Role, SessionId, StreamName
from signaling.services import drafts
from signaling.services.desk import Desk
from signaling.services.streams import Start
from signaling.store.ledger import StoredFact

MAX_RESUMED = 16  # Streams of sessions and cases that a client may go on reading.
_DECODE = {
    Role.WINDOW: decode_window,
    Role.OFFICIAL: decode_official,
    Role.SUPERVISOR: decode_supervisor,
    Role.CLERK: decode_clerk,
}
# PostgreSQL keeps no NUL in a text, and nobody means one. A backslash before it would be a backslash, and letters.
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
_PONG = encode(Pong()).decode()
_SESSION_ENDED = '{"type":"session-ended"'
_OF_SESSIONS = ("session/", "case/")  # What comes and goes with sessions; the other streams are always there.
# What moves the streams that a role may read.
_READING_MOVED = {Role.WINDOW: '{"type":"ticket-', Role.OFFICIAL: '{"type":"invitation-changed"'}

_log = log.get("connection")


class Limits(msgspec.Struct, frozen=True):
    """How much, and how little, a client may say."""

    hello_seconds: float = 5.0
    silence_seconds: float = 25.0
    send_seconds: float = 10.0  # For one frame to a client that does not read.
    frames_per_second: float = 50.0
    burst: float = 200.0


class _Place:
    """Where one stream stands for this client."""

    __slots__ = ("pending", "seat", "seen")

    def __init__(self, role: Role) -> None:
        self.seat = role  # What the client is there.
        self.seen: int | None = None  # None while its picture is being read; what is heard meanwhile is pending.
        self.pending: list[tuple[StoredFact, str]] = []


class Connection:
    """A client of the desk (signaling.services.clients.Client)."""

    # Ten thousand of them wait in one process.
    __slots__ = (
        "_allowance",
        "_allowance_at",
        "_deadline",
        "_decode",
        "_desk",
        "_early",
        "_hub",
        "_hung_up",
        "_labels",
        "_limits",
        "_look_again",
        "_looking",
        "_outbox",
        "_over",
        "_places",
        "_socket",
        "_watching",
        "actor",
        "since",
    )

    def __init__(self, desk: Desk, actor: Actor, socket: WebSocket, limits: Limits) -> None:
        self.actor = actor
        self.since = desk.clock.now().timestamp()
        self._desk = desk
        self._hub = desk.exchange.hub
        self._socket = socket
        self._limits = limits
        self._decode = _DECODE[actor.role]
        self._labels = drafts.labels(actor)
        self._outbox = Outbox(socket, self._spawn, self._hang_up, limits.send_seconds)
        self._places: dict[StreamName, _Place] = {}
        self._watching: frozenset[SessionId] = frozenset()
        self._deadline: asyncio.Timeout | None = None
        self._early: list[str] | None = []  # What others sent before the welcome, which is the first frame; then None.
        self._hung_up = False
        self._over = False
        self._looking = False  # A task is comparing the streams with what may be read.
        self._look_again = False
        self._allowance = limits.burst
        self._allowance_at = desk.clock.monotonic()

    # -- The conversation -----------------------------------------------------------------------

    async def run(self) -> None:
        """Serve the client until either side closes."""
        await self._bordered(self._converse)
        self._over = True
        self._desk.leave(self)
        self._part_from_all()
        await self._outbox.written()

    async def _bordered(self, work: Work) -> None:
        """The wire's border: what no rule foresaw is a bug, logged here and never shown."""
        try:
            await work()
        except Refused:  # No command's, those are answered: busy. The client comes back by itself.
            self._outbox.close(Close.GOING_AWAY)
        except Exception:  # noqa: BLE001 - The one place for it on the wire (style.md, errors).
            _log.exception("connection_failed", role=self.actor.role.value)
            self._outbox.close(Close.INTERNAL)

    def _spawn(self, work: Work) -> None:
        self._desk.spawn(self._bordered(work))

    async def _converse(self) -> None:
        hello = await self._receive(self._limits.hello_seconds)
        if hello is None:
            return
        if not isinstance(hello, Hello):
            self._refuse("the first frame is hello")
            return
        if hello.version != PROTOCOL_VERSION:
            self._outbox.close(Close.VERSION_UNSUPPORTED)
            return
        self._desk.enter(self)
        await self._welcome(hello)
        while (frame := await self._receive(self._limits.silence_seconds)) is not None:
            await self._take(frame)

    async def _receive(self, patience_seconds: float) -> ClientFrame | None:
        """Return the next frame; None where the conversation is over, for whatever reason."""
        if self._hung_up or self._outbox.closing:
            return None
        try:
            async with asyncio.timeout(patience_seconds) as self._deadline:
                message = await self._socket.receive()
        except TimeoutError:
            self._outbox.close(Close.HEARTBEAT_LOST)
            return None
        finally:
            self._deadline = None
        if message["type"] == "websocket.disconnect" or self._outbox.closing:
            return None
        return self._read(message.get("text"))

    def _read(self, raw: str | None) -> ClientFrame | None:
        if raw is None:
            self._refuse("frames are text")
        elif len(raw) > MAX_FRAME_BYTES or len(raw.encode()) > MAX_FRAME_BYTES:
            self._outbox.close(Close.FRAME_TOO_LARGE)
        elif _NUL.search(raw):
            self._refuse("text without NUL")
        elif not self._allowed():
            self._outbox.close(Close.TOO_FAST)
        else:
            try:
                return self._decode(raw)
            except msgspec.DecodeError as error:
                self._refuse(str(error))
        return None

    def _allowed(self) -> bool:
        """Take one frame from the token bucket, if it has one."""
        now = self._desk.clock.monotonic()
        gained = (now - self._allowance_at) * self._limits.frames_per_second
        self._allowance = min(self._limits.burst, self._allowance + gained)
        self._allowance_at = now
        if self._allowance < 1:
            return False
        self._allowance -= 1
        return True

    def _refuse(self, problem: str) -> None:
        self.send(BadFrame(problem))
        self._outbox.close(Close.BAD_FRAME)

    async def _take(self, frame: ClientFrame) -> None:
        if isinstance(frame, Ping):
            self._outbox.put(_PONG)
        elif isinstance(frame, Hello):
            self._refuse("hello is said once")
        elif isinstance(frame, Point | UseField | ReportQuality):
            place = self._places.get(drafts.session(frame.session))
            if place is not None:
                self._desk.relay(self, frame, place.seat)
        else:
            reply = await self._desk.execute(self.actor, frame)
            self.send(reply)
            if isinstance(frame, WatchSession) and isinstance(reply, Done):
                self._watching |= {frame.session}
            elif isinstance(frame, UnwatchSession):
                self._watching -= {frame.session}
            if isinstance(frame, TakeTicket | CallNext | WatchSession | UnwatchSession):
                self._look()

    # -- What others have for it ----------------------------------------------------------------

    def send(self, frame: msgspec.Struct) -> None:
        """Send a frame after what waits, the welcome first of all."""
        text = encode(frame).decode()
        if self._early is None:
            self._outbox.put(text)
        else:
            self._early.append(text)

    def dismiss(self, directive: Directive, code: Close) -> None:
        """Say what to do next, then close the socket, also of a client that waits for its welcome."""
        self._outbox.put(encode(directive).decode())
        self._outbox.close(code)

    def hear(self, fact: StoredFact, text: str) -> None:
        """Send a fact of a stream that was joined, once and in its turn, if this client is meant."""
        place = self._places.get(fact.stream)
        if place is None:
            return
        if place.seen is None:
            place.pending.append((fact, text))
        elif fact.offset == place.seen + 1:
            place.seen += 1
            self._tell(fact, text)
        elif fact.offset > place.seen:
            self._look()

    def hear_signal(self, text: str) -> None:
        """Send a signal, unless the client is behind, or not welcomed yet."""
        if self._early is None:
            self._outbox.put_signal(text)

    def start_over(self) -> None:
        """Ask the client to come again, and get a snapshot."""
        self.dismiss(Directive("resume"), Close.GOING_AWAY)

    def _is_meant(self, fact: StoredFact) -> bool:
        return not fact.audience or not self._labels.isdisjoint(fact.audience)

    def _tell(self, fact: StoredFact, text: str) -> None:
        if not self._is_meant(fact):
            return
        self._outbox.put(text)
        # The tag stands first: whether a fact changes what may be read is seen without decoding it.
        if text.startswith(_SESSION_ENDED) and fact.stream.startswith("session/"):
            self.send(Directive("leave", _session_of(fact.stream), "ended"))
            self._look()
        elif text.startswith(_READING_MOVED.get(self.actor.role, _SESSION_ENDED)):
            self._look()

    def _hang_up(self) -> None:
        """Stop waiting for a client that cannot be written to."""
        self._hung_up = True
        if self._deadline is not None and not self._deadline.expired():
            self._deadline.reschedule(asyncio.get_running_loop().time())

    # -- Streams --------------------------------------------------------------------------------

    async def _welcome(self, hello: Hello) -> None:
        resumed = [name for name in hello.resume if name.startswith(_OF_SESSIONS)][:MAX_RESUMED]
        if self.actor.role is Role.SUPERVISOR and resumed:
            watched = [_session_of(name) for name in resumed if name.startswith("session/")]
            self._watching = await self._desk.resume_watching(self.actor, watched)
        names = await self._desk.readable(self.actor, self._watching)
        # What ended while the client was away is told to its end, and then closed.
        over = [] if self.actor.role is Role.SUPERVISOR else [name for name in resumed if name not in names]
        starts = await self._join((*names, *over), hello.resume)
        on_duty = await self._desk.is_on_duty(self.actor)
        actor = self.actor
        told = tuple(start.start for start in starts.values())
        self._outbox.put_owed(encode(Welcome(actor.role, actor.id, actor.name, on_duty, told)).decode())
        early, self._early = self._early or [], None
        for text in early:
            self._outbox.put(text)
        self._begin(starts)
        for name in over:
            if name in starts and name.startswith("session/"):
                self.send(Directive("leave", _session_of(name), "ended"))
            self._look()
        # Who comes back may have lost the media as well, with a node that went down. A page that is new joins anyway.
        seats = [name for name, start in starts.items() if start.start.recovered and name not in over]
        for session in await self._desk.unseated(actor, seats):
            self.send(Directive("rejoin-media", session, "node-lost"))

    async def _join(self, names: Iterable[StreamName], offsets: dict[StreamName, int]) -> dict[StreamName, Start]:
        """Listen to streams, then read where they stand: in this order nothing falls between the two."""
        joined = tuple(names)
        for name in joined:
            self._places[name] = _Place(self.actor.role)
            self._hub.join(name, self)
        starts = await self._desk.starts(self.actor, joined, offsets)
        for name in joined:
            if name not in starts:
                self._part(name)
        # A client that has gone meanwhile has parted from all.
        return {name: start for name, start in starts.items() if name in self._places}

    def _part(self, name: StreamName) -> None:
        self._places.pop(name, None)
        self._hub.leave(name, self)

    def _part_from_all(self) -> None:
        for name in tuple(self._places):
            self._part(name)

    def _begin(self, starts: dict[StreamName, Start]) -> None:
        """Send what was missed, and what was heard while the picture was read."""
        for name, start in starts.items():
            place = self._places[name]
            place.seen = start.head
            place.seat = start.seat
            for fact in start.missed:
                if self._is_meant(fact):
                    self._outbox.put_owed(fact.body.decode())
            pending, place.pending = place.pending, []
            for fact, text in sorted(pending, key=lambda one: one[0].offset):
                self.hear(fact, text)
            if not self._hub.begin(name, place.seen):
                self._look()

    def _look(self) -> None:
        """Compare, soon, the streams that are told with those that may be read, and with how far they are."""
        self._look_again = True
        if not self._looking and not self._over:
            self._looking = True
            self._spawn(self._keep_looking)

    async def _keep_looking(self) -> None:
        try:
            while self._look_again and not self._outbox.closing:
                self._look_again = False
                await self._compare()
        finally:
            self._looking = False
            if self._over:
                self._part_from_all()  # The client went while streams were being joined for it.

    async def _compare(self) -> None:
        names = await self._desk.readable(self.actor, self._watching)
        for name in [known for known in self._places if known not in names]:
            self._part(name)
            self.send(StreamClosed(name))
        starts = await self._join([name for name in names if name not in self._places], {})
        for start in starts.values():
            self._outbox.put_owed(encode(StreamOpened(start.start)).decode())
        self._begin(starts)
        cursors = self._hub.cursors()
        for name, place in tuple(self._places.items()):
            if place.seen is not None and cursors.get(name, 0) > place.seen:
                await self._catch_up(name, place.seen)

    async def _catch_up(self, name: StreamName, seen: int) -> None:
        missed: Sequence[StoredFact] | None = await self._desk.exchange.after(name, seen)
        if missed is None:
            self.start_over()
            return
        for fact in missed:
            self.hear(fact, fact.body.decode())


def _session_of(stream: StreamName) -> SessionId:
    return SessionId(stream.partition("/")[2])
