"""
Department systems at work: accepted cases are handed over, their answers fetched, and a system that fails is named.

One system's failure holds up its own cases only. What is not handed over waits in the database, is tried again after
ever longer pauses, and goes on after a restart.
"""

import asyncio
from datetime import datetime, timedelta
from functools import partial

import msgspec
from msgspec.structs import replace

from agent_console.connectors.config import System
from agent_console.connectors.port import Connector, ConnectorFailed, Delivery, Fault, NotThere, Paper
from agent_console.console import Console
from agent_console.core.form import filled
from agent_console.services.application import SYSTEM
from agent_console.services.dossier import load
from agent_console.store import connectors
from agent_console.store.connectors import Push
from signaling.log import get
from signaling.ports import Transaction
from signaling.protocol.case_views import PageState
from signaling.protocol.names import CaseId, Role
from signaling.store import ledger

POLL_SECONDS = 5.0
ASK_AFTER = timedelta(minutes=1)  # How a case stands at the other end.
PROBE_AFTER = timedelta(seconds=30)  # A failing system that nothing is due for.
PROBE = "probe"  # The number of no case: whoever says so answers.
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)

log = get("systems")


async def keep_connected(console: Console) -> None:
    """Hand over and ask, for as long as the server runs."""
    while console.systems.systems:
        await asyncio.gather(*(serve_system(console, name) for name in console.systems.systems))
        await asyncio.sleep(POLL_SECONDS)


async def serve_system(console: Console, name: str, *, at_once: bool = False) -> None:
    """
    Do once what is due for one system. A failing one that nothing is due for is asked whether it answers again:
    else one that licences are fetched from would be marked until somebody tries in vain; `at_once` without a pause.

    It stops at the first failure of the system: the others would fail as well. A case that lacks what they need, or
    that they do not know, fails alone.
    """
    system, link = console.systems.systems[name], console.systems.links[name]
    await console.store.write(partial(_queue_new, system=system, console=console))
    now = console.clock.now()
    due = await console.store.read(partial(connectors.due, system=name, now=now))
    if not due:
        await _probe(console, link, timedelta(0) if at_once else PROBE_AFTER)
    for push in due:
        try:
            after = (
                await _hand_over(console, link, push) if push.state == "waiting" else await _ask(console, link, push)
            )
        except NotThere as error:
            after = _failed(push, f"{name} has no {error}", Fault.UNKNOWN, console)
        except ConnectorFailed as error:
            after = _failed(push, str(error), error.fault, console)
            if error.fault is Fault.INCOMPLETE:
                await console.store.write(partial(connectors.save, push=after))
                log.warning("case_not_handed_over", system=name, case=push.case_id)
                continue
            await console.store.write(partial(_keep, push=after, problem=str(error)))
            log.warning("system_failed", system=name, problem=str(error))
            return
        await console.store.write(partial(_keep, push=after, problem=None))


async def _probe(console: Console, link: Connector, pause: timedelta) -> None:
    now = console.clock.now()
    fares = (await console.store.read(connectors.health)).get(link.name)
    if fares is None or fares.failing_since is None or (fares.tried_at is not None and now < fares.tried_at + pause):
        return
    problem, fault = None, None
    try:
        await link.pull(PROBE)
    except NotThere:
        pass
    except ConnectorFailed as error:
        problem, fault = str(error), error.fault
    await console.store.write(partial(note_health, system=link.name, problem=problem, now=now, fault=fault))


def note_health(tx: Transaction, system: str, problem: str | None, now: datetime, fault: str | None = None) -> None:
    """
    Keep how a system answered, no problem for well; its failing and recovering are audit entries.

    What waits for a system that is back is due at once: the pauses had grown to an hour.
    """
    if connectors.note_health(tx, system, problem, now, fault):
        if problem is None:
            connectors.retry_now(tx, system, now)
        action = "system-failing" if problem else "system-answers"
        ledger.record(tx, (), ledger.Entry(SYSTEM, Role.OPERATOR, action, system, now, {}))


def _queue_new(tx: Transaction, system: System, console: Console) -> None:
    for case in connectors.unqueued(tx, system.name, system.items):
        connectors.enqueue(tx, case, system.name, console.clock.now())


def _failed(push: Push, problem: str, fault: Fault, console: Console) -> Push:
    now = console.clock.now()
    pause = min(FIRST_PAUSE * 2 ** min(push.tries, 20), LONGEST_PAUSE)
    problem = problem[: connectors.MAX_PROBLEM]
    return replace(push, tries=push.tries + 1, due_at=now + pause, problem=problem, fault=fault.value, changed_at=now)


async def _hand_over(console: Console, link: Connector, push: Push) -> Push:
    delivery = await _delivery(console, push.case_id)
    number = await link.push(delivery)
    now = console.clock.now()
    return replace(
        push,
        state="sent",
        tries=0,
        problem=None,
        fault=None,
        foreign_number=number,
        foreign_state="received",
        due_at=now + ASK_AFTER,
        changed_at=now,
    )


async def _ask(console: Console, link: Connector, push: Push) -> Push:
    status = await link.pull(push.foreign_number or "")
    now = console.clock.now()
    result = await console.blobs.add(status.result) if status.result else None
    moved = status.state != push.foreign_state
    return replace(
        push,
        state="answered" if status.state in ("granted", "refused") else "sent",
        tries=0,
        problem=None,
        fault=None,
        foreign_state=status.state,
        reason=status.reason[: connectors.MAX_PROBLEM],
        result=result,
        due_at=now + ASK_AFTER,
        changed_at=now if moved else push.changed_at,
    )


def _keep(tx: Transaction, push: Push, problem: str | None) -> None:
    connectors.save(tx, push)
    details: dict[str, str | int | float | bool | None] = {"system": push.system, "state": push.state}
    note_health(tx, push.system, problem, push.changed_at, push.fault if problem else None)
    if problem is None:
        details["foreignNumber"], details["foreignState"] = push.foreign_number, push.foreign_state
        ledger.record(
            tx, (), ledger.Entry(SYSTEM, Role.OPERATOR, "case-handed-over", push.case_id, push.changed_at, details)
        )


async def _delivery(console: Console, case: CaseId) -> Delivery:
    dossier = await console.store.read(partial(load, case=case))
    state = dossier.case
    assert state.number is not None
    assert state.accepted_at is not None
    fields: dict[str, object] = {
        "number": state.number,
        "item": {"id": dossier.item.id, "version": dossier.row.item_version, "code": dossier.item.code},
        "acceptedAt": state.accepted_at.isoformat(),
        "division": dossier.row.division,
        "department": dossier.row.department,
        "values": msgspec.to_builtins(filled(state.values)),
    }
    papers = [
        Paper(page.material, page.flat or page.hash, "image/jpeg", await console.blobs.read(page.flat or page.hash))
        for page in state.pages
        if page.state is PageState.ACCEPTED and page.material is not None
    ]
    return Delivery(state.number, fields, tuple(papers))
