"""Materials that need not be brought again: offers, looks, and fetching from department systems."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.materials import (
    AwaitedView,
    FetchedPage,
    FetchMaterial,
    Look,
    MaterialOffer,
    Offers,
    ReuseAnswer,
)
from agent_console.api.cases import stored
from agent_console.api.pages import MAX_PAGE_BYTES
from agent_console.api.routing import Endpoint, acting, answer, get, post, put, read_capped
from agent_console.console import Console
from agent_console.core.clock import local_day
from agent_console.services import materials as service
from agent_console.services import supplies
from agent_console.services.fetching import fetch
from agent_console.services.materials import Offer
from agent_console.services.supplies import Sending, Want
from agent_console.store import materials, places
from agent_console.store.materials import Fetched
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseView
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Role, Sha256

_DESK = (Role.OFFICIAL, Role.CLERK)


async def answer_reuse(console: Console, request: Request, body: ReuseAnswer) -> Response:
    """Keep the resident's word on looking up earlier papers of theirs."""
    actor = await acting(console, request, Role.WINDOW)
    step = partial(service.answer_reuse, actor=actor, case=_case(request), granted=body.granted, console=console)
    return answer(await console.store.write(step))


async def list_reusable(console: Console, request: Request) -> Response:
    """List what could be reused in a case, once the resident agreed."""
    actor = await acting(console, request, *_DESK)
    return answer(await console.store.read(partial(_offers, actor=actor, case=_case(request), console=console)))


async def look_at_reusable(console: Console, request: Request, body: Look) -> Response:
    """Put a look at an earlier material on record; its pages can be opened from then on."""
    actor = await acting(console, request, *_DESK)
    case = _case(request)
    await console.store.write(
        partial(service.look, actor=actor, case=case, source=body.source, material=body.material, console=console)
    )
    return answer(await console.store.read(partial(_offers, actor=actor, case=case, console=console)))


async def get_reusable_page(console: Console, request: Request) -> Response:
    """Return a page of an earlier material, to whoever's look is on record."""
    actor = await acting(console, request, *_DESK)
    path = request.path_params
    page = await console.store.read(
        partial(
            service.picture,
            actor=actor,
            case=_case(request),
            source=CaseId(path["source"]),
            material=path["material"],
            number=path["number"],
            console=console,
        )
    )
    return await stored(console, page.flat, "image/jpeg")


async def fetch_material(console: Console, request: Request, _: FetchMaterial) -> Response:
    """Fetch a material from the department system that the item names, once the resident agreed."""
    actor = await acting(console, request, *_DESK)
    return answer(await fetch(console, actor, _case(request), request.path_params["material"]))


def _case(request: Request) -> CaseId:
    return CaseId(request.path_params["case"])


def _offers(tx: Transaction, actor: Actor, case: CaseId, console: Console) -> Offers:
    found = service.offers(tx, actor, case, console)
    return Offers(
        tuple(_offer(tx, offer, console) for offer in found),
        tuple(_fetched(page) for page in materials.fetched_of(tx, case)),
    )


def _offer(tx: Transaction, offer: Offer, console: Console) -> MaterialOffer:
    verified, today = offer.verified, local_day(console.clock.now())
    office = places.get(tx, verified.office)
    return MaterialOffer(
        material=offer.material,
        source=verified.case_id,
        case_number=verified.case_number,
        item_name=offer.source.item.name,
        office=verified.office,
        office_name=office.name if office else None,
        verified_at=verified.verified_at,
        age_days=(today - local_day(verified.verified_at)).days,
        expires_on=verified.expires_on.isoformat() if verified.expires_on else None,
        expired=verified.expired(today),
        pages=len(verified.pages),
        looked=offer.looked,
        answers=offer.answers,
    )


def _fetched(page: Fetched) -> FetchedPage:
    return FetchedPage(
        page=page.page,
        material=page.material,
        system=page.system,
        number=page.number,
        issued_on=page.issued_on.isoformat() if page.issued_on else None,
        expires_on=page.expires_on.isoformat() if page.expires_on else None,
    )


async def list_awaited(console: Console, request: Request) -> Response:
    """List what a case waits for, to whoever holds its notice."""
    found = await console.store.read(partial(supplies.awaited, token=request.path_params["token"]))
    return answer([_awaited(each.want, each.sent) for each in found])


def _awaited(want: Want, sent: int) -> AwaitedView:
    return AwaitedView(want.code, want.name, want.due_on, want.is_field, sent)


async def put_awaited(console: Console, request: Request) -> Response:
    """Take a picture of a material that a case waits for, from the phone of whoever holds its notice."""
    if console.uploads.locked():
        raise Refused(Code.BUSY)
    path = request.path_params
    async with console.uploads:
        content = await read_capped(request, MAX_PAGE_BYTES, Code.IMAGE_TOO_LARGE)
        await supplies.send(console, Sending(path["token"], path["material"], Sha256(path["sha256"]), content))
    return Response(status_code=204)


ENDPOINTS: tuple[Endpoint, ...] = (
    post("/api/cases/{case}/reuse-consent", answer_reuse, ReuseAnswer, CaseView, roles=(Role.WINDOW,)),
    get("/api/cases/{case}/reusable", list_reusable, Offers, roles=_DESK),
    post("/api/cases/{case}/reusable/looks", look_at_reusable, Look, Offers, roles=_DESK),
    get(
        "/api/cases/{case}/reusable/{source}/{material}/{number:int}",
        get_reusable_page,
        roles=_DESK,
        query=("page",),
        sends="image/jpeg",
    ),
    post("/api/cases/{case}/materials/{material}/fetch", fetch_material, FetchMaterial, CaseView, roles=_DESK),
    get("/api/progress/{token}/awaited", list_awaited, list[AwaitedView]),
    put(
        "/api/progress/{token}/materials/{material}/pages/{sha256}",
        put_awaited,
        None,
        takes="image/jpeg, image/png",
        roles=(),
        query=(),
    ),
)
