"""Print jobs: officials send, windows and their clerks print and report."""

from datetime import timedelta
from functools import partial

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.documents import AskPrint, PrintAgain, PrintReport
from agent_console.api.documents import pdf
from agent_console.api.routing import Endpoint, acting, answer, get, post
from agent_console.console import Console
from agent_console.services import printing
from agent_console.services.dossier import load_for
from agent_console.services.hall_stream import job_view
from agent_console.store import print_jobs
from signaling.ports import Transaction
from signaling.protocol.names import CaseId, Role
from signaling.protocol.views import PrintJobView
from signaling.store import ledger

_SENDERS = (Role.OFFICIAL, Role.CLERK)
_PRINTERS = (Role.WINDOW, Role.CLERK)
PRINTED_SHOWN = timedelta(days=1)


async def ask_print(console: Console, request: Request, body: AskPrint) -> Response:
    """Send a document to a window's printer."""
    actor = await acting(console, request, *_SENDERS)
    case, now = CaseId(request.path_params["case"]), console.clock.now()
    job = await console.store.write(
        partial(printing.ask, actor=actor, case=case, sha256=body.document, window=body.window, now=now)
    )
    return answer(job_view(job), 201)


async def list_case_jobs(console: Console, request: Request) -> Response:
    """List what was sent to printers for a case, and how it went."""
    actor = await acting(console, request, *_SENDERS)
    case = CaseId(request.path_params["case"])

    def listed(tx: Transaction) -> list[PrintJobView]:
        load_for(tx, actor, case)
        return [job_view(job) for job in print_jobs.of_case(tx, case)]

    return _tagged(request, await console.store.read(listed))


async def list_jobs(console: Console, request: Request) -> Response:
    """List what is to be printed at this window, or in this clerk's hall; with If-None-Match, 304 while it stays."""
    actor = await acting(console, request, *_PRINTERS)
    jobs = await console.store.read(partial(printing.open_jobs, actor=actor))
    return _tagged(request, [job_view(job) for job in jobs])


async def list_printed(console: Console, request: Request) -> Response:
    """List what was printed in this clerk's hall in the last day, to be printed again."""
    actor = await acting(console, request, Role.CLERK)
    since = console.clock.now() - PRINTED_SHOWN
    jobs = await console.store.read(partial(printing.recent_jobs, actor=actor, since=since))
    return answer([job_view(job) for job in jobs])


async def print_again(console: Console, request: Request, body: PrintAgain) -> Response:
    """Print once more what was sent to a printer of this hall, there or at another window."""
    actor = await acting(console, request, Role.CLERK)
    name, now = request.path_params["job"], console.clock.now()
    job = await console.store.write(partial(printing.again, actor=actor, job_id=name, window=body.window, now=now))
    return answer(job_view(job), 201)


async def get_job_document(console: Console, request: Request) -> Response:
    """Return what is to be printed."""
    actor = await acting(console, request, *_PRINTERS)
    name = request.path_params["job"]
    job = await console.store.read(partial(printing.job_for, actor=actor, job_id=name))
    return await pdf(console, job.document)


async def report_job(console: Console, request: Request, body: PrintReport) -> Response:
    """Say how printing went; the official sees it."""
    actor = await acting(console, request, *_PRINTERS)
    name, now = request.path_params["job"], console.clock.now()
    job = await console.store.write(
        partial(printing.report, actor=actor, job_id=name, state=body.state, fault=body.fault, now=now)
    )
    return answer(job_view(job))


def _tagged(request: Request, jobs: list[PrintJobView]) -> Response:
    response = answer(jobs)
    tag = f'"{ledger.digest(msgspec.json.encode(jobs)).hex()[:32]}"'
    if request.headers.get("if-none-match") == tag:
        response = Response(status_code=304)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    return response


ENDPOINTS: tuple[Endpoint, ...] = (
    post("/api/cases/{case}/print", ask_print, AskPrint, PrintJobView, roles=_SENDERS),
    get("/api/cases/{case}/print-jobs", list_case_jobs, list[PrintJobView], roles=_SENDERS),
    get("/api/print-jobs/printed", list_printed, list[PrintJobView], roles=(Role.CLERK,)),
    get("/api/print-jobs", list_jobs, list[PrintJobView], roles=_PRINTERS),
    get(
        "/api/print-jobs/{job}/document.pdf",
        get_job_document,
        roles=_PRINTERS,
        query=("page",),
        sends="application/pdf",
    ),
    post("/api/print-jobs/{job}/again", print_again, PrintAgain, PrintJobView, roles=(Role.CLERK,)),
    post("/api/print-jobs/{job}", report_job, PrintReport, PrintJobView, roles=_PRINTERS),
)
