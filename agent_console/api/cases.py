"""Cases: reading one, and doing what may be done to it."""

import re
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.routing import acting, answer
from agent_console.api.schemas import Accept, AnyCaseCommand
from agent_console.api.signing import keep
from agent_console.console import Console
from agent_console.services import commands
from agent_console.services.documents import follow
from agent_console.services.dossier import load_for
from agent_console.services.materials import index_accepted
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseState, CaseView
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Role, Sha256

READERS = (Role.OFFICIAL, Role.WINDOW, Role.CLERK, Role.SUPERVISOR)
# States that a case comes to with something on paper; within the session nothing is called for.
FOLLOWED = frozenset(CaseState) - {
    CaseState.REGISTERING,
    CaseState.PRESENTED,
    CaseState.SIGNED,
    CaseState.CONFIRMED,
}
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
    at = console.clock.now()
    kept = await keep(console, actor, case, command, at)
    asked = commands.Request(actor, case, command, key, at, kept.signature, console.holder_key, kept.signer)
    seen = await console.store.write(partial(commands.carry_out, request=asked))
    if seen.state in FOLLOWED:
        console.chores.start(follow(console, case), f"documents of {case}")
    if isinstance(command, Accept):
        # At once: the same resident may sit down again for the next matter.
        console.chores.start(index_accepted(console), "what was verified")
    return answer(seen)


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
