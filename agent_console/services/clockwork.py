"""What the clock does by itself: warnings, urging, escalation, deadlines, reminders. Each step is done once."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from agent_console.console import Console
from agent_console.core import acts
from agent_console.core.acts import AnyAct
from agent_console.core.clock import CORRECTION_DAYS, local_day
from agent_console.core.inquiry import InquiryKind, InquiryOrigin
from agent_console.core.notice import clock_event
from agent_console.core.urging import Step, next_step
from agent_console.services.application import SYSTEM, by_system
from agent_console.services.dossier import Dossier, load, load_to_change
from agent_console.services.inquiries import Raised, Subject, open_inquiry
from agent_console.services.official_notices import responsible, tell
from agent_console.services.owners import head_of, supervisor_of
from agent_console.services.registering import acceptance
from agent_console.store import calendars, cases, clockwork, inquiries, outbox
from signaling.core.refusal import Refused
from signaling.log import get
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseState
from signaling.protocol.names import CaseId, Role
from signaling.store import ledger

ROUND_SECONDS = 300.0
OVERDUE = "已超过承诺时限，请尽快办理。Past the committed period: please handle it."
LATE_CORRECTION = "补正期限已过，材料未补齐。The papers asked for did not come in time."
UNANSWERED = "催办逾期未答复，请督促办理并反馈。An urge was not answered in time: please see to it and report back."
LATE_SUPPLY = "容缺材料逾期未补。A material that was to follow did not come in time."

log = get("clockwork")

Work = Callable[[Transaction], None]


async def keep_time(console: Console) -> None:
    """Do the clock's work again and again."""
    while True:
        await tick(console)
        await asyncio.sleep(ROUND_SECONDS)


async def tick(console: Console) -> None:
    """Do what the clock asks for now; each piece in a transaction of its own, so that one fault stops no other."""
    now = console.clock.now()
    today = local_day(now)
    await console.store.write(partial(cases.keep_warnings, today=today))
    warned = await console.store.read(clockwork.to_warn)
    urged = await console.store.read(partial(clockwork.to_urge, today=today, now=now))
    enforced = await console.store.read(partial(clockwork.to_enforce, now=now))
    due = await console.store.read(partial(inquiries.due_by, day=today))
    work: Sequence[Work] = (
        *(partial(_warn, case=case, percent=percent, at=now) for case, percent in warned),
        *(partial(urge_or_escalate, case=case, at=now) for case in urged),
        *(partial(enforce, case=case, at=now) for case in enforced),
        *(partial(_remind, inquiry=found, at=now) for found in due),
    )
    for piece in work:
        try:
            await console.store.write(piece)
        except Refused as refused:
            log.warning("clockwork_refused", code=refused.code.value)


def urge_or_escalate(tx: Transaction, case: CaseId, at: datetime) -> None:
    """Urge a late case, or tell of an urge that nobody answered: first the head, then the supervisor."""
    dossier = load_to_change(tx, case)
    step = next_step(dossier.case, dossier.due_on, calendars.get(tx, dossier.handling.deciding), local_day(at))
    match step:
        case None:
            return
        case Step.URGE:
            act: AnyAct = acts.Urged(Role.OPERATOR, OVERDUE)
        case Step.TELL_HEAD:
            act = acts.Escalated(supervisor=False)
        case Step.ORDER:
            act = acts.Escalated(supervisor=True, number=_order(dossier, at))
    by_system(dossier, act, at)


def enforce(tx: Transaction, case: CaseId, at: datetime) -> None:
    """End what was to be supplied and did not come; accept what was confirmed and left without a word."""
    dossier = load_to_change(tx, case)
    act = _deadline(dossier, at)
    if act is not None:
        by_system(dossier, act, at)


def _deadline(dossier: Dossier, at: datetime) -> AnyAct | None:
    case, today = dossier.case, local_day(at)
    match case.state:
        case CaseState.CORRECTING:
            late = case.correction is not None and case.correction.due < today
            return acts.Terminated(LATE_CORRECTION) if late else None
        case CaseState.ACCEPTED | CaseState.REVIEWED:
            late = any(due < today for due in case.supplies.values())
            return acts.Terminated(LATE_SUPPLY) if late else None
        case CaseState.CONFIRMED:
            return _silence(dossier, at)
        case _:
            return None


def _silence(dossier: Dossier, at: datetime) -> AnyAct | None:
    """Whoever says nothing within five working days has accepted, from the day of receipt (Licensing Law, 32 (4))."""
    received = dossier.case.stage_since
    if received is None or not dossier.session_ended:
        return None
    calendar = calendars.get(dossier.tx, dossier.handling.accepting)
    if calendar.between(local_day(received), local_day(at)) <= CORRECTION_DAYS:
        return None
    return acceptance(dossier, at, since=received)


def _order(dossier: Dossier, at: datetime) -> str:
    handling, item = dossier.handling, dossier.item
    subject = Subject(handling.deciding, handling.department, item.name, None, dossier.row.id)
    owner = head_of(dossier.tx, handling.deciding, handling.department)
    owner = owner or supervisor_of(dossier.tx, handling.deciding, handling.department)
    raised = Raised(InquiryKind.ORDER, InquiryOrigin.CLOCK, UNANSWERED, None, owner)
    return open_inquiry(dossier.tx, subject, raised, at).number


def _warn(tx: Transaction, case: CaseId, percent: int, at: datetime) -> None:
    clockwork.note_warning(tx, case, percent, at)
    dossier, event = load(tx, case), clock_event(percent)
    for account in _warned(dossier, percent):
        tell(dossier, event, "", account, outbox.ids(tx, case), at)
    _enter(tx, "clock-warned", case, at, percent)


def _warned(dossier: Dossier, percent: int) -> set[str]:
    """Return whom the clock warns: who has to handle the case, and on the last day the head as well."""
    whom = {responsible(dossier)}
    return (
        whom | {head_of(dossier.tx, dossier.handling.deciding, dossier.handling.department)} if percent == 100 else whom
    )


def _remind(tx: Transaction, inquiry: inquiries.Inquiry, at: datetime) -> None:
    inquiries.note_reminder(tx, inquiry.id, local_day(at))
    _enter(tx, f"{inquiry.kind}-reminded", inquiry.id, at, None)


def _enter(tx: Transaction, action: str, subject: str, at: datetime, percent: int | None) -> None:
    details = {} if percent is None else {"percent": percent}
    entry = ledger.Entry(actor=SYSTEM, role=Role.OPERATOR, action=action, subject=subject, at=at, details={**details})
    ledger.record(tx, (), entry)
