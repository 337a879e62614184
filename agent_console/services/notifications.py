"""
Notices by SMS and e-mail: put into the outbox as a case moves, and handed to Apprise by a chore.

An address stands neither in the outbox nor in a log: it is read when the notice is sent.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from agent_console.console import Console
from agent_console.core import acts
from agent_console.core.acts import AnyAct
from agent_console.core.notice import Channel, notice_id
from agent_console.core.template import TemplateKind, fill
from agent_console.receipts.paper import text
from agent_console.services.dossier import Dossier, load
from agent_console.services.drafting import HOTLINE, Drafting
from agent_console.services.messengers import Message, Messenger
from agent_console.services.official_notices import tell_of
from agent_console.store import documents, outbox, parcels, templates
from agent_console.store.accounts import get_account
from agent_console.store.outbox import Waiting
from signaling.log import get
from signaling.ports import Transaction
from signaling.protocol.names import CaseId, Language
from signaling.protocol.views import Text

EVERY_SECONDS = 5.0
# After the first failure, the second, and so on; after the last the message is given up.
BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
NO_ADDRESS = "no address, or no template of this event"
GRANTED = text("准予", "granted")
REFUSED = text("不予批准，详见决定书", "refused; the decision says why")

log = get("notifications")


def queue_messages(tx: Transaction, case: CaseId, now: datetime, *, whole: bool = True) -> None:
    """
    Put a message into the outbox for each thing that happened and that the resident should know.

    Args:
        whole: All documents were made; else the case is followed again, and no message is doubled.
    """
    dossier = load(tx, case)
    before = documents.followed_to(tx, case)
    known = outbox.ids(tx, case)
    done = documents.acts_of(tx, case, before)
    for seq, one in enumerate(done, before + 1):
        event = event_for(one.act, dossier)
        if event is not None:
            _tell_resident(dossier, event, str(seq), known, now)
        tell_of(dossier, seq, one, known, now)
    if whole:
        documents.note_followed(tx, case, before + len(done))


def _tell_resident(dossier: Dossier, event: str, mark: str, known: frozenset[str], now: datetime) -> None:
    case = dossier.row.id
    to = outbox.addresses(dossier.tx, case)
    for channel in (Channel.SMS, Channel.EMAIL) if to is not None and to.email else (Channel.SMS,):
        name = notice_id(case, event, mark, channel, "")
        if name not in known:
            outbox.add(dossier.tx, Waiting(name, case, event, 0, channel), now)


def event_for(act: AnyAct, dossier: Dossier) -> str | None:
    """Return which message an act calls for: the code of its template."""
    match act:
        case acts.Accepted():
            return "accepted"
        case acts.CorrectionAsked():
            return "correction-asked"
        case acts.Extended():
            return "extended"
        case acts.Decided():
            return "decided"
        case acts.ResultIssued():
            return None if dossier.case.delivery == "parcel" or _by_parcel(dossier) else "ready"
        case acts.Dispatched("parcel"):
            return "parcel-sent"
        case acts.Escalated():
            return "escalated"
        case _:
            return None


def _by_parcel(dossier: Dossier) -> bool:
    parcel = parcels.get(dossier.tx, dossier.row.id)
    return parcel is not None and parcel.way == "parcel"


def compose(tx: Transaction, waiting: Waiting, public_url: str) -> Message | None:
    """Return a notice's words in its reader's language; None where nobody gave an address or a template."""
    address = address_of(tx, waiting)
    template = templates.get(tx, TemplateKind.MESSAGE, waiting.event)
    if not address or template is None:
        return None
    dossier = load(tx, waiting.case_id)
    said = fill(template.text, _facts(dossier, waiting, public_url))
    chinese = _reads_chinese(dossier, waiting)
    subject = dossier.item.name.zh if chinese else dossier.item.name.en
    return Message(waiting.channel, address, subject, said.zh if chinese else said.en)


def address_of(tx: Transaction, waiting: Waiting) -> str:
    """Return where a notice goes; "" where nobody gave an address."""
    if waiting.recipient is not None:
        return outbox.email_of(tx, waiting.recipient)
    to = outbox.addresses(tx, waiting.case_id)
    if to is None:
        return ""
    return to.phone if waiting.channel is Channel.SMS else to.email or ""


def _reads_chinese(dossier: Dossier, waiting: Waiting) -> bool:
    if waiting.recipient is None:
        return dossier.row.language is Language.CHINESE
    reader = get_account(dossier.tx, waiting.recipient)
    return reader is None or Language.CHINESE in reader.languages


def _facts(dossier: Dossier, waiting: Waiting, public_url: str) -> Mapping[str, Text | str]:
    case, event = dossier.case, waiting.event
    desk = Drafting(dossier, public_url)
    reasons: dict[str, Text | str] = {
        "decided": GRANTED if case.decision == "granted" else REFUSED,
        "parcel-sent": case.tracking or "",
        "extended": next((one.act.reason for one in desk.done() if isinstance(one.act, acts.Extended)), ""),
    }
    place: Text | str = f"{public_url}/progress/{case.token}" if event == "accepted" else desk.receiving_office()
    if waiting.recipient is not None:
        place = f"{public_url}/backoffice"
    due = case.correction.due.isoformat() if event == "correction-asked" and case.correction else desk.due_on()
    return {
        "item": dossier.item.name,
        "department": dossier.item.department_name,
        "number": case.number or "",
        "until": due,
        "phone": HOTLINE,
        "office": place,
        "reason": reasons.get(event, ""),
    }


async def send_due(console: Console, messenger: Messenger) -> int:
    """Send what is due once, and return how many messages were taken."""
    taken = 0
    for waiting in await console.store.read(lambda tx: outbox.due(tx, console.clock.now())):
        message = await console.store.read(partial(compose, waiting=waiting, public_url=console.public_url))
        problem = NO_ADDRESS if message is None else await messenger.send(message)
        if problem is None:
            await console.store.write(partial(outbox.sent, notice=waiting.id, at=console.clock.now()))
            taken += 1
            continue
        lasting = message is None or waiting.tries >= len(BACKOFF)
        again = None if lasting else console.clock.now() + BACKOFF[waiting.tries]
        log.warning("message_not_taken", notice=waiting.event, tries=waiting.tries + 1, last=again is None)
        await console.store.write(_missed(waiting, again, problem))
    return taken


def _missed(waiting: Waiting, again: datetime | None, problem: str) -> Callable[[Transaction], None]:
    return lambda tx: outbox.missed(tx, waiting.id, waiting.tries + 1, again, problem)


async def keep_sending(console: Console, messenger: Messenger) -> None:
    """Send again and again until cancelled."""
    while True:
        await send_due(console, messenger)
        await asyncio.sleep(EVERY_SECONDS)
