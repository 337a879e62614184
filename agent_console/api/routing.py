"""One table of endpoints drives the routes and the OpenAPI document."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from agent_console.console import Console
from agent_console.services.accounts import COOKIES, check_origin
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.protocol.codes import Code
from signaling.protocol.names import Role

B = TypeVar("B")

MAX_BODY_BYTES = 256 * 1024
Method = Literal["GET", "POST", "PUT"]
Handler = Callable[[Console, Request], Awaitable[Response]]


@dataclass(frozen=True)
class Endpoint:
    """One method of one path; `summary` is the handler's docstring."""

    method: Method
    path: str
    handler: Handler
    summary: str
    name: str
    reply: object = None  # A type for msgspec, or None where bytes are sent.
    body: object = None
    sends: str = "application/json"  # Media type of the answer.
    takes: str = "application/json"
    roles: tuple[Role, ...] = ()  # Who may ask; empty: anybody.
    query: tuple[str, ...] = ()
    idempotent: bool = False  # Wants an Idempotency-Key.


def get(
    path: str,
    handler: Handler,
    reply: object = None,
    *,
    roles: tuple[Role, ...] = (),
    query: tuple[str, ...] = (),
    sends: str = "application/json",
) -> Endpoint:
    """Describe an endpoint that changes nothing."""
    return Endpoint(
        "GET", path, handler, _summary(handler), handler.__name__, reply, roles=roles, query=query, sends=sends
    )


def post(
    path: str,
    handler: Callable[[Console, Request, B], Awaitable[Response]],
    body: type[B] | object,
    reply: object,
    *,
    roles: tuple[Role, ...] = (),
    idempotent: bool = False,
) -> Endpoint:
    """Describe an endpoint that takes a JSON body; the handler gets it decoded."""
    decoder: msgspec.json.Decoder[B] = msgspec.json.Decoder(body)

    async def decoded(console: Console, request: Request) -> Response:
        try:
            command = decoder.decode(await read_capped(request, MAX_BODY_BYTES, Code.BAD_REQUEST))
        except msgspec.DecodeError as error:
            if roles:
                await acting(console, request, *roles)  # Whoever is not signed in learns nothing of what we take.
            raise Refused(Code.BAD_REQUEST, problem=str(error)[:200]) from error
        return await handler(console, request, command)

    return Endpoint(
        "POST", path, decoded, _summary(handler), handler.__name__, reply, body, roles=roles, idempotent=idempotent
    )


def put(
    path: str, handler: Handler, reply: object, *, takes: str, roles: tuple[Role, ...], query: tuple[str, ...]
) -> Endpoint:
    """Describe an endpoint that takes bytes; the handler reads them itself."""
    return Endpoint(
        "PUT", path, handler, _summary(handler), handler.__name__, reply, takes=takes, roles=roles, query=query
    )


def routes(console: Console, endpoints: Sequence[Endpoint]) -> list[Route]:
    """Return the Starlette routes of the endpoints."""
    return [Route(endpoint.path, _route(console, endpoint), methods=[endpoint.method]) for endpoint in endpoints]


def _route(console: Console, endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    async def serve(request: Request) -> Response:
        if endpoint.method != "GET":
            check_origin(request.headers.get("origin"), request.headers.get("host", ""))
        if not all(str(value).isprintable() for value in request.path_params.values()):
            raise Refused(Code.NOT_FOUND)  # No name of ours; PostgreSQL cannot even look for one with a NUL in it.
        return await endpoint.handler(console, request)

    serve.__name__ = endpoint.name
    return serve


def _summary(handler: Callable[..., Awaitable[Response]]) -> str:
    return " ".join((handler.__doc__ or "").split("\n\n")[0].split())


async def read_capped(request: Request, cap_bytes: int, code: Code) -> bytes:
    """
    Return a request's body as it streams in.

    Raises:
        Refused: With `code`, as soon as more than `cap_bytes` are announced or have come.
    """
    announced = request.headers.get("content-length", "0")
    if not announced.isdigit() or int(announced) > cap_bytes:
        raise Refused(code, limit=cap_bytes)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > cap_bytes:
            raise Refused(code, limit=cap_bytes)
    return bytes(body)


def answer(reply: object, status: int = 200) -> Response:
    """Return Structs as JSON."""
    return Response(msgspec.json.encode(reply), status, media_type="application/json")


async def acting(console: Console, request: Request, *roles: Role) -> Actor:
    """
    Return who asks: several pages may be signed in side by side, and a request names its own.

    It does so by the header `X-Page`; where a browser fetches by itself (pictures, PDFs, films), by `?page=`.

    Raises:
        Refused: not-signed-in; not-allowed, if the page is none of `roles`.
    """
    name = request.headers.get("x-page") or request.query_params.get("page", "")
    page: Role | None = next((role for role in COOKIES if role.value == name), None)
    if page is None:
        raise Refused(Code.NOT_SIGNED_IN)
    if page not in roles:
        raise Refused(Code.NOT_ALLOWED)
    return await console.accounts.holder(page, request.cookies.get(COOKIES[page]))
