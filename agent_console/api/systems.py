"""Department systems: how they fare, where a case went, and trying again."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.systems import PushView, SystemView
from agent_console.api.routing import Endpoint, acting, answer, get, post
from agent_console.api.schemas import Body
from agent_console.console import Console
from agent_console.services.dossier import load_for
from agent_console.services.systems import serve_system
from agent_console.store import connectors
from agent_console.store.connectors import Push
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Role
from signaling.store import ledger

_WATCH = (Role.OFFICIAL, Role.OPERATOR, Role.SUPERVISOR)
_REPAIR = (Role.OFFICIAL, Role.OPERATOR)
_RESULT = ("page",)


class Retry(Body, frozen=True):
    """Try now what waits for a system."""


async def list_systems(console: Console, request: Request) -> Response:
    """List the department systems with how they fare."""
    await acting(console, request, *_WATCH)
    return answer(await console.store.read(partial(_views, console=console)))


async def retry_system(console: Console, request: Request, _: Retry) -> Response:
    """Hand over now what waits for a system."""
    actor = await acting(console, request, *_REPAIR)
    name = request.path_params["system"]
    if name not in console.systems.systems:
        raise Refused(Code.NOT_FOUND)
    await console.store.write(partial(_retry, actor=actor, name=name, console=console))
    await serve_system(console, name)
    views = await console.store.read(partial(_views, console=console))
    return answer(next(view for view in views if view.name == name))


async def list_pushes(console: Console, request: Request) -> Response:
    """List the department systems that a case went to."""
    pushes = await console.store.read(await _reading(console, request))
    return answer([_push(push) for push in pushes])


async def get_push_result(console: Console, request: Request) -> Response:
    """Return the document that a department system answered with."""
    pushes = await console.store.read(await _reading(console, request))
    found = next((push for push in pushes if push.system == request.path_params["system"]), None)
    if found is None or found.result is None:
        raise Refused(Code.NOT_FOUND)
    content = await console.blobs.read(found.result)
    return Response(content, media_type="application/pdf", headers={"Content-Disposition": "attachment"})


async def _reading(console: Console, request: Request) -> partial[list[Push]]:
    actor = await acting(console, request, Role.OFFICIAL, Role.SUPERVISOR)
    case = CaseId(request.path_params["case"])
    await console.store.read(partial(load_for, actor=actor, case=case))
    return partial(connectors.of_case, case=case)


def _views(tx: Transaction, console: Console) -> list[SystemView]:
    health = connectors.health(tx)
    views = []
    for name, system in console.systems.systems.items():
        fares = health.get(name)
        views.append(
            SystemView(
                name=name,
                items=system.items,
                waiting=connectors.count_waiting(tx, name),
                failing_since=fares.failing_since if fares else None,
                problem=fares.problem if fares else "",
                tried_at=fares.tried_at if fares else None,
            )
        )
    return views


def _retry(tx: Transaction, actor: Actor, name: str, console: Console) -> None:
    now = console.clock.now()
    waiting = connectors.retry_now(tx, name, now)
    ledger.record(tx, (), ledger.Entry(actor.id, actor.role, "system-retried", name, now, {"cases": waiting}))


def _push(push: Push) -> PushView:
    return PushView(
        system=push.system,
        state=push.state,
        tries=push.tries,
        due_at=push.due_at,
        foreign_number=push.foreign_number,
        foreign_state=push.foreign_state,
        reason=push.reason,
        result=push.result,
        problem=push.problem,
    )


ENDPOINTS: tuple[Endpoint, ...] = (
    get("/api/systems", list_systems, list[SystemView], roles=_WATCH),
    post("/api/systems/{system}/retry", retry_system, Retry, SystemView, roles=_REPAIR),
    get("/api/cases/{case}/systems", list_pushes, list[PushView], roles=(Role.OFFICIAL, Role.SUPERVISOR)),
    get(
        "/api/cases/{case}/systems/{system}/result",
        get_push_result,
        roles=(Role.OFFICIAL, Role.SUPERVISOR),
        query=_RESULT,
        sends="application/pdf",
    ),
)
