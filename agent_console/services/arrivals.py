"""Pages that no scanner of ours took, and where each came from."""

from datetime import datetime

import msgspec

from agent_console.core.acts import PageReceived
from agent_console.services.dossier import Dossier
from agent_console.services.paper import MAX_PAGES
from agent_console.store import materials
from agent_console.store.materials import Fetched
from media.scan.header import Header
from signaling.core.refusal import Refused
from signaling.protocol.codes import Code
from signaling.protocol.names import Role
from signaling.store import ledger


class Arrival(msgspec.Struct, frozen=True):
    """A page whose bytes are stored, and what is known of it."""

    origin: Fetched
    role: Role
    size: int  # Bytes.
    header: Header


def add_page(dossier: Dossier, arrival: Arrival, action: str, at: datetime) -> bool:
    """
    Attach a page to a case as if it had been scanned, with its origin in the audit; tell whether it is new there.

    Raises:
        Refused: not-allowed, where the case has as many pages as it may have.
    """
    origin = arrival.origin
    if dossier.case.page(origin.page) is not None:
        return False
    if len(dossier.case.pages) >= MAX_PAGES:
        raise Refused(Code.NOT_ALLOWED, pages=MAX_PAGES)
    act = PageReceived(
        page=origin.page,
        size=arrival.size,
        width=arrival.header.width,
        height=arrival.header.height,
        content_type=f"image/{arrival.header.kind.value}",
        still=None,
        meant_for=origin.material,
    )
    dossier.add(act, "page-received", actor=origin.actor, role=arrival.role, at=at)
    materials.add_fetched(dossier.tx, origin)
    details: dict[str, str | int | float | bool | None] = {
        "system": origin.system,
        "material": origin.material,
        "page": origin.page,
    }
    ledger.record(dossier.tx, (), ledger.Entry(origin.actor, arrival.role, action, origin.case_id, at, details))
    return True
