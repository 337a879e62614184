"""The window's requests against a real HTTP server that behaves as each claim needs."""

import hashlib
from collections.abc import Awaitable, Callable

import msgspec
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from counter_client.rest import Declined, Rest
from signaling.protocol.names import CaseId
from tests.support.served import served
from tests.support.views import a_case

Handler = Callable[[Request], Awaitable[Response]]
PAGE = b"\xff\xd8 a page"


def route(path: str, handler: Handler, method: str) -> Route:
    return Route(path, handler, methods=[method])


async def test_enrolment_keeps_the_secure_cookie_on_loopback() -> None:
    seen: list[str] = []

    async def enrol(request: Request) -> Response:
        assert await request.json() == {"code": "one-time-code"}
        response = JSONResponse({})
        response.set_cookie("__Host-window", "the-token", secure=True, httponly=True, path="/")
        return response

    async def items(request: Request) -> Response:
        seen.extend([request.headers["cookie"], request.headers["origin"], request.headers["x-page"]])
        return JSONResponse([{"id": "i1", "version": 1, "name": {"zh": "事项", "en": "Item"}, "targetMinutes": 8}])

    async with served([route("/api/windows/enrol", enrol, "POST"), route("/api/items", items, "GET")]) as url:
        rest = Rest(url)
        await rest.enrol("one-time-code")
        (item,) = await rest.items()
        await rest.close()
        assert item.target_minutes == 8
        assert seen == ["__Host-window=the-token", url, "window"]


async def test_leave_to_look_papers_up_is_given_for_its_case() -> None:
    async def agree(request: Request) -> Response:
        assert await request.json() == {"granted": True}
        return Response(msgspec.json.encode(a_case()), media_type="application/json")

    async with served([route("/api/cases/c1/reuse-consent", agree, "POST")]) as url:
        rest = Rest(url, token="t")
        assert (await rest.agree_to_reuse(CaseId("c1"))).id == a_case().id
        await rest.close()


async def test_a_page_is_sent_until_the_receipt_comes() -> None:
    attempts: list[str] = []

    async def upload(request: Request) -> Response:
        assert await request.body() == PAGE
        assert request.query_params["still"] == "still-1"
        attempts.append(request.path_params["digest"])
        if len(attempts) < 3:
            return Response(status_code=503)
        return JSONResponse({"hash": attempts[0], "size": len(PAGE), "receivedAt": "2026-01-05T12:00:00Z", "offset": 4})

    async with served([route("/api/cases/c1/pages/{digest}", upload, "PUT")]) as url:
        rest = Rest(url, token="t")
        receipt = await rest.upload(CaseId("c1"), "still-1", PAGE)
        await rest.close()
    assert attempts == [hashlib.sha256(PAGE).hexdigest()] * 3
    assert receipt.size == len(PAGE)


async def test_a_refusal_ends_the_patience() -> None:
    async def act(request: Request) -> Response:
        assert request.headers["idempotency-key"] == "key-00001"
        return JSONResponse({"code": "version-stale"}, 409)

    async with served([route("/api/cases/c1/actions", act, "POST")]) as url:
        rest = Rest(url, token="t")
        with pytest.raises(Declined) as declined:
            await rest.act(CaseId("c1"), {"action": "confirm"}, "key-00001")
        await rest.close()
    assert (declined.value.status, declined.value.code) == (409, "version-stale")


async def test_an_answer_that_is_no_answer_is_no_success() -> None:
    async def items(_: Request) -> Response:
        return Response("<html>", 200)

    async with served([route("/api/items", items, "GET")]) as url:
        rest = Rest(url)
        with pytest.raises(Declined, match="answer-unknown"):
            await rest.items()
        await rest.close()


async def test_an_offer_carries_its_grant_and_never_the_cookie_elsewhere() -> None:
    seen: list[str | None] = []

    async def join(request: Request) -> Response:
        seen.extend([request.headers["authorization"], request.headers.get("cookie")])
        return Response("v=0 answer", 201, {"Location": "/media/peers/secret"}, media_type="application/sdp")

    async def leave(request: Request) -> Response:
        seen.append(request.headers["authorization"])
        return Response()

    routes = [route("/media/peers", join, "POST"), route("/media/peers/secret", leave, "DELETE")]
    async with served(routes) as node:
        rest = Rest("http://127.0.0.1:1", token="the-token")
        answer = await rest.offer(f"{node}/media/peers", "grant", "v=0 offer")
        await rest.withdraw(answer.location, "grant")
        await rest.close()
        assert answer.sdp == "v=0 answer"
        assert answer.location == f"{node}/media/peers/secret"
    assert seen == ["Bearer grant", None, "Bearer grant"]


async def test_withdrawing_from_a_node_that_is_gone_is_harmless() -> None:
    rest = Rest("http://127.0.0.1:1")
    await rest.withdraw("http://127.0.0.1:1/media/peers/secret", "grant")
    await rest.close()
