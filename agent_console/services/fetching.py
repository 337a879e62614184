"""A licence fetched from the department that issued it, in the place of a scan."""

import asyncio
from functools import partial

import msgspec

from agent_console.connectors.port import ConnectorFailed, Fault, Licence, NotThere
from agent_console.console import Console
from agent_console.core.checklist import checklist
from agent_console.core.permit import may
from agent_console.services import paper
from agent_console.services.arrivals import Arrival, add_page
from agent_console.services.dossier import Dossier, check_session_runs, load_to_change
from agent_console.services.holders import holder_of
from agent_console.services.materials import check_may_look
from agent_console.services.systems import note_health
from agent_console.store.materials import Fetched
from media.scan.header import Header, ImageInvalid, ImageTooLarge, read_header
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseAction, CaseView
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Sha256

FETCH_SECONDS = 20.0


class Wanted(msgspec.Struct, frozen=True):
    """What is to be fetched, for whom."""

    actor: Actor
    case: CaseId
    material: str
    system: str
    holder: str


async def fetch(console: Console, actor: Actor, case: CaseId, material: str) -> CaseView:
    """
    Fetch a material from the system that the item names, and attach it as a page; the official judges it like a scan.

    Raises:
        Refused: not-found, not-allowed, session-ended, reuse-not-agreed, material-unknown, not-fetched, system-failing,
            licence-absent, image-invalid.
    """
    wanted = await console.store.read(partial(_wanted, actor=actor, case=case, material=material, console=console))
    licence = await _ask(console, wanted)
    try:
        header = await asyncio.to_thread(read_header, licence.content)
    except (ImageInvalid, ImageTooLarge) as error:
        raise await _fails(console, wanted.system, f"{wanted.system} sent no picture: {error}", Fault.BROKEN) from error
    page = await console.blobs.add(licence.content)
    seen, new = await console.store.write(
        partial(_attach, wanted=wanted, licence=licence, page=page, header=header, console=console)
    )
    if new:
        console.chores.start(paper.read(console, case, page), f"read page of {case}")
    return seen


def _wanted(tx: Transaction, actor: Actor, case: CaseId, material: str, console: Console) -> Wanted:
    dossier = check_may_look(tx, actor, case)
    check_session_runs(dossier)
    return Wanted(actor, case, material, _system(dossier, material, console), holder_of(dossier))


def _system(dossier: Dossier, code: str, console: Console) -> str:
    for material in checklist(dossier.item, dossier.case.values):
        if material.code == code:
            if material.connector is None or material.connector not in console.systems.links:
                raise Refused(Code.NOT_FETCHED)
            return material.connector
    raise Refused(Code.MATERIAL_UNKNOWN)


async def _ask(console: Console, wanted: Wanted) -> Licence:
    link = console.systems.links[wanted.system]
    try:
        async with asyncio.timeout(FETCH_SECONDS):
            licence = await link.fetch(wanted.material, wanted.holder)
    except NotThere as error:
        await console.store.write(partial(note_health, system=wanted.system, problem=None, now=console.clock.now()))
        raise Refused(Code.LICENCE_ABSENT, system=wanted.system) from error
    except ConnectorFailed as error:
        raise await _fails(console, wanted.system, str(error), error.fault) from error
    except TimeoutError as error:
        raise await _fails(console, wanted.system, "no answer in time", Fault.UNREACHABLE) from error
    await console.store.write(partial(note_health, system=wanted.system, problem=None, now=console.clock.now()))
    return licence


async def _fails(console: Console, system: str, problem: str, fault: Fault) -> Refused:
    now = console.clock.now()
    await console.store.write(partial(note_health, system=system, problem=problem, now=now, fault=fault))
    return Refused(Code.SYSTEM_FAILING, system=system)


def _attach(
    tx: Transaction, wanted: Wanted, licence: Licence, page: Sha256, header: Header, console: Console
) -> tuple[CaseView, bool]:
    dossier = load_to_change(tx, wanted.case)
    if not may(dossier.parties(wanted.actor), CaseAction.REUSE_MATERIAL, dossier.case.state):
        raise Refused(Code.NOT_ALLOWED)
    now = console.clock.now()
    origin = Fetched(
        case_id=wanted.case,
        page=page,
        material=wanted.material,
        system=wanted.system,
        number=licence.number[:100],
        issued_on=licence.issued_on,
        expires_on=licence.expires_on,
        actor=wanted.actor.id,
        at=now,
    )
    new = add_page(dossier, Arrival(origin, wanted.actor.role, len(licence.content), header), "material-fetched", now)
    return dossier.view(wanted.actor), new
