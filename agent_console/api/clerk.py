"""The clerk's page: the hall as it stands, rings, identity cards, and tickets taken for residents."""

import hashlib
from functools import partial

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.clerk import (
    AnswerRing,
    CardView,
    ConfirmPerson,
    HallView,
    ReadCard,
    RingClerk,
    TakeFor,
    TicketTakenFor,
)
from agent_console.api.idempotency import idempotency_key
from agent_console.api.routing import Endpoint, acting, answer, get, post
from agent_console.console import Console
from agent_console.services import hall, rings
from agent_console.services.hall_stream import ring_view
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol import commands, messages
from signaling.protocol.names import Role, TicketId
from signaling.protocol.views import RingView

_CLERK = (Role.CLERK,)
_ENDS = (Role.CLERK, Role.OFFICIAL, Role.WINDOW)


async def get_hall(console: Console, request: Request) -> Response:
    """Return the clerk's hall; asked every second or two with `If-None-Match`, it answers 304 while nothing moves."""
    actor = await acting(console, request, *_CLERK)
    seen = await console.store.read(partial(hall.hall_view, clerk=actor, now=console.clock.now()))
    body = msgspec.json.encode(seen)
    headers = {"ETag": f'"{hashlib.sha256(body).hexdigest()[:32]}"', "Cache-Control": "private, no-cache"}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/json")


async def list_rings(console: Console, request: Request) -> Response:
    """List the rings of the asker's window or hall: open ones, and for a minute those that were solved."""
    actor = await acting(console, request, *_ENDS)
    now = console.clock.now()

    def look(tx: Transaction) -> list[RingView]:
        return [ring_view(ring) for ring in rings.of_actor(tx, actor, now)]

    return answer(await console.store.read(look))


async def ring_clerk(console: Console, request: Request, body: RingClerk) -> Response:
    """Ring the clerk of the window's hall; a window that rings already gets its ring again."""
    actor = await acting(console, request, Role.OFFICIAL, Role.WINDOW)
    now = console.clock.now()

    def rung(tx: Transaction) -> RingView:
        return ring_view(rings.ring(tx, actor, body.reason, body.note, now))

    return answer(await console.store.write(rung))


async def answer_ring(console: Console, request: Request, body: AnswerRing) -> Response:
    """Say that the clerk is coming, or that it is solved; whoever rang may say the latter too."""
    actor = await acting(console, request, *_ENDS)
    name, now = request.path_params["ring"], console.clock.now()

    def answered(tx: Transaction) -> RingView:
        return ring_view(rings.answer(tx, actor, name, body.answer, now))

    return answer(await console.store.write(answered))


async def read_card(console: Console, request: Request, body: ReadCard) -> Response:
    """Check an identity card's number and date, and show it; nothing of it is kept."""
    await acting(console, request, *_CLERK)
    card = hall.read_card(body.reader, body.raw, console.clock.now())
    return answer(CardView(card.id_number, card.name, card.valid_until, card.photo))


async def confirm_person(console: Console, request: Request, body: ConfirmPerson) -> Response:
    """Keep the clerk's word that the person at the window is the one on the card, and the card the ticket's."""
    actor = await acting(console, request, *_CLERK)
    ticket, now = TicketId(request.path_params["ticket"]), console.clock.now()
    card = hall.read_card(body.reader, body.raw, now)

    def confirmed(tx: Transaction) -> HallView:
        hall.confirm_person(tx, actor, ticket, card, body.reader, now)
        return hall.hall_view(tx, actor, now)

    return answer(await console.store.write(confirmed))


async def take_for(console: Console, request: Request, body: TakeFor) -> Response:
    """Take a ticket for the resident at a window of the clerk's hall."""
    actor = await acting(console, request, *_CLERK)
    key = idempotency_key(request)
    window = await console.store.read(partial(hall.window_of, clerk=actor, window=body.window))
    frame = commands.TakeTicket(f"clerk-{key}", body.id_number, body.phone, body.item, body.language)
    reply = await console.desk.take_for(actor, window.actor(), frame)
    if isinstance(reply, messages.Refused):
        raise Refused(reply.code, **reply.facts)
    assert isinstance(reply, messages.TicketIssued)
    return answer(TicketTakenFor(reply.ticket.id, reply.ticket.number), 201)


ENDPOINTS: tuple[Endpoint, ...] = (
    get("/api/clerk/hall", get_hall, HallView, roles=_CLERK),
    post("/api/clerk/cards", read_card, ReadCard, CardView, roles=_CLERK),
    post("/api/clerk/tickets", take_for, TakeFor, TicketTakenFor, roles=_CLERK, idempotent=True),
    post("/api/clerk/tickets/{ticket}/person", confirm_person, ConfirmPerson, HallView, roles=_CLERK),
    get("/api/rings", list_rings, list[RingView], roles=_ENDS),
    post("/api/rings", ring_clerk, RingClerk, RingView, roles=(Role.OFFICIAL, Role.WINDOW)),
    post("/api/rings/{ring}/answer", answer_ring, AnswerRing, RingView, roles=_ENDS),
)
