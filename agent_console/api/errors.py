"""Errors as RFC 9457 problems: the one border at which refusals and wrong requests become answers."""

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.schemas import Problem
from signaling.core.refusal import Refused
from signaling.protocol.codes import Code

STATUS: dict[Code, int] = {
    Code.NOT_SIGNED_IN: 401,
    Code.CREDENTIALS_WRONG: 401,
    Code.GRANT_INVALID: 401,
    Code.GRANT_EXPIRED: 401,
    Code.GRANT_USED: 401,
    Code.NOT_ALLOWED: 403,
    Code.ORIGIN_WRONG: 403,
    Code.ENROLMENT_INVALID: 403,
    Code.NOT_FOUND: 404,
    Code.PAGE_UNKNOWN: 404,
    Code.MATERIAL_UNKNOWN: 404,
    Code.ITEM_UNKNOWN: 404,
    Code.TICKET_UNKNOWN: 404,
    Code.SESSION_UNKNOWN: 404,
    Code.STILL_UNKNOWN: 404,
    Code.VERSION_STALE: 409,
    Code.KEY_REUSED: 409,
    Code.SESSION_ENDED: 409,
    Code.SESSION_RUNNING: 409,
    Code.STILL_PENDING: 409,
    Code.TICKET_EXISTS: 409,
    Code.QUEUE_EMPTY: 409,
    Code.NOT_ON_DUTY: 409,
    Code.ITEM_INCOMPLETE: 409,
    Code.NOT_RECORDED: 409,
    Code.MATERIALS_MISSING: 409,
    Code.PAGE_UNREADABLE: 409,
    Code.ALREADY_RATED: 409,
    Code.COMPLAINT_OPEN: 409,
    Code.ALREADY_URGED: 409,
    Code.OWNER_UNFIT: 409,
    Code.ORIGINALS_OPEN: 409,
    Code.WINDOW_UNATTENDED: 409,
    Code.WINDOW_UNKNOWN: 404,
    Code.REUSE_NOT_AGREED: 409,
    Code.MATERIAL_EXPIRED: 409,
    Code.REUSE_UNKNOWN: 404,
    Code.LICENCE_ABSENT: 404,
    Code.PROMISE_BARRED: 409,
    Code.SYSTEM_FAILING: 424,  # RFC 4918 §11.4: what it depends on failed; a page told 503 asks again.
    Code.IMAGE_TOO_LARGE: 413,
    Code.BAD_REQUEST: 400,
    Code.PERIOD_INVALID: 400,
    Code.EMAIL_INVALID: 400,
    Code.CALENDAR_INVALID: 400,
    Code.IMAGE_INVALID: 415,
    Code.TOO_MANY_ATTEMPTS: 429,
    Code.DELIVERY_FIXED: 409,
    Code.DELIVERY_UNCHOSEN: 409,
    Code.INTERNAL: 500,
    Code.BUSY: 503,
}
UNPROCESSABLE = 422  # Well-formed, and against a rule: RFC 9110 §15.5.21.
_BY_STATUS = {401: Code.NOT_SIGNED_IN, 403: Code.NOT_ALLOWED, 404: Code.NOT_FOUND, 405: Code.BAD_REQUEST}


def problem(code: Code, status: int, facts: dict[str, str | int] | None = None) -> Response:
    """Return a problem document; the code is the key of the text that a person reads."""
    title = code.value.replace("-", " ").capitalize()
    body = Problem(f"urn:remote-counter:{code.value}", title, status, code.value, facts or {})
    headers = {"Retry-After": "60"} if status in (429, 503) else None
    return Response(msgspec.json.encode(body), status, headers, "application/problem+json")


async def on_refused(_: Request, error: Exception) -> Response:
    """Answer a legal request that our rules refuse."""
    assert isinstance(error, Refused)
    return problem(error.code, STATUS.get(error.code, UNPROCESSABLE), error.facts)


async def on_http_error(_: Request, error: Exception) -> Response:
    """Answer what the router itself refuses: no such path, no such method."""
    assert isinstance(error, HTTPException)
    return problem(_BY_STATUS.get(error.status_code, Code.BAD_REQUEST), error.status_code)


async def on_bug(_request: Request, _error: Exception) -> Response:
    """Answer a bug without a word about it; the server logs it with its traceback."""
    return problem(Code.INTERNAL, 500)
