"""The commands that sign: by hand on the screen, in ink on the printed form, or by certificate; one kind per item."""

from agent_console.api.schemas import Sign, SignByCertificate, SignOnPaper
from agent_console.core import acts
from agent_console.services.dossier import Dossier
from agent_console.services.request import Request
from signaling.core.refusal import Refused
from signaling.protocol.case_views import PageState
from signaling.protocol.codes import Code
from signaling.protocol.names import Sha256

Command = Sign | SignOnPaper | SignByCertificate


def check_recorded(dossier: Dossier, summary_hash: Sha256) -> None:
    """
    Refuse what would bind the resident to something else, or without the film of it.

    Raises:
        Refused: not-recorded, hash-mismatch.
    """
    if not dossier.case.recorded:
        raise Refused(Code.NOT_RECORDED)
    if summary_hash != dossier.case.summary_hash:
        raise Refused(Code.HASH_MISMATCH)


def decide(dossier: Dossier, command: Command, request: Request) -> acts.Signed:
    """
    Return the act of signing; that it is this item's kind was checked before.

    Raises:
        Refused: not-recorded, hash-mismatch, page-unknown, page-unreadable.
    """
    check_recorded(dossier, command.summary_hash)
    match command:
        case Sign():
            assert request.signature is not None
            return acts.Signed(command.summary_hash, request.signature)
        case SignOnPaper():
            return acts.Signed(command.summary_hash, _signed_page(dossier, command.page), "wet")
        case SignByCertificate():
            assert request.signature is not None
            return acts.Signed(command.summary_hash, request.signature, "certificate", request.signer)


def _signed_page(dossier: Dossier, wanted: Sha256) -> Sha256:
    page = dossier.case.page(wanted)
    if page is None:
        raise Refused(Code.PAGE_UNKNOWN)
    # A page that serves a material was there before the form was printed.
    if page.flat is None or page.state is not PageState.READ:
        raise Refused(Code.PAGE_UNREADABLE, state=page.state.value)
    return page.flat
