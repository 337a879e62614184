"""Reuse of what was verified before: whose it is, whether it still holds, and its pages."""

from datetime import timedelta

from sqlalchemy import select

from agent_console.api.schemas import ReuseMaterial
from agent_console.core.catalogue import Material
from agent_console.core.page import Page
from agent_console.services.dossier import Dossier, load
from agent_console.services.request import Request
from signaling.core.refusal import Refused
from signaling.protocol.codes import Code
from signaling.protocol.views import PageState
from signaling.store.tables import tickets


def reused(dossier: Dossier, material: Material, command: ReuseMaterial, request: Request) -> tuple[Page, ...]:
    """
    Return the pages that served a material of this code in an accepted case of the same resident.

    Raises:
        Refused: not-reusable: the material is none, the case is another's, or what was verified is too old.
    """
    source = load(dossier.tx, command.source)
    since = source.case.accepted_at
    pages = tuple(
        page for page in source.case.pages if page.state is PageState.ACCEPTED and page.material == material.code
    )
    too_old = since is None or (material.valid_days and request.at - since > timedelta(days=material.valid_days))
    if not material.reusable or too_old or not pages or _resident(dossier) != _resident(source):
        raise Refused(Code.NOT_REUSABLE)
    return pages


def _resident(dossier: Dossier) -> str:
    return str(dossier.tx.execute(select(tickets.c.id_number).where(tickets.c.id == dossier.row.ticket)).scalar_one())
