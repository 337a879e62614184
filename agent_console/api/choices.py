"""What the lists and reports of officials and supervisors may be narrowed to."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.choices import Choices
from agent_console.api.routing import Endpoint, acting, answer, get
from agent_console.console import Console
from agent_console.services import choices
from signaling.protocol.names import Role

_STAFF = (Role.OFFICIAL, Role.SUPERVISOR)


async def get_choices(console: Console, request: Request) -> Response:
    """Return the departments, divisions and colleagues within the reader's reach, by name."""
    actor = await acting(console, request, *_STAFF)
    return answer(await console.store.read(partial(choices.make, actor=actor)))


ENDPOINTS: tuple[Endpoint, ...] = (get("/api/choices", get_choices, Choices, roles=_STAFF, query=("page",)),)
