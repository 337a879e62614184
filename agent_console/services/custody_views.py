"""Custody as its readers see it: a case's originals, slips and transfers, and results that are ready."""

from sqlalchemy import or_, select

from agent_console.api.bodies.custody import (
    CustodyView,
    OriginalView,
    ReadyResult,
    SlipMaterial,
    SlipView,
    TransferView,
    Unsettled,
)
from agent_console.services.custody import open_items
from agent_console.services.dossier import Dossier, load, load_for
from agent_console.services.office_names import hall_name, office_name
from agent_console.store import custody
from agent_console.store.custody import Slip
from agent_console.store.tables import cases
from signaling.core.access import Actor
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseState
from signaling.protocol.names import CaseId
from signaling.store.tables import tickets

MOST = 100
SHORTEST_END = 4  # Fewer digits of a phone or an ID number would find strangers.


def custody_view(tx: Transaction, actor: Actor, case: CaseId) -> CustodyView:
    """Return where everything of a case is. Raises not-found."""
    dossier = load_for(tx, actor, case)
    slips = custody.of_case(tx, case)
    on_slip = {code: slip.number for slip in reversed(slips) for code in slip.materials()}
    state = dossier.case
    return CustodyView(
        case=case,
        case_number=state.number,
        item_name=dossier.item.name,
        originals=tuple(
            OriginalView(
                material=material.code,
                name=material.name,
                stays=material.stays,
                seen=material.code in state.originals_seen,
                pages=state.accepted_pages(material.code),
                where=state.originals.get(material.code),
                slip=on_slip.get(material.code),
            )
            for material in dossier.item.materials
        ),
        slips=tuple(_slip(dossier, actor, slip) for slip in slips),
        transfers=tuple(
            TransferView(
                tuple(page.material for page in one.materials), office_name(tx, one.division, one.department), one.at
            )
            for one in custody.transfers(tx, case)
        ),
        open=open_items(dossier),
    )


def slip_view(tx: Transaction, actor: Actor, slip: Slip) -> SlipView:
    """Return a slip as one of its ends sees it."""
    return _slip(load(tx, slip.case_id), actor, slip)


def unsettled(tx: Transaction, actor: Actor) -> list[Unsettled]:
    """Return the latest cases of the clerk's hall of which an original is not accounted for, the latest first."""
    latest = (
        select(cases.c.id, cases.c.resident)
        .join(tickets, tickets.c.id == cases.c.ticket)
        .where(tickets.c.hall == actor.hall)
        .order_by(cases.c.stage_since.desc(), cases.c.id)
        .limit(MOST)
    )
    found = []
    for row in tx.execute(latest).all():
        dossier = load(tx, CaseId(row.id))
        if left := open_items(dossier):
            case = dossier.case
            found.append(Unsettled(dossier.row.id, case.number, dossier.item.name, row.resident, left))
    return found


def ready_results(tx: Transaction, actor: Actor, search: str) -> list[ReadyResult]:
    """
    Return the results that wait in the clerk's hall, oldest first.

    Args:
        search: Part of the case's number, the last four digits of the phone, or the end of the ID number; empty: all.
    """
    mine = or_(cases.c.collect_at == actor.hall, cases.c.collect_at.is_(None) & (tickets.c.hall == actor.hall))
    chosen = (
        select(cases.c.id, cases.c.resident, tickets.c.phone)
        .join(tickets, tickets.c.id == cases.c.ticket)
        .where(mine, cases.c.state == CaseState.ISSUED)
        .order_by(cases.c.stage_since, cases.c.id)
        .limit(MOST)
    )
    if search:
        named = cases.c.number.contains(search, autoescape=True)
        if len(search) >= SHORTEST_END:
            ends = tickets.c.phone.endswith(search, autoescape=True) | cases.c.resident.endswith(
                search, autoescape=True
            )
            named |= ends
        chosen = chosen.where(named)
    found = []
    for row in tx.execute(chosen).all():
        dossier = load(tx, CaseId(row.id))
        if dossier.case.delivery == "parcel" or dossier.case.result is None:
            continue
        found.append(
            ReadyResult(
                case=dossier.row.id,
                case_number=dossier.case.number or "",
                item_name=dossier.item.name,
                resident=row.resident,
                phone=row.phone[-4:],
                result=dossier.case.result.number,
                bag=dossier.case.tracking,
                open=open_items(dossier),
            )
        )
    return found


def _slip(dossier: Dossier, actor: Actor, slip: Slip) -> SlipView:
    names = {material.code: material.name for material in dossier.item.materials}
    return SlipView(
        number=slip.number,
        case=slip.case_id,
        case_number=slip.case_number or dossier.case.number,
        item_name=dossier.item.name,
        sender_office=hall_name(dossier.tx, slip.hall) or office_name(dossier.tx, slip.origin, ""),
        receiver_office=office_name(dossier.tx, slip.division, slip.department),
        materials=tuple(SlipMaterial(page.material, names[page.material], len(page.pages)) for page in slip.pages),
        sender_name=slip.sender_name,
        made_at=slip.made_at,
        handed_at=slip.handed_at,
        receiver_name=slip.receiver_name,
        received_at=slip.received_at,
        difference=slip.difference,
        mine=slip.sender == actor.id,
    )
