"""Custody of materials as it stands: where each original of a case is, and what prevents its closing."""

from agent_console.core.custody import Held, OpenItem, Sent
from agent_console.core.custody import open_items as open_of
from agent_console.services.dossier import Dossier
from agent_console.store import custody
from signaling.core.refusal import Refused
from signaling.protocol.codes import Code


def open_items(dossier: Dossier) -> tuple[OpenItem, ...]:
    """Return the originals of a case that are not accounted for; while there are any, it cannot be closed."""
    case = dossier.case
    held = [
        Held(
            material.code,
            seen=material.code in case.originals_seen,
            stays=material.stays,
            pages=bool(case.accepted_pages(material.code)),
        )
        for material in dossier.item.materials
    ]
    sent = [
        Sent(slip.number, slip.materials(), slip.handed_at is not None, slip.received_at is not None)
        for slip in custody.of_case(dossier.tx, dossier.row.id)
    ]
    return open_of(held, case.originals, sent)


def check_settled(dossier: Dossier) -> None:
    """
    Refuse to close a case while an original is unaccounted for.

    Raises:
        Refused: originals-open, with the first material and how many there are.
    """
    left = open_items(dossier)
    if left:
        raise Refused(Code.ORIGINALS_OPEN, material=left[0].material, count=len(left))
