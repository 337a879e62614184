"""Signing in and out, enrolling a window, and who is signed in on a page."""

from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.routing import acting, answer
from agent_console.api.schemas import Enrolment, Me, SignIn, SignOut
from agent_console.console import Console
from agent_console.services.accounts import COOKIES, Login
from signaling.core.access import Actor
from signaling.protocol.names import Role


async def sign_in(console: Console, request: Request, body: SignIn) -> Response:
    """Open a session for a page; the answer sets its cookie."""
    address = request.client.host if request.client else ""
    login = await console.accounts.sign_in(Role(body.page), body.account, body.password, address)
    return _with_cookie(Role(body.page), login)


async def sign_out(console: Console, request: Request, body: SignOut) -> Response:
    """End the session of a page. Harmless when there is none."""
    role = Role(body.page)
    token = request.cookies.get(COOKIES[role])
    actor = await console.accounts.sign_out(role, token) if token else None
    if actor is not None:
        console.desk.sign_out(role, actor.id)
    response = Response(status_code=204)
    response.delete_cookie(COOKIES[role], path="/", secure=True, httponly=True, samesite="strict")
    return response


async def enrol(console: Console, _: Request, body: Enrolment) -> Response:
    """Make this device a window, by a one-time code."""
    return _with_cookie(Role.WINDOW, await console.accounts.enrol(body.code))


async def me(console: Console, request: Request) -> Response:
    """Tell who is signed in on a page."""
    return answer(_me(await acting(console, request, *COOKIES)))


def _me(actor: Actor) -> Me:
    return Me(role=actor.role, id=actor.id, name=actor.name, division=actor.division, hall=actor.hall)


def _with_cookie(role: Role, login: Login) -> Response:
    response = answer(_me(login.actor))
    # The __Host- prefix ties the cookie to this very host (RFC 6265bis §4.1.3.2): Secure, Path=/ and no Domain.
    response.set_cookie(
        COOKIES[role],
        login.token,
        max_age=int(login.lasts.total_seconds()),
        path="/",
        secure=True,
        httponly=True,
        samesite="strict",
    )
    return response
