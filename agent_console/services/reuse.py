"""Reuse of what was verified before: whose it is, whether it still holds, and its pages."""

from msgspec.structs import replace

from agent_console.api.schemas import ReuseMaterial
from agent_console.core.catalogue import Material
from agent_console.core.clock import local_day
from agent_console.core.page import Page
from agent_console.core.reuse import check_reuse, expiry, holder_key, serves
from agent_console.services.dossier import Dossier, load
from agent_console.services.holders import holder_of
from agent_console.services.request import Request
from agent_console.store import materials
from signaling.core.refusal import Refused
from signaling.protocol.codes import Code


def reused(dossier: Dossier, material: Material, command: ReuseMaterial, request: Request) -> tuple[Page, ...]:
    """
    Return the pages that served such a material in an accepted case of the same holder, as pages of this one.

    Raises:
        Refused: not-reusable, reuse-not-agreed, reuse-unknown, material-expired; page-unknown, where the earlier case
            has them no longer.
    """
    key = holder_key(request.holder_key, holder_of(dossier))
    found = (each for each in materials.verified_of(dossier.tx, key) if each.case_id == command.source)
    verified = next((each for each in found if serves(each, material)), None)
    if verified is not None:
        ends = expiry(material, verified.verified_at, verified.expires_on)
        verified = replace(verified, expires_on=ends)
    check_reuse(material, verified, dossier.case.reuse_agreed, local_day(request.at))
    assert verified is not None
    source = load(dossier.tx, command.source).case
    pages = tuple(
        replace(page, material=material.code, reason=None)
        for name in verified.pages
        if (page := source.page(name)) is not None and dossier.case.page(name) is None
    )
    if not pages:
        raise Refused(Code.PAGE_UNKNOWN)
    return pages
