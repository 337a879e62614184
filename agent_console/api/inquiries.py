"""Consultations, complaints and supervision orders: lists, answers, and the resident's own view by link."""

from datetime import date
from functools import partial

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.inquiries import (
    AfterCall,
    InquiryCounts,
    InquiryOwners,
    InquiryView,
    InquiryWords,
    NewOwner,
    NoWords,
    OpenInquiry,
    PublicInquiry,
    RatingState,
)
from agent_console.api.ratings import REASONS
from agent_console.api.routing import Endpoint, acting, answer, get, post
from agent_console.console import Console
from agent_console.core.clock import local_day
from agent_console.core.inquiry import InquiryKind
from agent_console.services import inquiries, reassigning
from agent_console.services.inquiry_views import public, seen
from agent_console.services.resident_desk import after_call, complain_by_token, urge_by_token, write_down
from agent_console.store import inquiries as rows
from agent_console.store.inquiries import Wanted
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import Role

_STAFF = (Role.OFFICIAL, Role.SUPERVISOR)
_QUERY = ("pending", "overdue", "mine", "kind", "department", "search")


async def list_inquiries(console: Console, request: Request) -> Response:
    """List what the reader's departments and region were asked, the latest first, as far as the filter finds it."""
    actor = await acting(console, request, *_STAFF)
    now = console.clock.now()
    wanted = _wanted(request.query_params, local_day(now))

    def look(tx: Transaction) -> list[InquiryView]:
        return [seen(tx, actor, found, now) for found in rows.of_reader(tx, actor, wanted)]

    return answer(await console.store.read(look))


async def count_inquiries(console: Console, request: Request) -> Response:
    """Count what the same filter finds: pending, overdue and of each kind."""
    actor = await acting(console, request, *_STAFF)
    wanted = _wanted(request.query_params, local_day(console.clock.now()))
    found = await console.store.read(partial(rows.count, actor=actor, wanted=wanted))
    return answer(InquiryCounts(found.pending, found.overdue, found.kinds, found.found))


async def get_owners(console: Console, request: Request) -> Response:
    """Tell who may take one over, and when it changed hands."""
    actor = await acting(console, request, *_STAFF)
    name = request.path_params["inquiry"]
    return answer(await console.store.read(partial(reassigning.owners, actor=actor, inquiry=name)))


async def reassign_inquiry(console: Console, request: Request, body: NewOwner) -> Response:
    """Hand one over to somebody else, with the reason on record."""
    actor = await acting(console, request, *_STAFF)
    name, now = request.path_params["inquiry"], console.clock.now()

    def write(tx: Transaction) -> InquiryView:
        return seen(tx, actor, reassigning.reassign(tx, actor, name, body.owner, body.reason, now), now)

    return answer(await console.store.write(write))


def _wanted(query: QueryParams, today: date) -> Wanted:
    word = query.get("kind", "")
    if word and word not in list(InquiryKind):
        raise Refused(Code.BAD_REQUEST, problem="kind")
    return Wanted(
        today=today,
        pending=query.get("pending") == "1",
        overdue=query.get("overdue") == "1",
        mine=query.get("mine") == "1",
        kind=InquiryKind(word) if word else None,
        department=query.get("department", ""),
        search=query.get("search", "").strip(),
    )


async def open_inquiry(console: Console, request: Request, body: OpenInquiry) -> Response:
    """Write down a consultation or a complaint; a consultation may be answered at once."""
    actor = await acting(console, request, *_STAFF)
    now = console.clock.now()

    def write(tx: Transaction) -> InquiryView:
        return seen(tx, actor, write_down(tx, actor, body, now), now)

    return answer(await console.store.write(write), 201)


async def get_inquiry(console: Console, request: Request) -> Response:
    """Return one to whoever may read it."""
    actor = await acting(console, request, *_STAFF)
    name, now = request.path_params["inquiry"], console.clock.now()
    return answer(await console.store.read(lambda tx: seen(tx, actor, inquiries.readable(tx, actor, name), now)))


async def answer_inquiry(console: Console, request: Request, body: InquiryWords) -> Response:
    """Answer one, or the appeal against its first answer."""
    actor = await acting(console, request, *_STAFF)
    name, now = request.path_params["inquiry"], console.clock.now()

    def write(tx: Transaction) -> InquiryView:
        return seen(tx, actor, inquiries.answer(tx, actor, name, body.text, now), now)

    return answer(await console.store.write(write))


async def get_own_inquiry(console: Console, request: Request) -> Response:
    """Tell a resident how theirs stands, by its link."""

    def look(tx: Transaction) -> PublicInquiry:
        found = rows.by_token(tx, request.path_params["token"])
        if found is None:
            raise Refused(Code.NOT_FOUND)
        return public(found)

    return answer(await console.store.read(look))


async def appeal_inquiry(console: Console, request: Request, body: InquiryWords) -> Response:
    """Ask again, once, against an answer."""
    token, now = request.path_params["token"], console.clock.now()
    return answer(public(await console.store.write(partial(inquiries.appeal, token=token, words=body.text, at=now))))


async def get_after_call(console: Console, request: Request) -> Response:
    """Tell what a receipt's link lets its holder do now: rate, complain, urge, and read the answers."""
    token, now = request.path_params["token"], console.clock.now()

    def look(tx: Transaction) -> AfterCall:
        after = after_call(tx, token, now)
        return AfterCall(
            rating=None if after.rated is None else RatingState(rated=after.rated, reasons=REASONS),
            inquiries=tuple(public(found) for found in after.inquiries),
            may_complain=after.may_complain,
            may_urge=after.may_urge,
        )

    return answer(await console.store.read(look))


async def complain(console: Console, request: Request, body: InquiryWords) -> Response:
    """Complain about a case, by the link of its receipt; one complaint at a time."""
    token, now = request.path_params["token"], console.clock.now()
    write = partial(complain_by_token, token=token, text=body.text, at=now)
    return answer(public(await console.store.write(write)), 201)


async def urge(console: Console, request: Request, _: NoWords) -> Response:
    """Ask for haste, by the link of the receipt; once a working day."""
    token, now = request.path_params["token"], console.clock.now()
    await console.store.write(partial(urge_by_token, token=token, at=now))
    return Response(status_code=204)


ENDPOINTS: tuple[Endpoint, ...] = (
    get("/api/inquiries", list_inquiries, list[InquiryView], roles=_STAFF, query=_QUERY),
    get("/api/inquiries/counts", count_inquiries, InquiryCounts, roles=_STAFF, query=_QUERY),
    post("/api/inquiries", open_inquiry, OpenInquiry, InquiryView, roles=_STAFF),
    get("/api/inquiries/of/{token}", get_own_inquiry, PublicInquiry),
    post("/api/inquiries/of/{token}/appeal", appeal_inquiry, InquiryWords, PublicInquiry),
    get("/api/inquiries/{inquiry}", get_inquiry, InquiryView, roles=_STAFF),
    get("/api/inquiries/{inquiry}/owners", get_owners, InquiryOwners, roles=_STAFF),
    post("/api/inquiries/{inquiry}/owner", reassign_inquiry, NewOwner, InquiryView, roles=_STAFF),
    post("/api/inquiries/{inquiry}/answer", answer_inquiry, InquiryWords, InquiryView, roles=_STAFF),
    get("/api/progress/{token}/after", get_after_call, AfterCall),
    post("/api/progress/{token}/urge", urge, NoWords, None),
    post("/api/progress/{token}/complaint", complain, InquiryWords, PublicInquiry),
)
