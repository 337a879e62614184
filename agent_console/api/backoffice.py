"""The back office: list, history, bulk actions and export."""

import re
from collections.abc import AsyncIterator
from datetime import date
from functools import partial

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from agent_console.api.bodies.backoffice import CaseAct, CaseList, DoneToOne, DoToSeveral
from agent_console.api.routing import Endpoint, acting, answer, get, post
from agent_console.console import Console
from agent_console.core.backoffice import Filter, Standing, standing
from agent_console.core.clock import local_day
from agent_console.services import backoffice
from agent_console.services.report_csv import Cell, lines_of, table
from agent_console.store import backoffice as rows
from agent_console.store.backoffice import Listed
from signaling.core.refusal import Refused
from signaling.protocol.case_views import CaseState
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Role

_STAFF = (Role.OFFICIAL, Role.SUPERVISOR)
_QUERY = ("state", "department", "standing", "search", "mine", "closed", "number", "page")
EXPORT_ROWS = 500  # Read at once, of as many as there are.
_KEY = re.compile(r"[A-Za-z0-9_-]{8,48}")
_HEADING = ("number", "state", "item_zh", "item_en", "department", "home", "deciding", "service_type", "resident",
            "accepted_at", "due_on", "standing", "decision", "official", "owner")  # fmt: skip


async def list_cases(console: Console, request: Request) -> Response:
    """List cases by stage, department, standing and number, the most pressing first, with the counts of each stage."""
    return answer(await _list(console, request))


async def export_cases(console: Console, request: Request) -> Response:
    """Return all that the filter finds as CSV, whatever the page; it is sent while it is read."""
    actor = await acting(console, request, *_STAFF)
    wanted, today = _filter(request.query_params), local_day(console.clock.now())

    async def lines() -> AsyncIterator[bytes]:
        yield table(_HEADING, ())
        last: CaseId | None = None
        while True:
            ask = partial(rows.after, actor=actor, wanted=wanted, today=today, last=last, most=EXPORT_ROWS)
            found = await console.store.read(ask)
            yield lines_of(_cells(row, today) for row in found)
            if len(found) < EXPORT_ROWS:
                return
            last = found[-1].id

    headers = {"Content-Disposition": 'attachment; filename="cases.csv"'}
    return StreamingResponse(lines(), headers=headers, media_type="text/csv; charset=utf-8")


def _cells(row: Listed, today: date) -> tuple[Cell, ...]:
    stands = standing(row.state, row.due_on, row.warning, today)
    return (row.number, row.state.value, row.item_name.zh, row.item_name.en, row.department, row.home, row.deciding,
            row.service_type, row.resident, row.accepted_at.isoformat() if row.accepted_at else None,
            row.due_on.isoformat() if row.due_on else None, stands.value, row.decision, row.official,
            row.owner)  # fmt: skip


async def get_history(console: Console, request: Request) -> Response:
    """Return what was done to a case, oldest first."""
    actor = await acting(console, request, *_STAFF)
    case = CaseId(request.path_params["case"])
    return answer(await console.store.read(partial(backoffice.history, actor=actor, case=case)))


async def do_to_several(console: Console, request: Request, body: DoToSeveral) -> Response:
    """Do one thing to several cases; each is done, or refused with its reason, by itself."""
    actor = await acting(console, request, *_STAFF)
    key = request.headers.get("idempotency-key", "")
    if not _KEY.fullmatch(key):
        raise Refused(Code.BAD_REQUEST, problem="an Idempotency-Key of 8 to 48 letters, digits, - and _ is needed")
    done: list[DoneToOne] = []
    for place, chosen in enumerate(body.cases):
        work = partial(backoffice.do_to_one, actor=actor, asked=body, chosen=chosen, key=f"{key}-{place}",
                       at=console.clock.now())  # fmt: skip
        try:
            done.append(await console.store.write(work))
        except Refused as refused:
            done.append(DoneToOne(chosen.case, None, refused.code.value))
    return answer(done)


async def _list(console: Console, request: Request) -> CaseList:
    actor = await acting(console, request, *_STAFF)
    wanted, today = _filter(request.query_params), local_day(console.clock.now())
    return await console.store.read(partial(backoffice.make_list, actor=actor, wanted=wanted, today=today))


def _filter(query: QueryParams) -> Filter:
    state, standing, page = query.get("state", ""), query.get("standing", ""), query.get("number", "1")
    if (state and state not in list(CaseState)) or (standing and standing not in list(Standing)):
        raise Refused(Code.BAD_REQUEST, problem="filter")
    if not re.fullmatch(r"[1-9][0-9]{0,4}", page):
        raise Refused(Code.BAD_REQUEST, problem="number")
    return Filter(
        state=CaseState(state) if state else None,
        department=query.get("department", ""),
        standing=Standing(standing) if standing else None,
        search=query.get("search", ""),
        mine=query.get("mine") == "1",
        closed=query.get("closed") == "1",
        page=int(page),
    )


ENDPOINTS: tuple[Endpoint, ...] = (
    get("/api/backoffice", list_cases, CaseList, roles=_STAFF, query=_QUERY),
    get("/api/backoffice.csv", export_cases, roles=_STAFF, query=_QUERY, sends="text/csv"),
    get("/api/cases/{case}/history", get_history, tuple[CaseAct, ...], roles=_STAFF, query=("page",)),
    post("/api/backoffice/actions", do_to_several, DoToSeveral, list[DoneToOne], roles=_STAFF, idempotent=True),
)
