"""Pages of paper: uploading one by its hash, and looking at it."""

import re

from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.cases import READERS, stored
from agent_console.api.routing import acting, answer, read_capped
from agent_console.console import Console
from agent_console.core.page import Page
from agent_console.services.dossier import load_for
from agent_console.services.paper import Upload, receive
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Role, Sha256

MAX_PAGE_BYTES = 20 * 1024 * 1024
_HASH = re.compile(r"[0-9a-f]{64}")


async def put_page(console: Console, request: Request) -> Response:
    """Keep a page's original bytes under their hash; the receipt is said once they are safe."""
    actor = await acting(console, request, Role.WINDOW)
    if console.uploads.locked():
        raise Refused(Code.BUSY)
    async with console.uploads:
        content = await read_capped(request, MAX_PAGE_BYTES, Code.IMAGE_TOO_LARGE)
        case, still = CaseId(request.path_params["case"]), request.query_params.get("still")
        receipt, new = await receive(console, Upload(actor, case, _hash(request), content, still))
    return answer(receipt, 201 if new else 200)


async def get_original(console: Console, request: Request) -> Response:
    """Return a page as the camera took it."""
    page = await _page(console, request)
    return await stored(console, page.hash, page.content_type)


async def get_flat(console: Console, request: Request) -> Response:
    """Return a page as seen from straight above, as JPEG."""
    return await stored(console, (await _page(console, request)).flat, "image/jpeg")


async def _page(console: Console, request: Request) -> Page:
    actor = await acting(console, request, *READERS)
    case, name = CaseId(request.path_params["case"]), _hash(request)

    def find(tx: Transaction) -> Page:
        found = load_for(tx, actor, case).case.page(name)
        if found is None:
            raise Refused(Code.PAGE_UNKNOWN)
        return found

    return await console.store.read(find)


def _hash(request: Request) -> Sha256:
    name: str = request.path_params["sha256"]
    if not _HASH.fullmatch(name):
        raise Refused(Code.PAGE_UNKNOWN)
    return Sha256(name)
