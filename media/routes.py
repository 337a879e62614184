"""The offer as an HTTP resource, in the manner of WHIP (RFC 9725 §4): POST spends a grant, DELETE closes the peer."""

import json

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from media.node import MediaNode
from media.transport.aiortc_seam import MAX_OFFER
from signaling.ports import Refused
from signaling.protocol.codes import Code

_STATUS = {
    Code.GRANT_INVALID: 401,
    Code.GRANT_EXPIRED: 410,
    Code.GRANT_USED: 409,
    Code.OFFER_INVALID: 400,
    Code.NOT_FOUND: 404,
}


def routes(node: MediaNode) -> list[Route]:
    """Return the resource's routes: `/media/peers` and each peer's Location below it."""

    async def join(request: Request) -> Response:
        try:
            if request.headers.get("content-type", "").partition(";")[0].strip() != "application/sdp":
                return _problem(Refused(Code.OFFER_INVALID, reason="content-type"), 415)
            joined = await node.join(_bearer(request), await _offer(request))
        except Refused as refusal:
            return _problem(refusal)
        headers = {"Location": f"/media/peers/{joined.location}", "Cache-Control": "no-store"}
        return Response(joined.answer, 201, headers, media_type="application/sdp")

    async def leave(request: Request) -> Response:
        try:
            await node.leave(_bearer(request), request.path_params["location"])
        except Refused as refusal:
            return _problem(refusal)
        return Response(status_code=200)

    return [
        Route("/media/peers", join, methods=["POST"]),
        Route("/media/peers/{location}", leave, methods=["DELETE"]),
    ]


def _bearer(request: Request) -> str:
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not bearer:
        raise Refused(Code.GRANT_INVALID)
    return bearer.strip()


async def _offer(request: Request) -> str:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MAX_OFFER:
            raise Refused(Code.OFFER_INVALID, reason="size")
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise Refused(Code.OFFER_INVALID, reason="encoding") from error


def _problem(refusal: Refused, status: int | None = None) -> Response:
    """Translate a refusal into an RFC 9457 problem."""
    status = status or _STATUS[refusal.code]
    body = {"type": "about:blank", "status": status, "code": refusal.code.value, **refusal.facts}
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return Response(json.dumps(body), status, headers, media_type="application/problem+json")
