"""Print jobs: officials send, windows and their clerks print and report."""

from functools import partial

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.documents import AskPrint, PrintJobView, PrintReport
from agent_console.api.documents import pdf
from agent_console.api.routing import Endpoint, acting, answer, get, post
from agent_console.console import Console
from agent_console.services import printing
from agent_console.services.dossier import load_for
from agent_console.store import print_jobs
from agent_console.store.print_jobs import PrintJob
from signaling.ports import Transaction
from signaling.protocol.names import CaseId, Role
from signaling.store import ledger

_SENDERS = (Role.OFFICIAL, Role.CLERK)
_PRINTERS = (Role.WINDOW, Role.CLERK)


def seen(job: PrintJob) -> PrintJobView:
    """Return a job as pages see it."""
    return PrintJobView(
        id=job.id,
        case=job.case_id,
        document=job.document,
        title=job.title,
        window=job.window,
        state=job.state,
        fault=job.fault,
        asked_at=job.asked_at,
        changed_at=job.changed_at,
    )


async def ask_print(console: Console, request: Request, body: AskPrint) -> Response:
    """Send a document to a window's printer."""
    actor = await acting(console, request, *_SENDERS)
    case, now = CaseId(request.path_params["case"]), console.clock.now()
    job = await console.store.write(
        partial(printing.ask, actor=actor, case=case, sha256=body.document, window=body.window, now=now)
    )
    return answer(seen(job), 201)


async def list_case_jobs(console: Console, request: Request) -> Response:
    """List what was sent to printers for a case, and how it went."""
    actor = await acting(console, request, *_SENDERS)
    case = CaseId(request.path_params["case"])

    def listed(tx: Transaction) -> list[PrintJobView]:
        load_for(tx, actor, case)
        return [seen(job) for job in print_jobs.of_case(tx, case)]

    return _tagged(request, await console.store.read(listed))


async def list_jobs(console: Console, request: Request) -> Response:
    """List what is to be printed at this window, or in this clerk's hall; with If-None-Match, 304 while it stays."""
    actor = await acting(console, request, *_PRINTERS)
    jobs = await console.store.read(partial(printing.open_jobs, actor=actor))
    return _tagged(request, [seen(job) for job in jobs])


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
    return answer(seen(job))


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
    get("/api/print-jobs", list_jobs, list[PrintJobView], roles=_PRINTERS),
    get(
        "/api/print-jobs/{job}/document.pdf",
        get_job_document,
        roles=_PRINTERS,
        query=("page",),
        sends="application/pdf",
    ),
    post("/api/print-jobs/{job}", report_job, PrintReport, PrintJobView, roles=_PRINTERS),
)
