"""A page for the department's own staff: what came, and what they do with it."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from agent_console.demo.department import documents
from agent_console.demo.department.records import MOVES, CannotMove, Records, State
from agent_console.demo.department.sheet import Sheet
from agent_console.demo.department.systems import SYSTEMS

COOKIE = "department"
LANGUAGE = "department-language"
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_STYLE = Path(__file__).with_name("page.css")

Answer = Callable[[Request], Awaitable[Response]]


class Page:
    """Opened by the key of its link. A cookie keeps it, for this site only: no other page can press a button."""

    def __init__(self, records: Records, key: str) -> None:
        self._records = records
        self._key = key

    def routes(self) -> list[Route]:
        """Return the pages and what their buttons ask for."""
        return [
            Route("/style.css", _style),
            Route("/enter", self._enter),
            Route("/language", _change_language),
            Route("/", self._guarded(self._list)),
            Route("/received/{number}", self._guarded(self._case)),
            Route("/received/{number}/result", self._guarded(self._result)),
            Route("/received/{number}/move", self._guarded(self._move), methods=["POST"]),
            Route("/service/{system}", self._guarded(self._serve), methods=["POST"]),
        ]

    async def _enter(self, request: Request) -> Response:
        if not secrets.compare_digest(request.query_params.get("key", "").encode(), self._key.encode()):
            return _answer(request, Sheet.forbidden, 403)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(COOKIE, self._key, httponly=True, samesite="strict", path="/")
        return answer

    def _guarded(self, answer: Answer) -> Answer:
        async def guarded(request: Request) -> Response:
            if not secrets.compare_digest(request.cookies.get(COOKIE, "").encode(), self._key.encode()):
                return _answer(request, Sheet.forbidden, 403)
            return await answer(request)

        return guarded

    async def _list(self, request: Request) -> Response:
        cases = await asyncio.to_thread(self._records.cases)
        closed = await asyncio.to_thread(self._records.closed)
        return _answer(request, lambda sheet: sheet.lists(cases, closed))

    async def _case(self, request: Request) -> Response:
        number = request.path_params["number"]
        case = await asyncio.to_thread(self._records.case, number)
        if case is None:
            return RedirectResponse("/", 303)
        papers = await asyncio.to_thread(self._records.papers, number)
        missing = "missing" in request.query_params
        return _answer(request, lambda sheet: sheet.case(case, papers, missing=missing))

    async def _result(self, request: Request) -> Response:
        case = await asyncio.to_thread(self._records.case, request.path_params["number"])
        if case is None or case.result is None:
            return RedirectResponse("/", 303)
        return Response(case.result, media_type="application/pdf", headers={"Cache-Control": "no-store"})

    async def _move(self, request: Request) -> Response:
        number, form = request.path_params["number"], parse_qs((await request.body()).decode())
        reason, now = form.get("reason", [""])[0].strip()[:200], datetime.now(UTC)
        try:
            await asyncio.to_thread(self._move_on, number, State(form.get("to", [""])[0]), reason, now)
        except (CannotMove, ValueError):
            return RedirectResponse(f"/received/{number}?missing=1", 303)
        return RedirectResponse(f"/received/{number}", 303)

    def _move_on(self, number: str, to: State, reason: str, now: datetime) -> None:
        case, result = self._records.case(number), None
        if case is not None and not MOVES[to]:
            authority = SYSTEMS[case.system].authority
            result = documents.decision(number, authority, to is State.GRANTED, reason, now.date())
        self._records.move(number, to, reason, now, result)

    async def _serve(self, request: Request) -> Response:
        system, form = request.path_params["system"], parse_qs((await request.body()).decode())
        if system in SYSTEMS:
            await asyncio.to_thread(self._records.set_closed, system, form.get("on", [""])[0] == "0")
        return RedirectResponse("/", 303)


async def _style(_: Request) -> Response:
    return FileResponse(_STYLE, media_type="text/css", headers={"Cache-Control": "no-cache"})


async def _change_language(request: Request) -> Response:
    answer = RedirectResponse("/", 303)
    answer.set_cookie(LANGUAGE, "en" if _chinese(request) else "zh", samesite="strict")
    return answer


def _chinese(request: Request) -> bool:
    chosen = request.cookies.get(LANGUAGE)
    return chosen == "zh" if chosen else not request.headers.get("accept-language", "zh").startswith("en")


def _answer(request: Request, content: Callable[[Sheet], str], status: int = 200) -> Response:
    sheet = Sheet(chinese=_chinese(request))
    return HTMLResponse(sheet.page(content(sheet)), status, headers=_HEADERS)
