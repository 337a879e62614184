"""Acceptance notices: made by a worker after the acceptance, and finished after a restart."""

import asyncio
from functools import partial

from sqlalchemy import select

from agent_console.console import Console
from agent_console.core.acts import NoticeIssued
from agent_console.core.deadline import due_on
from agent_console.receipts.notice import MaterialReceived, Notice, notice_paper
from agent_console.receipts.paper import FontMissing, render
from agent_console.services.dossier import load, load_to_change
from agent_console.store import cases
from media.workers import WorkerFailed, WorkersBusy
from signaling.log import get
from signaling.ports import Transaction
from signaling.protocol.names import CaseId, Role, Sha256
from signaling.store.tables import sessions, tickets

RENDER_SECONDS = 30.0
RETRY_SECONDS = (1.0, 5.0, 30.0)
SYSTEM = "system"  # The actor of what no person does.

log = get("notices")


async def finish_notices(console: Console) -> None:
    """Make the notices that an earlier run of the server left unmade."""
    for case in await console.store.read(cases.without_notice):
        await issue_notice(console, case)


async def issue_notice(console: Console, case: CaseId) -> None:
    """Make a case's notice, store it, and tell. Harmless when it has been made."""
    notice = await console.store.read(partial(_notice, case=case, public_url=console.public_url))
    if notice is None:
        return
    pdf = await _rendered(console, notice)
    if pdf is not None:
        await console.store.write(partial(_issue, case=case, pdf=await console.blobs.add(pdf), console=console))


async def _rendered(console: Console, notice: Notice) -> bytes | None:
    for pause_seconds in (*RETRY_SECONDS, None):
        try:
            return await console.workers.run(
                render, notice_paper(notice), timeout_seconds=RENDER_SECONDS, raises=(FontMissing,)
            )
        except FontMissing as error:
            log.error("notice_font_missing", problem=str(error))
            return None
        except (WorkersBusy, WorkerFailed) as error:
            log.warning("notice_failed", number=notice.number, problem=str(error))
            if pause_seconds is None:
                return None
            await asyncio.sleep(pause_seconds)
    return None


def _issue(tx: Transaction, case: CaseId, pdf: Sha256, console: Console) -> None:
    dossier = load_to_change(tx, case)
    if dossier.case.notice is None:
        cases.note_notice(tx, case, pdf)
        dossier.add(NoticeIssued(pdf), "notice-issued", actor=SYSTEM, role=Role.OPERATOR, at=console.clock.now())


def _notice(tx: Transaction, case: CaseId, public_url: str) -> Notice | None:
    dossier = load(tx, case)
    state, item = dossier.case, dossier.item
    if state.number is None or state.accepted_at is None or state.notice is not None:
        return None
    people = tx.execute(
        select(tickets.c.resident, sessions.c.official_name)
        .join(sessions, sessions.c.ticket == tickets.c.id)
        .where(sessions.c.id == dossier.row.session)
    ).one()
    return Notice(
        number=state.number,
        item=item.name,
        authority=item.department_name,
        resident=people.resident,
        official=people.official_name,
        accepted_at=state.accepted_at,
        due_on=due_on(state.accepted_at, item.committed_days).isoformat(),
        committed_days=item.committed_days,
        legal_days=item.legal_days,
        fee=item.fee,
        materials=tuple(
            MaterialReceived(material.name, len(pages))
            for material in item.materials
            if (pages := state.accepted_pages(material.code))
        ),
        summary_hash=state.summary_hash or "",
        link=f"{public_url}/progress/{state.token}",
    )
