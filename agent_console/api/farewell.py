"""What the resident takes along from the screen: the way to the progress page, as a code for the phone."""

import io

import segno
from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.routing import Endpoint, acting, get
from agent_console.console import Console
from agent_console.services.dossier import load_for
from signaling.core.refusal import Refused
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Role

_ENDS = (Role.OFFICIAL, Role.WINDOW)


async def get_progress_code(console: Console, request: Request) -> Response:
    """
    Return the QR code of an accepted case's progress page.

    Raises:
        Refused: not-found, also before the acceptance.
    """
    actor = await acting(console, request, *_ENDS)
    case = CaseId(request.path_params["case"])
    token = await console.store.read(lambda tx: load_for(tx, actor, case).case.token)
    if token is None:
        raise Refused(Code.NOT_FOUND)
    drawn = io.BytesIO()
    code = segno.make(f"{console.public_url}/progress/{token}", error="m", micro=False)
    code.save(drawn, kind="svg", border=4, xmldecl=False, light="#fff")
    return Response(drawn.getvalue(), headers={"Cache-Control": "private, no-cache"}, media_type="image/svg+xml")


ENDPOINTS: tuple[Endpoint, ...] = (
    get("/api/cases/{case}/progress.svg", get_progress_code, roles=_ENDS, query=("page",), sends="image/svg+xml"),
)
