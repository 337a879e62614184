"""Department systems: how they fare, where a case went, and trying again."""

from functools import partial

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.systems import (
    CaseSystems,
    CaseSystemView,
    FetchedView,
    PushView,
    SystemView,
    WaitingView,
)
from agent_console.api.routing import Endpoint, acting, answer, get, post
from agent_console.api.schemas import Body
from agent_console.console import Console
from agent_console.services.dossier import load_for
from agent_console.services.systems import serve_system
from agent_console.store import connectors
from agent_console.store.connectors import Push
from agent_console.store.materials import Fetched, fetched_of
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Role
from signaling.protocol.views import Text
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
    name = _named(console, request)
    await console.store.write(partial(_retry, actor=actor, name=name, case=None, console=console))
    await serve_system(console, name, at_once=True)
    views = await console.store.read(partial(_views, console=console))
    return answer(next(view for view in views if view.name == name))


async def list_waiting(console: Console, request: Request) -> Response:
    """List the cases that have not arrived at a system, the longest accepted first."""
    await acting(console, request, *_REPAIR)
    name = _named(console, request)
    found = await console.store.read(partial(connectors.waiting, system=name))
    return answer([WaitingView(**msgspec.structs.asdict(each)) for each in found])


async def retry_push(console: Console, request: Request, _: Retry) -> Response:
    """Hand over one case now."""
    actor = await acting(console, request, *_REPAIR)
    name, case = _named(console, request), CaseId(request.path_params["case"])
    if actor.role is Role.OFFICIAL:
        await console.store.read(partial(load_for, actor=actor, case=case))
    await console.store.write(partial(_retry, actor=actor, name=name, case=case, console=console))
    await serve_system(console, name)
    (push,) = await console.store.read(partial(_push_of, case=case, name=name))
    return answer(_push(push, console))


async def get_case_systems(console: Console, request: Request) -> Response:
    """Return the department systems that a case goes to or has papers from."""
    actor = await acting(console, request, Role.OFFICIAL, Role.SUPERVISOR)
    case = CaseId(request.path_params["case"])
    return answer(await console.store.read(partial(_of_case, actor=actor, case=case, console=console)))


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


def _of_case(tx: Transaction, actor: Actor, case: CaseId, console: Console) -> CaseSystems:
    dossier = load_for(tx, actor, case)
    pushes = {push.system: push for push in connectors.of_case(tx, case)}
    ahead = [system.name for system in console.systems.of_item(dossier.item.id)] if dossier.case.number is None else []
    takes = dict.fromkeys([*pushes, *ahead])
    gives = [each.connector for each in dossier.item.materials if each.connector in console.systems.systems]
    health = connectors.health(tx)
    systems = []
    for name in dict.fromkeys([*takes, *gives]):
        fares, push = health.get(name), pushes.get(name)
        systems.append(
            CaseSystemView(
                name=name,
                title=_title(console, name),
                takes=name in takes,
                failing_since=fares.failing_since if fares else None,
                fault=fares.fault if fares else None,
                push=_push(push, console) if push else None,
            )
        )
    papers = fetched_of(tx, case) if actor.role is Role.OFFICIAL else []
    return CaseSystems(tuple(systems), tuple(_fetched(paper, console) for paper in papers))


def _fetched(paper: Fetched, console: Console) -> FetchedView:
    issued, expires = (day.isoformat() if day else None for day in (paper.issued_on, paper.expires_on))
    return FetchedView(paper.page, _title(console, paper.system), paper.number, issued, expires)


def _views(tx: Transaction, console: Console) -> list[SystemView]:
    health = connectors.health(tx)
    views = []
    for name, system in console.systems.systems.items():
        fares = health.get(name)
        views.append(
            SystemView(
                name=name,
                title=_title(console, name),
                items=system.items,
                waiting=connectors.count_waiting(tx, name),
                failing_since=fares.failing_since if fares else None,
                fault=fares.fault if fares else None,
                problem=fares.problem if fares else "",
                tried_at=fares.tried_at if fares else None,
            )
        )
    return views


def _named(console: Console, request: Request) -> str:
    name: str = request.path_params["system"]
    if name not in console.systems.systems:
        raise Refused(Code.NOT_FOUND)
    return name


def _title(console: Console, name: str) -> Text:
    system = console.systems.systems.get(name)  # A case may have gone where nothing is connected any more.
    return (system.title if system else None) or Text(zh=name, en=name)


def _retry(tx: Transaction, actor: Actor, name: str, case: CaseId | None, console: Console) -> None:
    now = console.clock.now()
    waiting = connectors.retry_now(tx, name, now, case)
    if case is not None and not waiting:
        raise Refused(Code.NOT_FOUND)
    ledger.record(tx, (), ledger.Entry(actor.id, actor.role, "system-retried", name, now, {"cases": waiting}))


def _push_of(tx: Transaction, case: CaseId, name: str) -> list[Push]:
    return [push for push in connectors.of_case(tx, case) if push.system == name]


def _push(push: Push, console: Console) -> PushView:
    return PushView(
        system=push.system,
        title=_title(console, push.system),
        state=push.state,
        tries=push.tries,
        due_at=push.due_at,
        foreign_number=push.foreign_number,
        foreign_state=push.foreign_state,
        reason=push.reason,
        result=push.result,
        fault=push.fault,
        problem=push.problem,
    )


ENDPOINTS: tuple[Endpoint, ...] = (
    get("/api/systems", list_systems, list[SystemView], roles=_WATCH),
    post("/api/systems/{system}/retry", retry_system, Retry, SystemView, roles=_REPAIR),
    get("/api/systems/{system}/waiting", list_waiting, list[WaitingView], roles=_REPAIR),
    post("/api/cases/{case}/systems/{system}/retry", retry_push, Retry, PushView, roles=_REPAIR),
    get("/api/cases/{case}/systems", get_case_systems, CaseSystems, roles=(Role.OFFICIAL, Role.SUPERVISOR)),
    get(
        "/api/cases/{case}/systems/{system}/result",
        get_push_result,
        roles=(Role.OFFICIAL, Role.SUPERVISOR),
        query=_RESULT,
        sends="application/pdf",
    ),
)
