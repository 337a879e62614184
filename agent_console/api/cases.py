"""Cases: reading one, and doing what may be done to it."""

import asyncio
import re
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.routing import acting, answer
from agent_console.api.schemas import Accept, AnyCaseCommand, Sign
from agent_console.console import Console
from agent_console.core.signature import check_strokes, draw
from agent_console.services import commands
from agent_console.services.dossier import load_for
from agent_console.services.notices import issue_notice
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Role, Sha256
from signaling.protocol.views import CaseView

READERS = (Role.OFFICIAL, Role.WINDOW, Role.CLERK, Role.SUPERVISOR)
_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


async def get_case(console: Console, request: Request) -> Response:
    """Return a case to its window, its official or a supervisor of its region."""
    actor = await acting(console, request, *READERS)
    case = CaseId(request.path_params["case"])

    def seen(tx: Transaction) -> CaseView:
        return load_for(tx, actor, case).view(actor)

    return answer(await console.store.read(seen))


async def act_on_case(console: Console, request: Request, command: AnyCaseCommand) -> Response:
    """Do one thing to a case; repeated under the same Idempotency-Key, it gets the first outcome."""
    actor = await acting(console, request, Role.OFFICIAL, Role.WINDOW, Role.CLERK, Role.SUPERVISOR)
    case = CaseId(request.path_params["case"])
    key = request.headers.get("idempotency-key", "")
    if not _KEY.fullmatch(key):
        raise Refused(Code.BAD_REQUEST, problem="an Idempotency-Key of 8 to 64 letters, digits, - and _ is needed")
    signature = await _store_signature(console, actor, case, command) if isinstance(command, Sign) else None
    asked = commands.Request(actor, case, command, key, console.clock.now(), signature, console.holder_key)
    seen = await console.store.write(partial(commands.carry_out, request=asked))
    if isinstance(command, Accept) and seen.notice is None:
        console.chores.start(issue_notice(console, case), f"notice {case}")
    return answer(seen)


async def _store_signature(console: Console, actor: Actor, case: CaseId, command: Sign) -> Sha256:
    """Put the signature's picture on disk before anything says that it was given."""
    check_strokes(command.strokes)
    await console.store.read(lambda tx: load_for(tx, actor, case).row)
    picture = await asyncio.to_thread(draw, command.strokes, command.summary_hash)
    return await console.blobs.add(picture)


async def get_signature(console: Console, request: Request) -> Response:
    """Return the resident's signature as SVG."""
    actor = await acting(console, request, *READERS)
    case = CaseId(request.path_params["case"])
    return await stored(
        console, await console.store.read(lambda tx: load_for(tx, actor, case).case.signature), "image/svg+xml"
    )


async def get_notice(console: Console, request: Request) -> Response:
    """Return the acceptance notice as PDF."""
    actor = await acting(console, request, *READERS)
    case = CaseId(request.path_params["case"])
    response = await stored(
        console, await console.store.read(lambda tx: load_for(tx, actor, case).case.notice), "application/pdf"
    )
    response.headers["Content-Disposition"] = 'inline; filename="notice.pdf"'
    return response


async def stored(console: Console, content: Sha256 | None, media_type: str) -> Response:
    """
    Return a blob to whoever was let through.

    Raises:
        Refused: not-found.
    """
    if content is None:
        raise Refused(Code.NOT_FOUND)
    # Personal: kept by the reader's own browser alone. Named by its hash, so it never changes.
    headers = {"Cache-Control": "private, no-cache", "ETag": f'"{content}"'}
    return Response(await console.blobs.read(content), headers=headers, media_type=media_type)
