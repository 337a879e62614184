"""What officials are told of their cases: on the desk at once, and by e-mail where they gave an address."""

from datetime import datetime

from agent_console.core import acts
from agent_console.core.notice import Channel, DeskEvent, notice_id
from agent_console.services.dossier import Dossier
from agent_console.services.owners import head_of, supervisor_of
from agent_console.store import outbox
from agent_console.store.accounts import get_account
from agent_console.store.documents import Done
from agent_console.store.outbox import Waiting
from signaling.core.routing import covers


def tell_of(dossier: Dossier, seq: int, one: Done, known: frozenset[str], now: datetime) -> None:
    """Tell whoever has to know of an act of a case; told once, however often the case is followed."""
    match one.act:
        case acts.Accepted():
            tell(dossier, DeskEvent.ASSIGNED, str(seq), responsible(dossier, but=one.actor), known, now)
        case acts.Urged():
            tell(dossier, DeskEvent.URGED, str(seq), responsible(dossier), known, now)
        case acts.Escalated(supervisor=False):
            head = head_of(dossier.tx, dossier.handling.deciding, dossier.handling.department)
            tell(dossier, DeskEvent.TO_HEAD, str(seq), head, known, now)
        case acts.Escalated():
            supervisor = supervisor_of(dossier.tx, dossier.handling.deciding, dossier.handling.department)
            tell(dossier, DeskEvent.ORDER, str(seq), supervisor, known, now)
        case _:
            pass


def tell(dossier: Dossier, event: DeskEvent, mark: str, account: str, known: frozenset[str], now: datetime) -> None:
    """
    Put a notice onto an official's desk, and into the outbox where they have an address.

    Args:
        mark: Tells notices of one event apart: the number of the act, or nothing.
        account: Whom; "": nobody.
        known: Notices of the case that were put before.
    """
    if not account:
        return
    case = dossier.row.id
    address = outbox.email_of(dossier.tx, account)
    for channel in (Channel.DESK, Channel.EMAIL) if address else (Channel.DESK,):
        name = notice_id(case, event, mark, channel, account)
        if name not in known:
            outbox.add(dossier.tx, Waiting(name, case, event, 0, channel, account), now)


def responsible(dossier: Dossier, *, but: str = "") -> str:
    """
    Return who has to handle a case now: its official where they serve the department that decides, else its head.

    Args:
        but: Not this account: who accepted knows, and need not decide.
    """
    handling, tx = dossier.handling, dossier.tx
    official = dossier.row.official
    found = get_account(tx, official) if official and official != but else None
    if found and handling.department in found.departments and covers(found.division, handling.deciding):
        return found.id
    return head_of(tx, handling.deciding, handling.department, but=but)
