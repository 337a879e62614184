"""
The department's service: what the counter asks for, as docs/connectors.md and connectors/http_json.py describe it.

    POST /{system}/cases · GET /{system}/cases/{number} · GET /{system}/licences/{kind}?holder=…

Each system answers the bearer of its token only. A system that was taken out of service on the page answers 503.
"""

import asyncio
import base64
import os
import secrets
import socket
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from agent_console.demo.department import documents
from agent_console.demo.department.address import Address
from agent_console.demo.department.page import Page
from agent_console.demo.department.records import Paper, Records
from agent_console.demo.department.systems import SYSTEMS

MAX_BODY_BYTES = 64 * 1024 * 1024

Answer = Callable[[Request], Awaitable[Response]]


class _Paper(msgspec.Struct, frozen=True, rename="camel"):
    material: str
    content_type: str
    content: bytes


class _Papers(msgspec.Struct, frozen=True):
    papers: tuple[_Paper, ...] = ()


class Interface:
    """The side that the counter sees."""

    def __init__(self, records: Records, token: str) -> None:
        self._records = records
        self._token = token

    def routes(self) -> list[Route]:
        """Return what is answered to the counter."""
        return [
            Route("/{system}/cases", self._guarded(self._take), methods=["POST"]),
            Route("/{system}/cases/{number}", self._guarded(self._tell)),
            Route("/{system}/licences/{kind}", self._guarded(self._show)),
        ]

    def _guarded(self, answer: Answer) -> Answer:
        async def guarded(request: Request) -> Response:
            said = request.headers.get("authorization", "")
            if not secrets.compare_digest(said.encode(), f"Bearer {self._token}".encode()):
                return Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})
            system = request.path_params["system"]
            if system not in SYSTEMS:
                return Response(status_code=404)
            if system in await asyncio.to_thread(self._records.closed):
                return Response(status_code=503)
            return await answer(request)

        return guarded

    async def _take(self, request: Request) -> Response:
        key = request.headers.get("idempotency-key")
        if key is None or int(request.headers.get("content-length", "0")) > MAX_BODY_BYTES:
            return Response(status_code=400)
        body = await request.body()
        try:
            document = msgspec.json.decode(body, type=dict[str, object])
            papers = msgspec.json.decode(body, type=_Papers).papers
        except msgspec.DecodeError:
            return Response(status_code=400)
        document.pop("papers", None)
        system = SYSTEMS[request.path_params["system"]]
        pages = [Paper(page.material, page.content_type, page.content) for page in papers]
        now = datetime.now(UTC)
        number = await asyncio.to_thread(self._records.receive, system.name, system.prefix, key, document, pages, now)
        return JSONResponse({"number": number})

    async def _tell(self, request: Request) -> Response:
        case = await asyncio.to_thread(self._records.case, request.path_params["number"])
        if case is None or case.system != request.path_params["system"]:
            return Response(status_code=404)
        result = {"result": base64.b64encode(case.result).decode()} if case.result else {}
        return JSONResponse({"state": case.state.value, "reason": case.reason, **result})

    async def _show(self, request: Request) -> Response:
        kind, holder = request.path_params["kind"], request.query_params.get("holder", "")
        if not SYSTEMS[request.path_params["system"]].licences:
            return Response(status_code=404)
        found = await asyncio.to_thread(documents.licence, kind, holder, datetime.now(UTC).date())
        if found is None:
            return Response(status_code=404)
        return JSONResponse(
            {
                "number": found.number,
                "contentType": "image/png",
                "content": base64.b64encode(found.content).decode(),
                "issuedOn": found.issued_on.isoformat(),
                "expiresOn": found.expires_on.isoformat(),
            }
        )


def application(records: Records, address: Address) -> Starlette:
    """Return the whole service: the counter's side and the page."""
    # The page's own paths come first: no system is called so.
    return Starlette(routes=[*Page(records, address.key).routes(), *Interface(records, address.token).routes()])


def serve(address: Address, listener: socket.socket, folder: Path, *, parent: int | None) -> None:
    """
    Serve on a listening socket until a signal comes.

    Args:
        parent: A pipe whose other end is held by who started it; when that is closed, the service ends.
    """
    asyncio.run(_serve(application(Records(folder / "records.sqlite"), address), listener, parent))


async def _serve(app: Starlette, listener: socket.socket, parent: int | None) -> None:
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, server_header=False, lifespan="off"))
    if parent is not None:
        loop = asyncio.get_running_loop()

        def ended() -> None:
            if not os.read(parent, 1024):
                loop.remove_reader(parent)
                server.should_exit = True

        loop.add_reader(parent, ended)
    await server.serve([listener])
