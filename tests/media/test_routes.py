"""Claims about the offer as an HTTP resource."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from media.node import MediaNode
from media.routes import routes
from media.transport.aiortc_seam import MAX_OFFER
from signaling.ports import PeerState
from signaling.protocol.names import Role
from tests.support.media_call import Desk
from tests.support.rtp_peer import RtpPeer


@pytest.fixture
async def client(node: MediaNode) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(Starlette(routes=routes(node)))
    async with httpx.AsyncClient(transport=transport, base_url="http://node") as client:
        yield client


def headers(grant: str, kind: str = "application/sdp") -> dict[str, str]:
    return {"Authorization": f"Bearer {grant}", "Content-Type": kind}


async def test_an_offer_is_answered_and_the_peer_has_a_location(client: httpx.AsyncClient, desk: Desk) -> None:
    grant = desk.grant(Role.WINDOW, "w1")
    offer = RtpPeer(Role.WINDOW).offer()
    answer = await client.post("/media/peers", headers=headers(grant), content=offer)
    assert answer.status_code == 201
    assert answer.headers["content-type"] == "application/sdp"
    assert answer.headers["cache-control"] == "no-store"
    assert "a=ice-lite" in answer.text
    again = await client.post("/media/peers", headers=headers(grant), content=offer)
    assert (again.text, again.headers["location"]) == (answer.text, answer.headers["location"])
    gone = await client.delete(answer.headers["location"], headers=headers(grant))
    assert gone.status_code == 200
    await desk.peer_is("w1", PeerState.CLOSED)
    gone = await client.delete(answer.headers["location"], headers=headers(grant))
    assert (gone.status_code, gone.json()["code"]) == (404, "not-found")


async def test_refusals_are_problems_with_a_code(client: httpx.AsyncClient, desk: Desk) -> None:
    used = desk.grant(Role.WINDOW, "w1")
    offer = RtpPeer(Role.WINDOW).offer()
    await client.post("/media/peers", headers=headers(used), content=offer)
    fresh = desk.grant(Role.WINDOW, "w2")
    for sent, content, status, code in (
        ({}, offer, 415, "offer-invalid"),
        (headers("junk"), offer, 401, "grant-invalid"),
        ({"Content-Type": "application/sdp"}, offer, 401, "grant-invalid"),
        ({"Content-Type": "application/sdp", "Authorization": "Basic x"}, offer, 401, "grant-invalid"),
        (headers(desk.grant(Role.WINDOW, "w3", expires=1.0)), offer, 410, "grant-expired"),
        (headers(used), RtpPeer(Role.WINDOW).offer(), 409, "grant-used"),
        (headers(fresh), "junk", 400, "offer-invalid"),
        (headers(fresh), b"\xff\xfe", 400, "offer-invalid"),
        (headers(fresh), "x" * (MAX_OFFER + 1), 400, "offer-invalid"),
        (headers(fresh, "text/plain"), offer, 415, "offer-invalid"),
    ):
        answer = await client.post("/media/peers", headers=sent, content=content)
        assert answer.headers["content-type"] == "application/problem+json"
        assert (answer.status_code, answer.json()["code"], answer.json()["status"]) == (status, code, status)
