"""The edge carries out what the window decides, against a scripted server on real sockets."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

import msgspec
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from counter_client.client import Client
from counter_client.core.state import Habits, Resident, Window
from counter_client.desk import Desk
from counter_client.devices import DeviceUnusable, DocumentCamera, FileDocument
from counter_client.peer import Sources
from counter_client.rest import Rest
from signaling.protocol.case_views import CaseAction, CaseState, CaseView
from signaling.protocol.codec import decode_window, encode
from signaling.protocol.commands import DeclineStill, Hello, TakeTicket
from signaling.protocol.facts import CaseChanged, CaseSnapshot, Fact, SessionEnded, SessionSnapshot, StreamStart
from signaling.protocol.frames import Frame
from signaling.protocol.messages import Directive, Welcome
from signaling.protocol.names import ItemId, Role, StreamName
from signaling.protocol.views import Consent, Outcome, Still, StillState
from tests.support.served import served
from tests.support.views import NAME, NOON, a_case, a_material, a_session

F = TypeVar("F", bound=Frame)
SESSION, CASE = StreamName("session/s1"), StreamName("case/c1")
HABITS = Habits(
    (Resident("441302199001010028", "13800000001"),),
    ItemId("i1"),
    sign_after=0.01,
    confirm_after=0.01,
    paper_after=0.01,
)


class Script:
    """A server that says what a test wants said, and keeps what it is sent."""

    def __init__(self) -> None:
        self.said: list[Frame] = []
        self.requests: list[tuple[str, bytes]] = []
        self.first: tuple[Frame, ...] = ()
        self._news = asyncio.Event()
        self._socket: WebSocket | None = None

    def routes(self) -> list[Route | WebSocketRoute]:
        return [
            WebSocketRoute("/ws/window", self._talk),
            Route("/api/cases/c1/actions", self._act, methods=["POST"]),
            Route("/api/cases/c1/pages/{digest}", self._keep, methods=["PUT"]),
        ]

    async def say(self, frame: Frame) -> None:
        assert self._socket is not None
        await self._socket.send_text(encode(frame).decode())

    async def until(self, wanted: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not wanted():
                self._news.clear()
                await self._news.wait()

    async def frame(self, kind: type[F]) -> F:
        await self.until(lambda: any(isinstance(frame, kind) for frame in self.said))
        return next(frame for frame in self.said if isinstance(frame, kind))

    async def _talk(self, socket: WebSocket) -> None:
        await socket.accept()
        self._socket = socket
        with suppress(WebSocketDisconnect):
            while True:
                frame = decode_window(await socket.receive_text())
                self.said.append(frame)
                self._news.set()
                if isinstance(frame, Hello):
                    for greeting in self.first:
                        await self.say(greeting)

    async def _act(self, request: Request) -> Response:
        self.requests.append((request.headers["idempotency-key"], await request.body()))
        self._news.set()
        return Response(msgspec.json.encode(a_case()), media_type="application/json")

    async def _keep(self, request: Request) -> Response:
        body = await request.body()
        self.requests.append((request.path_params["digest"], body))
        self._news.set()
        return Response(msgspec.json.encode({"hash": request.path_params["digest"], "size": len(body)}))


def in_session(case: CaseView, still: Still | None = None) -> Welcome:
    session = a_session(consent=Consent.GRANTED, still=still)
    starts = (
        StreamStart(SESSION, 1, False, SessionSnapshot(session)),
        StreamStart(CASE, 1, False, CaseSnapshot(case)),
    )
    return Welcome(Role.WINDOW, "w1", NAME, False, starts)


@asynccontextmanager
async def at_work(
    script: Script, document: DocumentCamera | None = None, habits: Habits = HABITS
) -> AsyncIterator[tuple[Client, "asyncio.Task[str]"]]:
    async with served(script.routes()) as url:
        rest = Rest(url, token="t")
        client = Client(rest, Window(habits, "run00001"), Sources(), document)
        running = asyncio.create_task(client.run())
        try:
            yield client, running
        finally:
            client.stop("end")
            await running
            await rest.close()


async def test_it_greets_and_takes_a_number() -> None:
    script = Script()
    script.first = (Welcome(Role.WINDOW, "w1", NAME, False, ()),)
    async with at_work(script):
        ticket = await script.frame(TakeTicket)
        assert ticket.phone == "13800000001"


async def test_a_still_shows_the_next_paper_and_is_uploaded() -> None:
    script, desk = Script(), Desk()
    asked = Still("still-1", StillState.REQUESTED)
    script.first = (in_session(a_case(materials=(a_material("identity-card"),)), asked),)
    async with at_work(script, desk):
        await script.until(lambda: bool(script.requests))
    digest, page = script.requests[0]
    assert len(digest) == 64
    assert page.startswith(b"\xff\xd8")
    assert len(page) > 100_000


async def test_without_a_camera_a_still_is_declined() -> None:
    script = Script()
    script.first = (in_session(a_case(), Still("still-1", StillState.REQUESTED)),)
    async with at_work(script):
        assert (await script.frame(DeclineStill)).reason == "no-camera"


class Broken(FileDocument):
    def __init__(self) -> None:
        """No file at all."""

    def still(self, now: float) -> bytes:
        raise DeviceUnusable("the lens fell off")


async def test_a_camera_that_fails_is_told() -> None:
    script = Script()
    script.first = (in_session(a_case(), Still("still-1", StillState.REQUESTED)),)
    async with at_work(script, Broken()):
        assert (await script.frame(DeclineStill)).reason == "capture-failed"


async def test_it_signs_and_confirms_over_http() -> None:
    script = Script()
    presented = a_case(version=3, state=CaseState.PRESENTED, allowed=(CaseAction.SIGN,))
    signed = a_case(version=4, state=CaseState.SIGNED, allowed=(CaseAction.CONFIRM,))
    script.first = (in_session(presented),)
    async with at_work(script):
        await script.until(lambda: len(script.requests) == 1)
        await script.say(CaseChanged(CASE, 2, NOON, "signed", Role.WINDOW, signed))
        await script.until(lambda: len(script.requests) == 2)
    (first_key, sign), (second_key, confirm) = script.requests
    assert first_key != second_key
    assert msgspec.json.decode(sign)["version"] == 3
    assert msgspec.json.decode(sign)["strokes"]
    assert msgspec.json.decode(confirm) == {"action": "confirm", "version": 4, "summaryHash": "a" * 64}


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        (Directive("leave", None, "taken-over"), "taken-over"),
        (SessionEnded(SESSION, 2, NOON, a_session().id, Outcome.SERVED), "served"),
    ],
)
async def test_it_ends_when_there_is_nothing_more_to_do(last: Directive | Fact, reason: str) -> None:
    script = Script()
    script.first = (in_session(a_case()), last)
    once = msgspec.structs.replace(HABITS, ticket_after=None)
    async with at_work(script, habits=once) as (_, running):
        assert await asyncio.wait_for(running, 20) == reason
