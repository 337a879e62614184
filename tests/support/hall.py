"""
A hall to test the desk in: the desk on real sockets, with small residents of its ports.

The ports Items, Cases and MediaPlane are implemented here in the simplest way that keeps their promises.
"""

import asyncio
import secrets
import socket
from base64 import urlsafe_b64decode
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TypeVar

import msgspec
import uvicorn
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace
from starlette.applications import Starlette
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from signaling.bus import MemoryBus
from signaling.clock import Clock, SystemClock
from signaling.connection import Limits
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.core.replay import apply
from signaling.ports import (
    Bus,
    CaseOpening,
    Fitness,
    Forward,
    Handshake,
    ItemRoute,
    MediaEvent,
    Returning,
    Stream,
    Transaction,
)
from signaling.protocol.case_views import CaseView
from signaling.protocol.codec import decode_server, encode
from signaling.protocol.codes import Code
from signaling.protocol.commands import Hello, Ping, TakeTicket
from signaling.protocol.facts import CaseChanged, CaseSnapshot, Fact, Snapshot, StreamStart
from signaling.protocol.frames import Frame
from signaling.protocol.media import Grant, Source
from signaling.protocol.messages import Granted, Pong, ServerFrame, StreamClosed, StreamOpened, Welcome
from signaling.protocol.names import CaseId, ItemId, Language, PeerId, Role, SessionId, StreamName
from signaling.protocol.views import Text, Wanted
from signaling.routes import routes
from signaling.services.desk import Desk
from signaling.store.engine import Store
from signaling.store.ledger import Draft, Entry, record
from tests.support.views import a_case

F = TypeVar("F", bound=Frame)

DIVISION = "441302"
ITEM = ItemId("birth-certificate")
ID_NUMBER = "11010519491231002X"  # The example of GB 11643-1999 itself.
PHONE = "13800138000"
PATIENCE_SECONDS = 10.0


def a_text(text: str) -> Text:
    return Text(text, text)


WINDOW = Actor(Role.WINDOW, "w1", a_text("Window 1"), DIVISION, hall="h1")
WINDOW_2 = Actor(Role.WINDOW, "w2", a_text("Window 2"), DIVISION, hall="h1")
OFFICIAL = Actor(Role.OFFICIAL, "o1", a_text("Chen"), DIVISION, departments=frozenset({"health"}))
OFFICIAL_2 = Actor(Role.OFFICIAL, "o2", a_text("Li"), DIVISION, departments=frozenset({"health"}))
SUPERVISOR = Actor(Role.SUPERVISOR, "s1", a_text("Zhou"), "441300")

ROUTES = {
    ITEM: ItemRoute(ITEM, 3, DIVISION, "health", "a1", None, a_text("Birth certificate"), a_text("Health")),
    ItemId("licence"): ItemRoute(
        ItemId("licence"), 1, DIVISION, "market", "a2", None, a_text("Licence"), a_text("Market")
    ),
    ItemId("city-item"): ItemRoute(
        ItemId("city-item"), 1, "441300", "health", "a1", None, a_text("City"), a_text("Health")
    ),
}


def items(
    tx: Transaction, item: ItemId, home: str | None = None, receiving_office: str | None = None
) -> ItemRoute | None:
    """The port Items."""
    return ROUTES.get(item)


class CaseBook:
    """The port Cases, and the owner of the streams `case/…`; a case is accepted when a test says so."""

    def __init__(self) -> None:
        self.opened: dict[CaseId, CaseOpening] = {}
        self.accepted: set[CaseId] = set()
        self.forwards: dict[CaseId, Forward] = {}
        self.consents: list[tuple[CaseId, bool]] = []
        self.barred: dict[str, frozenset[Wanted]] = {}  # What somebody may not be rung for.
        self.stream = Stream("case", self._may_read, self._snapshot)

    def open(self, tx: Transaction, opening: CaseOpening) -> None:
        self.opened[opening.case] = opening
        fact = CaseChanged(StreamName(""), 0, opening.at, "opened", Role.OFFICIAL, self.view(opening.case))
        entry = Entry(actor=opening.official, role=Role.OFFICIAL, action="open", subject=opening.case, at=opening.at)
        record(tx, [Draft(StreamName(f"case/{opening.case}"), fact)], entry)

    def resume(self, tx: Transaction, opening: CaseOpening) -> None:
        self.opened[opening.case] = opening

    def returning(self, tx: Transaction, case: str, id_number: str) -> Returning:
        found = self.opened.get(CaseId(case))
        if found is None or found.resident_id_number != id_number:
            raise Refused(Code.CASE_UNKNOWN)
        return Returning(found.case, found.item, None, found.official)

    def check_collect(self, tx: Transaction, office: str) -> None:
        if office == "nowhere":
            raise Refused(Code.OFFICE_UNKNOWN)

    def forward(self, tx: Transaction, case: CaseId) -> Forward | None:
        return self.forwards.get(case)

    def is_settled(self, tx: Transaction, case: CaseId) -> bool:
        return case in self.accepted

    def consent_changed(self, tx: Transaction, case: CaseId, granted: bool) -> None:
        self.consents.append((case, granted))

    def fitness(self, tx: Transaction, case: CaseId, officials: Sequence[Actor]) -> Mapping[str, Fitness]:
        return {
            official.id: Fitness(
                tuple(duty for duty in Wanted if duty not in self.barred.get(official.id, ())),
                min(official.departments),
                a_text("Department"),
            )
            for official in officials
        }

    def view(self, case: CaseId) -> CaseView:
        return replace(a_case(), id=case, session=self.opened[case].session)

    def _may_read(self, _: Transaction, actor: Actor, stream: StreamName) -> bool:
        return CaseId(stream.partition("/")[2]) in self.opened

    def _snapshot(self, _: Transaction, actor: Actor, stream: StreamName) -> CaseSnapshot:
        return CaseSnapshot(self.view(CaseId(stream.partition("/")[2])))


class Plane:
    """The port MediaPlane: remembers what it was told, and tells what a test wants told."""

    name = "node-1"
    url = "/media/peers"

    def __init__(self) -> None:
        self.edges: dict[tuple[SessionId, Source, Role], bool] = {}
        self.recorded: list[tuple[SessionId, bytes]] = []
        self.closed: list[SessionId] = []
        self.closed_peers: list[tuple[SessionId, PeerId]] = []
        self._listeners: list[Callable[[MediaEvent], None]] = []

    def set_edge(self, session: SessionId, source: Source, subscriber: Role, *, on: bool) -> None:
        self.edges[session, source, subscriber] = on

    def record(self, session: SessionId, key: bytes) -> None:
        self.recorded.append((session, key))

    def close_peer(self, session: SessionId, peer: PeerId) -> None:
        self.closed_peers.append((session, peer))

    def close(self, session: SessionId) -> None:
        self.closed.append(session)

    def watch(self, listener: Callable[[MediaEvent], None]) -> None:
        self._listeners.append(listener)

    def tell(self, event: MediaEvent) -> None:
        for listener in self._listeners:
            listener(event)


class Gate:
    """The port Identify: the cookie names the actor, and the page must be of this host."""

    def __init__(self) -> None:
        self.actors = {(actor.role, actor.id): actor for actor in (WINDOW, WINDOW_2, OFFICIAL, OFFICIAL_2, SUPERVISOR)}

    def admit(self, actor: Actor) -> None:
        """Let one more in."""
        self.actors[actor.role, actor.id] = actor

    async def __call__(self, handshake: Handshake) -> Actor:
        if handshake.origin != f"http://{handshake.host}":
            raise Refused(Code.ORIGIN_WRONG)
        actor = self.actors.get((handshake.role, handshake.cookies.get("who", "")))
        if actor is None:
            raise Refused(Code.NOT_SIGNED_IN)
        return actor


class Caller:
    """A client at its socket: says frames, and keeps each stream as its snapshot and facts make it."""

    def __init__(self, socket: ClientConnection, actor: Actor) -> None:
        self.socket = socket
        self.actor = actor
        self.heard: list[ServerFrame] = []
        self.offsets: dict[StreamName, int] = {}
        self.streams: dict[StreamName, Snapshot] = {}
        self._read = 0
        self._refs = 0
        self._life = secrets.token_hex(4)

    def ref(self) -> str:
        """Return a ref that was not used before."""
        self._refs += 1
        return f"{self._life}-{self._refs:04d}"

    async def say(self, frame: msgspec.Struct) -> None:
        await self.socket.send(encode(frame).decode())

    async def hear(self) -> ServerFrame:
        """Return the next frame, and take it in."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            frame = decode_server(await self.socket.recv())
        self.heard.append(frame)
        self._take_in(frame)
        return frame

    async def until(self, kind: type[F], matches: Callable[[F], bool] = lambda _: True) -> F:
        """Return the next frame of this kind that matches, of those heard since the last one that was asked for."""
        while True:
            while self._read < len(self.heard):
                frame = self.heard[self._read]
                self._read += 1
                if isinstance(frame, kind) and matches(frame):
                    return frame
            await self.hear()

    async def hello(self, **resume: int) -> Welcome:
        """Say hello with the offsets known, and return the welcome."""
        await self.say(Hello(1, Language.CHINESE, {**self.offsets, **{StreamName(k): v for k, v in resume.items()}}))
        return await self.until(Welcome)

    async def ask(self, frame: Frame, kind: type[F]) -> F:
        """Send a command, and return its reply, which must be of this kind."""
        await self.say(frame)
        ref = getattr(frame, "ref", None)
        while True:
            reply = await self.hear()
            if getattr(reply, "ref", None) == ref:
                assert isinstance(reply, kind), reply
                return reply

    async def settle(self) -> None:
        """Hear whatever was told before now."""
        await self.say(Ping())
        while not isinstance(await self.hear(), Pong):
            pass

    async def closed(self) -> int:
        """Hear everything up to the close, and return its code."""
        with suppress(ConnectionClosed):
            while True:
                await self.hear()
        code = self.socket.close_code
        assert code is not None
        return code

    def stream(self, prefix: str) -> StreamName:
        """Return the one stream of this family that is open."""
        (name,) = [name for name in self.streams if name.startswith(prefix)]
        return name

    def _take_in(self, frame: ServerFrame) -> None:
        if isinstance(frame, Welcome):
            for start in frame.streams:
                self._begin(start)
        elif isinstance(frame, StreamOpened):
            self._begin(frame.start)
        elif isinstance(frame, StreamClosed):
            self.streams.pop(frame.stream, None)
            self.offsets.pop(frame.stream, None)
        elif isinstance(frame, Fact):
            assert frame.offset > self.offsets[frame.stream], "a fact came twice, or before its time"
            self.offsets[frame.stream] = frame.offset
            self.streams[frame.stream] = apply(self.streams[frame.stream], frame)

    def _begin(self, start: StreamStart) -> None:
        self.offsets[start.stream] = start.offset
        if start.snapshot is not None:
            self.streams[start.stream] = start.snapshot


def claims(granted: Granted) -> Grant:
    """Return what a grant says; its signature is another matter."""
    body = granted.grant.partition(".")[0]
    return msgspec.json.decode(urlsafe_b64decode(body + "=" * (-len(body) % 4)), type=Grant)


class Hall:
    """A desk that is served on a loopback port."""

    def __init__(self, desk: Desk, store: Store, plane: Plane, cases: CaseBook, gate: Gate, port: int) -> None:
        self.desk = desk
        self.gate = gate
        self.store = store
        self.plane = plane
        self.cases = cases
        self.port = port

    @asynccontextmanager
    async def dial(self, actor: Actor, *, origin: str | None = None) -> AsyncIterator[Caller]:
        """Open a socket; nothing has been said yet."""
        async with connect(
            f"ws://127.0.0.1:{self.port}/ws/{actor.role}",
            origin=origin or f"http://127.0.0.1:{self.port}",  # type: ignore[arg-type]  # Its NewType of str.
            additional_headers={"Cookie": f"who={actor.id}"},
            compression=None,
            max_size=None,
            max_queue=None,
            ping_interval=None,
        ) as socket:
            yield Caller(socket, actor)

    @asynccontextmanager
    async def call(self, actor: Actor) -> AsyncIterator[Caller]:
        """Open a socket and be welcomed."""
        async with self.dial(actor) as caller:
            await caller.hello()
            yield caller


@asynccontextmanager
async def open_hall(
    url: str,
    *,
    bus: Bus | None = None,
    limits: Limits | None = None,
    clock: Clock | None = None,
    cases: CaseBook | None = None,
    keys: tuple[Ed25519PrivateKey, bytes] | None = None,
) -> AsyncIterator[Hall]:
    """Run a desk over the database at `url`, whose tables exist, and serve it."""
    store, plane, cases = Store(url), Plane(), cases or CaseBook()
    grant_key, master_key = keys or (Ed25519PrivateKey.generate(), bytes(32))
    desk = Desk(
        store=store,
        bus=bus or MemoryBus(),
        clock=clock or SystemClock(),
        items=items,
        cases=cases,
        media=plane,
        grant_key=grant_key,
        master_key=master_key,
        further=(cases.stream,),
    )
    gate = Gate()
    app = Starlette(routes=routes(desk, gate, limits or Limits()))
    try:
        async with _served(app) as port, desk.running():
            yield Hall(desk, store, plane, cases, gate, port)
    finally:
        await store.close()


@asynccontextmanager
async def _served(app: Starlette) -> AsyncIterator[int]:
    config = uvicorn.Config(
        app, ws="websockets-sansio", ws_per_message_deflate=False, lifespan="off", log_config=None, log_level="critical"
    )
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        # Not `serve()`, which would take the process's signals.
        await server.startup(sockets=[listener])
        yield listener.getsockname()[1]
        await server.shutdown(sockets=[listener])


async def empty_database(folder: Path) -> str:
    """Make an SQLite database with all tables, and return its URL."""
    return await with_tables(f"sqlite:///{folder / 'desk.sqlite'}")


async def with_tables(url: str) -> str:
    """Make all tables in an empty database, and return its URL."""
    store = Store(url)
    await store.create()
    await store.close()
    return url


def a_take(caller: Caller, *, item: ItemId = ITEM, id_number: str = ID_NUMBER, phone: str = PHONE) -> TakeTicket:
    """Return the command of a resident who queues."""
    return TakeTicket(caller.ref(), id_number, phone, item, Language.CHINESE)
