"""Hand-over of originals with slips that both ends acknowledge, and results handed out."""

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from agent_console.api.schemas import Deliver, HandOver, Receive, SettleOriginal
from agent_console.core.custody import Page
from agent_console.services.commands import Request, carry_out
from agent_console.services.dossier import Dossier, load_for
from agent_console.store import custody
from agent_console.store.custody import ResultReceipt, Slip
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.case_views import Original
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId
from signaling.store import ledger


def settle(
    tx: Transaction, actor: Actor, case: CaseId, material: str, where: Original, key: str, now: datetime
) -> None:
    """Record that an original was returned or kept. Raises as `carry_out` does."""
    carry_out(tx, Request(actor, case, SettleOriginal(0, material, where), key, now))


def make_slip(tx: Transaction, actor: Actor, case: CaseId, materials: Sequence[str], now: datetime) -> Slip:
    """
    Write a numbered slip for originals that go to the department that decides.

    Raises:
        Refused: not-found, material-unknown, slip-invalid, where a material is on another slip that is still open.
    """
    dossier = load_for(tx, actor, case)
    known = {material.code for material in dossier.item.materials}
    under_way = {code for slip in custody.of_case(tx, case) if slip.received_at is None for code in slip.materials()}
    for material in materials:
        if material not in known:
            raise Refused(Code.MATERIAL_UNKNOWN)
        if material in under_way:
            raise Refused(Code.SLIP_INVALID, problem=material)
    division, department = _receiver(dossier)
    slip = Slip(
        number=custody.next_number(tx, actor.division, now),
        case_id=case,
        case_number=dossier.case.number,
        hall=actor.hall,
        origin=actor.division,
        department=department,
        division=division,
        pages=_pages(dossier, materials),
        sender=actor.id,
        sender_name=actor.name,
        made_at=now,
    )
    custody.add_slip(tx, slip)
    _enter(tx, actor, "slip-made", slip.number, now, case=case, materials=len(materials))
    return slip


def hand_over(tx: Transaction, actor: Actor, number: str, now: datetime) -> Slip:
    """
    Acknowledge, as the sender, that the originals on a slip have left. Repeated, it changes nothing.

    Raises:
        Refused: not-found, or what `carry_out` refuses.
    """
    slip = _slip(tx, actor, number)
    if slip.handed_at is not None:
        return slip
    carry_out(tx, Request(actor, slip.case_id, HandOver(0, slip.materials(), number), f"slip-{number}", now))
    for material in slip.materials():
        key = f"slip-{number}-{material}"
        carry_out(tx, Request(actor, slip.case_id, SettleOriginal(0, material, "sent"), key, now))
    handed = replace(slip, handed_at=now)
    custody.put_slip(tx, handed)
    _enter(tx, actor, "slip-handed-over", number, now)
    return handed


def receive(tx: Transaction, actor: Actor, number: str, difference: str, now: datetime) -> Slip:
    """
    Acknowledge, as the receiver, what came with a slip; `difference` says what did not, or was otherwise.

    Raises:
        Refused: not-found; slip-invalid, where it was not handed over, or the receiver is the sender; or what
            `carry_out` refuses.
    """
    slip = _slip(tx, actor, number)
    if slip.received_at is not None:
        return slip
    if slip.handed_at is None or slip.sender == actor.id:
        raise Refused(Code.SLIP_INVALID, problem="hand-over")
    carry_out(tx, Request(actor, slip.case_id, Receive(0, number), f"received-{number}", now))
    received = replace(slip, receiver=actor.id, receiver_name=actor.name, received_at=now, difference=difference)
    custody.put_slip(tx, received)
    _enter(tx, actor, "slip-received", number, now, differs=bool(difference))
    return received


def hand_out(tx: Transaction, actor: Actor, case: CaseId, *, bag: str, signed: str, now: datetime) -> None:
    """
    Put a result into its resident's hands, whose identity was checked, and close the case. Idempotent.

    Raises:
        Refused: not-found; bag-differs, where the bag is not the one that was sent; or what `carry_out` refuses.
    """
    if custody.receipt(tx, case) is not None:
        return
    dossier = load_for(tx, actor, case)
    if dossier.case.tracking is not None and dossier.case.tracking != bag:
        raise Refused(Code.BAG_DIFFERS)
    carry_out(tx, Request(actor, case, Deliver(dossier.case.version, "window"), f"hand-out-{case}", now))
    custody.add_receipt(tx, ResultReceipt(case, actor.id, actor.hall, signed, bag, now))
    _enter(tx, actor, "result-handed-out", case, now, signed=signed)


def _slip(tx: Transaction, actor: Actor, number: str) -> Slip:
    found = custody.get_slip(tx, number)
    if found is None:
        raise Refused(Code.NOT_FOUND)
    load_for(tx, actor, found.case_id)
    return found


def _receiver(dossier: Dossier) -> tuple[str, str]:
    return dossier.handling.deciding, dossier.handling.department


def _pages(dossier: Dossier, materials: Sequence[str]) -> tuple[Page, ...]:
    return tuple(Page(material, dossier.case.accepted_pages(material)) for material in materials)


def _enter(
    tx: Transaction, actor: Actor, action: str, subject: str, now: datetime, **details: str | int | bool
) -> None:
    ledger.record(tx, (), ledger.Entry(actor.id, actor.role, action, subject, now, dict(details)))
