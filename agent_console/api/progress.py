"""What a notice's QR code leads to; nothing personal."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.routing import answer
from agent_console.api.schemas import Progress
from agent_console.console import Console
from agent_console.core.clock import local_day
from agent_console.services.dossier import load
from agent_console.store import cases
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code


async def get_progress(console: Console, request: Request) -> Response:
    """Tell how an accepted case stands, to whoever holds its notice."""
    return answer(await console.store.read(partial(_progress, token=request.path_params["token"])))


def _progress(tx: Transaction, token: str) -> Progress:
    case = cases.by_token(tx, token)
    if case is None:
        raise Refused(Code.NOT_FOUND)
    dossier = load(tx, case)
    state = dossier.case
    assert state.number is not None
    assert state.accepted_at is not None
    return Progress(
        number=state.number,
        item_name=dossier.item.name,
        department_name=dossier.item.department_name,
        accepted_at=state.accepted_at,
        due_on=(dossier.due_on or local_day(state.accepted_at)).isoformat(),
    )
