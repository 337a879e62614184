"""Electronic transfers: what was scanned goes to whoever decides at the moment of acceptance, and that is on record."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from agent_console.core.custody import Page
from agent_console.services.dossier import Dossier
from agent_console.store import custody
from agent_console.store.custody import Transfer

SYSTEM = "system"  # Nobody presses a button for it.


def transfer(dossier: Dossier, pages: Sequence[Page], at: datetime) -> None:
    """Record that scanned pages went to the deciding department; of none, nothing is recorded."""
    if pages:
        deciding, department = dossier.handling.deciding, dossier.handling.department
        made = Transfer(secrets.token_urlsafe(12), dossier.row.id, tuple(pages), deciding, department, SYSTEM, at)
        custody.add_transfer(dossier.tx, made)


def transfer_all(dossier: Dossier, at: datetime) -> None:
    """Record that everything scanned went to the deciding department."""
    found = ((material.code, dossier.case.accepted_pages(material.code)) for material in dossier.item.materials)
    transfer(dossier, [Page(code, pages) for code, pages in found if pages], at)
