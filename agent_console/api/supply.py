"""A resident returns with one missing paper: a clerk finds the case, scans, and it is supplied."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.clerk import LackPage, LackView, SupplyView
from agent_console.api.pages import MAX_PAGE_BYTES
from agent_console.api.routing import Endpoint, acting, answer, get, put, read_capped
from agent_console.console import Console
from agent_console.services import supply_counter
from agent_console.services.dossier import may_read
from agent_console.services.supply_counter import Scanned
from agent_console.store import cases
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import Role, Sha256

_CLERK = (Role.CLERK,)


async def find_supply(console: Console, request: Request) -> Response:
    """Find the case that waits for a paper, by its number, a ticket of this hall, or the notice's QR code."""
    actor = await acting(console, request, *_CLERK)
    named = request.query_params.get("named", "").strip()
    return answer(await console.store.read(partial(supply_view, actor=actor, named=named)))


async def put_supply(console: Console, request: Request) -> Response:
    """Keep a page that the clerk scanned for a material that the case waits for."""
    actor = await acting(console, request, *_CLERK)
    if console.uploads.locked():
        raise Refused(Code.BUSY)
    path, named = request.path_params, request.query_params.get("named", "").strip()
    async with console.uploads:
        content = await read_capped(request, MAX_PAGE_BYTES, Code.IMAGE_TOO_LARGE)
        await supply_counter.put(console, Scanned(actor, named, path["material"], Sha256(path["sha256"]), content))
    return answer(await console.store.read(partial(supply_view, actor=actor, named=named)), 201)


def supply_view(tx: Transaction, actor: Actor, named: str) -> SupplyView:
    """Return what a case waits for, as the clerk's page shows it. Raises not-found."""
    dossier = supply_counter.find(tx, actor, named)
    return SupplyView(
        case=dossier.row.id,
        case_number=dossier.case.number,
        item_name=dossier.item.name,
        resident=cases.masked_resident(tx, dossier.row.id),
        version=dossier.case.version,
        here=may_read(dossier, actor),
        lacks=tuple(
            LackView(
                material=lack.want.code,
                name=lack.want.name,
                due_on=lack.want.due_on,
                is_field=lack.want.is_field,
                pages=tuple(LackPage(page.hash, page.state, page.problems) for page in lack.pages),
            )
            for lack in supply_counter.lacks(dossier)
        ),
    )


ENDPOINTS: tuple[Endpoint, ...] = (
    get("/api/clerk/supplies", find_supply, SupplyView, roles=_CLERK, query=("named",)),
    put(
        "/api/clerk/supplies/{material}/pages/{sha256}",
        put_supply,
        SupplyView,
        takes="image/jpeg, image/png",
        roles=_CLERK,
        query=("named",),
    ),
)
