"""The key under which a repeated request gets its first outcome."""

import re

from starlette.requests import Request

from signaling.core.refusal import Refused
from signaling.protocol.codes import Code

_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


def idempotency_key(request: Request) -> str:
    """
    Return the request's Idempotency-Key.

    Raises:
        Refused: bad-request, where there is none.
    """
    key = request.headers.get("idempotency-key", "")
    if not _KEY.fullmatch(key):
        raise Refused(Code.BAD_REQUEST, problem="an Idempotency-Key of 8 to 64 letters, digits, - and _ is needed")
    return key
