"""
What was let in without a paper (容缺受理) or asked for by a correction: it comes later, from the resident's phone too.

What does not come in time ends the case: that is the clock's (agent_console.services.clockwork). What the phone sends
is a page of the case; a clerk or an official looks at it, and says that the material is supplied. For a field of the
form it is a page on which the resident wrote the answer and signed; the official takes the answer off it.
"""

import asyncio
from functools import partial

import msgspec

from agent_console.console import Console
from agent_console.core.checklist import checklist
from agent_console.core.form import is_one_line, properties
from agent_console.core.permit import UNDER_REVIEW
from agent_console.services import paper
from agent_console.services.arrivals import Arrival, add_page
from agent_console.services.dossier import Dossier, load, load_to_change
from agent_console.services.materials import index_accepted
from agent_console.store import documents, materials
from agent_console.store.materials import COUNTER, PHONE, Fetched
from media.blobs import HashMismatch
from media.scan.header import Header, ImageInvalid, ImageTooLarge, read_header
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseState
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Role, Sha256
from signaling.protocol.views import Text

RESIDENT = "resident"  # The actor of what is done with the notice's link in hand.
MAX_SENT = 20  # Pages from phones, of one case: the link is all that stands before them.
POLL_SECONDS = 10.0


class Want(msgspec.Struct, frozen=True):
    """What a case waits for: a material, or a field of the form, whose answer is written on a page and signed."""

    code: str
    name: Text
    due_on: str  # ISO date: the last day.
    is_field: bool


class Awaited(msgspec.Struct, frozen=True):
    """What a case waits for, and how many pages came for it after the session."""

    want: Want
    sent: int


class Sending(msgspec.Struct, frozen=True):
    """A page on its way in from a phone."""

    token: str
    material: str
    page: Sha256
    content: bytes


async def keep_materials(console: Console) -> None:
    """Index what was verified, for as long as the server runs."""
    while True:
        await index_accepted(console)
        await asyncio.sleep(POLL_SECONDS)


def awaited(tx: Transaction, token: str) -> tuple[Awaited, ...]:
    """
    Return what a case waits for, to whoever holds its notice.

    Raises:
        Refused: not-found.
    """
    dossier = _by_token(tx, token)
    fetched = materials.fetched_of(tx, dossier.row.id)
    return tuple(
        Awaited(want, sum(page.system in (PHONE, COUNTER) and page.material == want.code for page in fetched))
        for want in awaited_by(dossier)
    )


def awaited_by(dossier: Dossier) -> tuple[Want, ...]:
    """
    Return what a case waits for: materials in the checklist's order, then fields in the form's.

    A field that takes more than one line is not among them: it is put right with the resident, in a session.
    """
    due, item = _due(dossier), dossier.item
    listed = [(material.code, material.name) for material in checklist(item, dossier.case.values)]
    asked = [(name, item.labels[name]) for name, schema in properties(item.form).items() if is_one_line(schema)]
    wanted = [(code, name, False) for code, name in listed] + [(code, name, True) for code, name in asked]
    return tuple(Want(code, name, due[code], is_field) for code, name, is_field in wanted if code in due)


async def send(console: Console, sending: Sending) -> None:
    """
    Attach a page that a resident's phone sent for a material that is awaited. Sent twice, it is there once.

    Raises:
        Refused: not-found, material-unknown, not-allowed, image-invalid, image-too-large, hash-mismatch.
    """
    await console.store.read(partial(_check_awaited, sending=sending))
    header = await asyncio.to_thread(header_of_sent, sending.content)
    try:
        await console.blobs.put(sending.page, sending.content)
    except HashMismatch as error:
        raise Refused(Code.HASH_MISMATCH) from error
    case, new = await console.store.write(partial(_attach, sending=sending, header=header, console=console))
    if new:
        console.chores.start(paper.read(console, case, sending.page), f"read page of {case}")


def header_of_sent(content: bytes) -> Header:
    """Return what a picture's header tells. Raises Refused: image-too-large, image-invalid."""
    try:
        return read_header(content)
    except ImageTooLarge as error:
        raise Refused(Code.IMAGE_TOO_LARGE) from error
    except ImageInvalid as error:
        raise Refused(Code.IMAGE_INVALID) from error


def _attach(tx: Transaction, sending: Sending, header: Header, console: Console) -> tuple[CaseId, bool]:
    case = _check_awaited(tx, sending)
    dossier = load_to_change(tx, case)
    now = console.clock.now()
    origin = Fetched(case, sending.page, sending.material, PHONE, "", None, None, RESIDENT, now)
    arrival = Arrival(origin, Role.WINDOW, len(sending.content), header)
    return case, add_page(dossier, arrival, "material-sent", now)


def _check_awaited(tx: Transaction, sending: Sending) -> CaseId:
    dossier = _by_token(tx, sending.token)
    if sending.material not in {want.code for want in awaited_by(dossier)}:
        raise Refused(Code.MATERIAL_UNKNOWN)
    if sum(page.system == PHONE for page in materials.fetched_of(tx, dossier.row.id)) >= MAX_SENT:
        raise Refused(Code.NOT_ALLOWED, pages=MAX_SENT)
    return dossier.row.id


def _by_token(tx: Transaction, token: str) -> Dossier:
    case = documents.case_by_link(tx, token)
    if case is None:
        raise Refused(Code.NOT_FOUND)
    return load(tx, case)


def _due(dossier: Dossier) -> dict[str, str]:
    case = dossier.case
    if case.state is CaseState.CORRECTING and case.correction is not None:
        return {line.code: case.correction.due.isoformat() for line in case.correction.missing}
    if case.state in UNDER_REVIEW:
        return {material: due.isoformat() for material, due in case.supplies.items()}
    return {}
