"""How a result comes to the resident: chosen in the session, sent in a bag or a parcel, followed to the door."""

import asyncio
from datetime import datetime
from functools import partial

from msgspec.structs import replace
from sqlalchemy import select

from agent_console.api.schemas import DispatchResult
from agent_console.console import Console
from agent_console.core import acts
from agent_console.core.dispatch import ENDED, Accounted, Address, Chosen, ParcelState, address_fault
from agent_console.receipts.label import Label, label_paper
from agent_console.receipts.paper import FontMissing, text
from agent_console.receipts.seal import make_pdf
from agent_console.services import custody
from agent_console.services.application import by_system
from agent_console.services.carrier import Carrier, Shipment
from agent_console.services.commands import Request, carry_out
from agent_console.services.dossier import Dossier, load, load_for, load_to_change
from agent_console.services.drafting import Drafting
from agent_console.store import documents, parcels, places
from agent_console.store.parcels import Parcel
from agent_console.store.tables import divisions
from media.workers import WorkerFailed
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.log import get
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseState
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId
from signaling.protocol.views import Text
from signaling.store import ledger
from signaling.store.counters import next_value

RENDER_SECONDS = 30.0
TRACK_SECONDS = 30.0
BAG = text("出件袋", "Result Bag")
PARCEL = text("快递面单", "Parcel Label")

log = get("dispatch")


def choose(tx: Transaction, actor: Actor, case: CaseId, said: Chosen, now: datetime) -> Parcel:
    """
    Remember how the resident wants the result; said again, the last word counts.

    Raises:
        Refused: not-found; delivery-fixed, once it is on its way or this item offers no such way; address-invalid
            with the field; office-unknown.
    """
    dossier = load_for(tx, actor, case)
    before = parcels.get(tx, case)
    sent = before is not None and before.state is not ParcelState.CHOSEN
    if sent or said.way not in dossier.item.delivery or dossier.case.state is CaseState.CLOSED:
        raise Refused(Code.DELIVERY_FIXED, way=said.way)
    to, office = (said.to, None) if said.way == "parcel" else (None, said.office)
    if said.way == "parcel":
        fault = "address" if to is None else address_fault(to, _known_divisions(tx))
        if fault is not None:
            raise Refused(Code.ADDRESS_INVALID, field=fault)
    elif office is None or places.get(tx, office) is None:
        raise Refused(Code.OFFICE_UNKNOWN)
    parcel = Parcel(
        case_id=case,
        way=said.way,
        number=None,
        office=office,
        recipient=to.recipient if to else None,
        phone=to.phone if to else None,
        division=to.division if to else None,
        address=to.address if to else None,
        label=None,
        state=ParcelState.CHOSEN,
        steps=(),
        originals=(),
        chosen_at=now,
        changed_at=now,
    )
    parcels.put(tx, parcel)
    _enter(tx, actor, "choose-delivery", case, now, {"way": said.way})
    return parcel


def chosen(tx: Transaction, dossier: Dossier) -> Parcel | None:
    """Return how a result travels: as said for the case itself, else for the application that it is a part of."""
    own = parcels.get(tx, dossier.row.id)
    if own is not None or dossier.row.parent is None:
        return own
    whole = parcels.get(tx, dossier.row.parent)
    if whole is None or whole.way not in dossier.item.delivery:
        return None
    unsent = {"number": None, "label": None, "state": ParcelState.CHOSEN, "steps": (), "originals": ()}
    return replace(whole, case_id=dossier.row.id, **unsent)


def accounted(dossier: Dossier) -> tuple[Accounted, ...]:
    """Return every original that left the resident's hands in this case, and what became of it."""
    case = dossier.case
    return tuple(
        Accounted(material.code, material.name, case.originals.get(material.code, ""))
        for material in dossier.item.materials
        if material.code in case.originals or (material.stays and case.accepted_pages(material.code))
    )


async def send(console: Console, carrier: Carrier, actor: Actor, case: CaseId, key: str) -> Parcel:
    """
    Put the result into its bag or parcel, label it, and tell; repeated, it gets the first number.

    Raises:
        Refused: not-found; delivery-unchosen; originals-open with how many; not-allowed; busy.
    """
    parcel, dossier, label = await console.store.write(
        partial(_prepare, actor=actor, case=case, now=console.clock.now())
    )
    if parcel.number is not None:
        return parcel
    shipment = None
    number = label.number
    if parcel.way == "parcel":
        shipment = Shipment(int(label.number), label.case_number, _to(parcel))
        number = await carrier.announce(shipment)
        label = replace(label, number=number)
    try:
        pdf = await console.workers.run(
            make_pdf, label_paper(label), None, timeout_seconds=RENDER_SECONDS, raises=(FontMissing,)
        )
    except (WorkerFailed, FontMissing) as error:
        log.warning("label_failed", problem=str(error))
        raise Refused(Code.BUSY) from error
    stored = await console.blobs.add(pdf)
    if shipment is not None:
        await carrier.hand_in(number, shipment, pdf)
    done = replace(parcel, number=number, label=stored, state=ParcelState.HANDED_IN, originals=accounted(dossier))
    return await console.store.write(partial(_sent, parcel=done, actor=actor, key=key, now=console.clock.now()))


def _prepare(tx: Transaction, actor: Actor, case: CaseId, now: datetime) -> tuple[Parcel, Dossier, Label]:
    dossier = load_for(tx, actor, case)
    parcel = chosen(tx, dossier)
    if parcel is None:
        raise Refused(Code.DELIVERY_UNCHOSEN)
    if parcel.number is None:
        if dossier.case.state is not CaseState.ISSUED:
            raise Refused(Code.NOT_ALLOWED)
        custody.check_settled(dossier)
    desk = Drafting(dossier, "")
    case_number = dossier.case.number or ""
    if parcel.number is not None:
        return parcel, dossier, Label(PARCEL, parcel.number, case_number, desk.authority(), (), now)
    if parcel.way == "parcel":
        to = (parcel.recipient or "", parcel.phone or "", f"{_division(tx, parcel.division)}{parcel.address}")
        return parcel, dossier, Label(PARCEL, str(next_value(tx, "parcel")), case_number, desk.authority(), to, now)
    bag = f"BAG-{next_value(tx, 'bag'):08d}"
    office = places.get(tx, parcel.office or "")
    contents = tuple((one.name, one.fate) for one in accounted(dossier))
    where = (office.name.zh, office.name.en) if office else (parcel.office or "",)
    return parcel, dossier, Label(BAG, bag, case_number, desk.authority(), where, now, contents)


def _sent(tx: Transaction, parcel: Parcel, actor: Actor, key: str, now: datetime) -> Parcel:
    before = parcels.get(tx, parcel.case_id)
    if before is not None and before.number is not None:
        return before
    parcels.put(tx, replace(parcel, changed_at=now))
    command = DispatchResult(load(tx, parcel.case_id).case.version, parcel.way, parcel.number or "")
    carry_out(tx, Request(actor, parcel.case_id, command, key, now))
    for document in documents.of_case(tx, parcel.case_id):
        if document.kind in ("licence", "payment"):
            documents.note(tx, parcel.case_id, document.sha256, sent=now)
    return parcel


async def track_all(console: Console, carrier: Carrier) -> None:
    """Ask the carrier about every parcel that is underway."""
    for parcel in await console.store.read(parcels.underway):
        steps = await carrier.track(parcel.number or "")
        if steps and steps != parcel.steps:
            await console.store.write(partial(_moved, parcel=replace(parcel, steps=steps), now=console.clock.now()))


def _moved(tx: Transaction, parcel: Parcel, now: datetime) -> None:
    state = parcel.steps[-1].state
    parcels.move(tx, parcel.case_id, state, parcel.steps, now)
    dossier = load_to_change(tx, parcel.case_id)
    if state is ParcelState.DELIVERED and dossier.case.state is CaseState.ISSUED:
        by_system(dossier, acts.Delivered("parcel"), now)
    elif state in ENDED:
        log.warning("parcel_returned", number=parcel.number)


async def keep_tracking(console: Console, carrier: Carrier) -> None:
    """Track again and again until cancelled."""
    while True:
        await track_all(console, carrier)
        await asyncio.sleep(TRACK_SECONDS)


def _to(parcel: Parcel) -> Address:
    return Address(parcel.recipient or "", parcel.phone or "", parcel.division or "", parcel.address or "")


def _known_divisions(tx: Transaction) -> frozenset[str]:
    return frozenset(tx.execute(select(divisions.c.code).where(divisions.c.level == "county")).scalars())


def _division(tx: Transaction, code: str | None) -> str:
    found: Text | None = tx.execute(select(divisions.c.name).where(divisions.c.code == code)).scalar_one_or_none()
    return found.zh if found else ""


def _enter(tx: Transaction, actor: Actor, action: str, case: CaseId, at: datetime, details: dict[str, str]) -> None:
    entry = ledger.Entry(actor=actor.id, role=actor.role, action=action, subject=case, at=at, details=dict(details))
    ledger.record(tx, (), entry)
