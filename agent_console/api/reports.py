"""Reports for supervisors: on the page, as CSV and as PDF, and the baselines beside them."""

from functools import partial

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.reports import BaselineView, ReportView, SetBaselines
from agent_console.api.routing import Endpoint, acting, answer, get, post
from agent_console.console import Console
from agent_console.core.baseline import Baseline
from agent_console.core.clock import local_day
from agent_console.core.report import By, span
from agent_console.receipts.paper import FontMissing, render
from agent_console.receipts.report import paper_of
from agent_console.services import reports
from agent_console.services.report_csv import csv_of
from agent_console.services.reports import Asked
from agent_console.store import reports as rows
from media.workers import WorkerFailed, WorkersBusy
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import Role
from signaling.store import ledger

_READERS = (Role.SUPERVISOR,)
_QUERY = ("from", "to", "by", "division", "department", "item", "page")
RENDER_SECONDS = 30.0


async def get_report(console: Console, request: Request) -> Response:
    """Return the figures of a period, by division, department, item or day."""
    return answer(await _report(console, request))


async def get_report_csv(console: Console, request: Request) -> Response:
    """Return the report's lines as CSV, for a spreadsheet."""
    made = await _report(console, request)
    headers = {"Content-Disposition": f'attachment; filename="report-{made.first}-{made.last}.csv"'}
    return Response(csv_of(made), headers=headers, media_type="text/csv; charset=utf-8")


async def get_report_pdf(console: Console, request: Request) -> Response:
    """Return the report as PDF."""
    made = await _report(console, request)
    paper = paper_of(made, console.clock.now())
    try:
        pdf = await console.workers.run(render, paper, timeout_seconds=RENDER_SECONDS, raises=(FontMissing,))
    except (FontMissing, WorkersBusy, WorkerFailed) as error:
        raise Refused(Code.BUSY) from error
    headers = {"Content-Disposition": f'inline; filename="report-{made.first}-{made.last}.pdf"'}
    return Response(pdf, headers=headers, media_type="application/pdf")


async def set_baselines(console: Console, request: Request, body: SetBaselines) -> Response:
    """Store the baselines that this region's reports are compared with."""
    actor = await acting(console, request, *_READERS)
    found = tuple(_baseline(each) for each in body.baselines)
    if len({each.name for each in found}) != len(found):
        raise Refused(Code.BAD_REQUEST, problem="two baselines of one name")
    await console.store.write(partial(_set, actor=actor, found=found, console=console))
    return answer(body.baselines)


def _set(tx: Transaction, actor: Actor, found: tuple[Baseline, ...], console: Console) -> None:
    now = console.clock.now()
    rows.set_baselines(tx, actor.division, found, now)
    entry = ledger.Entry(
        actor=actor.id, role=actor.role, action="baselines-set", subject=actor.division, at=now,
        details={"count": len(found)},
    )  # fmt: skip
    ledger.record(tx, (), entry)


def _baseline(seen: BaselineView) -> Baseline:
    return msgspec.convert({name: getattr(seen, name) for name in Baseline.__struct_fields__}, Baseline)


async def _report(console: Console, request: Request) -> ReportView:
    actor = await acting(console, request, *_READERS)
    query = request.query_params
    word = query.get("by", By.DEPARTMENT.value)
    if word not in list(By):
        raise Refused(Code.BAD_REQUEST, problem="by")
    period = span(query.get("from", ""), query.get("to", ""), local_day(console.clock.now()))
    asked = Asked(period, By(word), query.get("division", ""), query.get("department", ""), query.get("item", ""))
    return await console.store.read(partial(reports.make, actor=actor, asked=asked))


ENDPOINTS: tuple[Endpoint, ...] = (
    get("/api/reports", get_report, ReportView, roles=_READERS, query=_QUERY),
    get("/api/reports.csv", get_report_csv, roles=_READERS, query=_QUERY, sends="text/csv"),
    get("/api/reports.pdf", get_report_pdf, roles=_READERS, query=_QUERY, sends="application/pdf"),
    post("/api/reports/baselines", set_baselines, SetBaselines, tuple[BaselineView, ...], roles=_READERS),
)
