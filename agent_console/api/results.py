"""Results that are ready in a hall, and handing them out."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.custody import HandOut, ReadyResult
from agent_console.api.routing import Endpoint, acting, answer, get, post
from agent_console.console import Console
from agent_console.services import handover
from agent_console.services.custody_views import ready_results
from signaling.ports import Transaction
from signaling.protocol.names import CaseId, Role

_CLERK = (Role.CLERK,)


async def list_results(console: Console, request: Request) -> Response:
    """List the results that wait in the clerk's hall; `?search=` by case number, end of phone or of ID number."""
    actor = await acting(console, request, *_CLERK)
    search = request.query_params.get("search", "").strip()[:40]
    search = search if search.isprintable() else ""
    return answer(await console.store.read(partial(ready_results, actor=actor, search=search)))


async def hand_out(console: Console, request: Request, body: HandOut) -> Response:
    """Put a result into its resident's hands; refused while an original is unaccounted for, or the bag is another."""
    actor = await acting(console, request, *_CLERK)
    case, now = CaseId(request.path_params["case"]), console.clock.now()

    def handed(tx: Transaction) -> list[ReadyResult]:
        handover.hand_out(tx, actor, case, bag=body.bag, signed=body.signed, now=now)
        return ready_results(tx, actor, "")

    return answer(await console.store.write(handed))


ENDPOINTS: tuple[Endpoint, ...] = (
    get("/api/clerk/results", list_results, list[ReadyResult], roles=_CLERK, query=("search",)),
    post("/api/clerk/results/{case}/hand-out", hand_out, HandOut, list[ReadyResult], roles=_CLERK),
)
