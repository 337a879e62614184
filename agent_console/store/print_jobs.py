"""Rows of print jobs."""

from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, insert, select, update

from agent_console.store.tables import print_jobs
from signaling.ports import Transaction
from signaling.protocol.names import CaseId, Sha256
from signaling.protocol.views import PrintFault, PrintState, Text


class PrintJob(msgspec.Struct, frozen=True):
    """One document on its way to one window's printer."""

    id: str
    case_id: CaseId
    document: Sha256
    title: Text
    window: str
    hall: str
    asked_by: str
    asked_at: datetime
    state: PrintState
    fault: PrintFault | None
    changed_at: datetime


def add(tx: Transaction, job: PrintJob) -> None:
    tx.execute(insert(print_jobs).values(msgspec.structs.asdict(job)))


def get(tx: Transaction, job: str) -> PrintJob | None:
    return next(iter(_select(tx, print_jobs.c.id == job)), None)


def of_case(tx: Transaction, case: CaseId) -> list[PrintJob]:
    return _select(tx, print_jobs.c.case_id == case)


def open_at(tx: Transaction, *, window: str | None = None, hall: str | None = None) -> list[PrintJob]:
    """Return what is still to be printed at a window, or at all windows of a hall, oldest first."""
    where = print_jobs.c.window == window if window is not None else print_jobs.c.hall == hall
    return _select(tx, where, print_jobs.c.state != PrintState.DONE.value)


def done_since(tx: Transaction, hall: str, since: datetime) -> list[PrintJob]:
    """Return what was printed at the windows of a hall since a time, the latest first."""
    done = (print_jobs.c.state == PrintState.DONE.value, print_jobs.c.changed_at >= since)
    return _select(tx, print_jobs.c.hall == hall, *done)[::-1]


def waiting(tx: Transaction, window: str, document: Sha256) -> PrintJob | None:
    """Return the job for this very document that has not begun, if there is one."""
    same = (print_jobs.c.window == window, print_jobs.c.document == document)
    return next(iter(_select(tx, *same, print_jobs.c.state == PrintState.WAITING.value)), None)


def change(tx: Transaction, job: str, state: PrintState, fault: PrintFault | None, at: datetime) -> None:
    tx.execute(update(print_jobs).where(print_jobs.c.id == job).values(state=state, fault=fault, changed_at=at))


def _select(tx: Transaction, *where: ColumnElement[bool]) -> list[PrintJob]:
    columns = [print_jobs.c[field] for field in PrintJob.__struct_fields__]
    rows = tx.execute(select(*columns).where(*where).order_by(print_jobs.c.asked_at, print_jobs.c.id))
    return [msgspec.convert(row._mapping, PrintJob) for row in rows]
