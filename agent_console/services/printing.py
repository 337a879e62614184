"""Printing at windows: the official sends, the window or its clerk prints and says how it went."""

import secrets
from datetime import datetime

from msgspec.structs import replace
from sqlalchemy import select

from agent_console.core.printing import may_follow
from agent_console.services.documents import find
from agent_console.services.dossier import load_for
from agent_console.services.hall import window_of
from agent_console.services.hall_stream import print_changed
from agent_console.store import documents, print_jobs
from agent_console.store.print_jobs import PrintJob
from agent_console.store.tables import windows
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Role, Sha256
from signaling.protocol.views import PrintFault, PrintState
from signaling.store import ledger


def ask(tx: Transaction, actor: Actor, case: CaseId, sha256: Sha256, window: str | None, now: datetime) -> PrintJob:
    """
    Send a document to a window's printer, the case's own if none is named; twice at once, it is printed once.

    Raises:
        Refused: not-found, for a case or document that is not the actor's; window-unknown.
    """
    dossier = load_for(tx, actor, case)
    document = find(tx, case, sha256)
    if document is None:
        raise Refused(Code.NOT_FOUND)
    target = window or dossier.row.window
    hall: str | None = tx.execute(select(windows.c.hall).where(windows.c.id == target)).scalar_one_or_none()
    if hall is None:
        raise Refused(Code.WINDOW_UNKNOWN)
    pending = print_jobs.waiting(tx, target, sha256)
    if pending is not None:
        return pending
    job = PrintJob(
        id=secrets.token_urlsafe(12),
        case_id=case,
        document=sha256,
        title=document.title,
        window=target,
        hall=hall,
        asked_by=actor.id,
        asked_at=now,
        state=PrintState.WAITING,
        fault=None,
        changed_at=now,
    )
    print_jobs.add(tx, job)
    _enter(tx, actor, "print-asked", job, now)
    return job


def again(tx: Transaction, actor: Actor, job_id: str, window: str | None, now: datetime) -> PrintJob:
    """
    Print once more what was sent to a printer of the hall, there or at another window of it.

    Raises:
        Refused: not-found, window-unknown.
    """
    job = job_for(tx, actor, job_id)
    target = job.window if window is None else window_of(tx, actor, window).id
    return ask(tx, actor, job.case_id, job.document, target, now)


def recent_jobs(tx: Transaction, actor: Actor, since: datetime) -> list[PrintJob]:
    """Return what was printed at a clerk's hall since a time, the latest first."""
    return print_jobs.done_since(tx, actor.hall, since)


def open_jobs(tx: Transaction, actor: Actor) -> list[PrintJob]:
    """Return what a window, or the windows of a clerk's hall, still has to print."""
    if actor.role is Role.WINDOW:
        return print_jobs.open_at(tx, window=actor.id)
    return print_jobs.open_at(tx, hall=actor.hall)


def report(
    tx: Transaction, actor: Actor, job_id: str, state: PrintState, fault: PrintFault | None, now: datetime
) -> PrintJob:
    """
    Say how printing went. Harmless when repeated.

    Raises:
        Refused: not-found; not-allowed, for a step backwards.
    """
    job = job_for(tx, actor, job_id)
    fault = (fault or PrintFault.OTHER) if state is PrintState.FAULT else None
    if not may_follow(job.state, state):
        raise Refused(Code.NOT_ALLOWED)
    if (job.state, job.fault) == (state, fault):
        return job
    print_jobs.change(tx, job.id, state, fault, now)
    if state is PrintState.DONE:
        documents.note(tx, job.case_id, job.document, printed=now)
    changed = replace(job, state=state, fault=fault, changed_at=now)
    _enter(tx, actor, f"print-{state.value}", changed, now)
    return changed


def job_for(tx: Transaction, actor: Actor, job_id: str) -> PrintJob:
    """Return a job of the actor's own window or hall. Raises Refused: not-found."""
    job = print_jobs.get(tx, job_id)
    mine = job is not None and (job.window == actor.id if actor.role is Role.WINDOW else job.hall == actor.hall)
    if job is None or not mine:
        raise Refused(Code.NOT_FOUND)
    return job


def _enter(tx: Transaction, actor: Actor, action: str, job: PrintJob, at: datetime) -> None:
    details: dict[str, str | int] = {"job": job.id, "document": job.document, "window": job.window}
    if job.fault is not None:
        details["fault"] = job.fault.value
    entry = ledger.Entry(
        actor=actor.id, role=actor.role, action=action, subject=job.case_id, at=at, details=dict(details)
    )
    ledger.record(tx, [print_changed(job, at)], entry)
