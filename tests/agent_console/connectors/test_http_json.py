"""Claims about a department system over HTTP, made against a real server on a loopback port."""

import base64
import socket
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from agent_console.connectors.http_json import HttpConnector
from agent_console.connectors.port import ConnectorFailed, Delivery, Fault, NotThere, Paper
from agent_console.core.mapping import Rule
from signaling.protocol.names import Sha256
from tests.support.served import served

PAGE = Paper("articles", Sha256("0" * 64), "image/jpeg", b"\xff\xd8page")
DELIVERY = Delivery("441302-20260105-00001", {"number": "441302-20260105-00001", "values": {"name": "甲公司"}}, (PAGE,))
RULES = (Rule("/serial", source="number"), Rule("/enterprise/name", source="values.name"))


class Bureau:
    """The other side: keeps what it is given, and says what it is told to say."""

    def __init__(self) -> None:
        self.cases: dict[str, dict[str, object]] = {}
        self.status: dict[str, object] = {"state": "done", "reason": "", "result": base64.b64encode(b"PDF").decode()}
        self.status_code = 200
        self.routes = [
            Route("/cases", self.take, methods=["POST"]),
            Route("/cases/{number}", self.tell),
            Route("/licences/{kind}", self.licence),
        ]

    async def take(self, request: Request) -> Response:
        if self.status_code != 200:
            return Response("no", self.status_code)
        self.cases.setdefault(request.headers["idempotency-key"], await request.json())
        return JSONResponse({"number": f"B-{len(self.cases)}"})

    async def tell(self, request: Request) -> Response:
        known = request.path_params["number"] == f"B-{len(self.cases)}"
        return JSONResponse(self.status) if known else Response(status_code=404)

    async def licence(self, request: Request) -> Response:
        if request.query_params["holder"] != "441302199001011232":
            return Response(status_code=404)
        content = base64.b64encode(b"picture").decode()
        kind = request.path_params["kind"]
        content_type = "application/zip" if kind == "odd" else "image/png"
        return JSONResponse(
            {"number": "L-7", "contentType": content_type, "content": content, "expiresOn": "2030-01-31"}
        )


@pytest.fixture
def bureau() -> Bureau:
    return Bureau()


@pytest.fixture
async def connector(bureau: Bureau) -> AsyncIterator[HttpConnector]:
    async with served(bureau.routes) as url, httpx.AsyncClient(base_url=url, timeout=5.0) as client:
        yield HttpConnector("bureau", client, RULES, {"done": "granted", "no": "refused"})


async def test_a_case_arrives_as_they_want_it_with_its_pages(bureau: Bureau, connector: HttpConnector) -> None:
    assert await connector.push(DELIVERY) == "B-1"
    document = bureau.cases[DELIVERY.number]
    paper = {"material": "articles", "sha256": PAGE.hash, "contentType": "image/jpeg"}
    assert document == {
        "serial": DELIVERY.number,
        "enterprise": {"name": "甲公司"},
        "papers": [{**paper, "content": base64.b64encode(PAGE.content).decode()}],
    }


async def test_a_case_that_is_pushed_twice_is_there_once(bureau: Bureau, connector: HttpConnector) -> None:
    assert await connector.push(DELIVERY) == await connector.push(DELIVERY)
    assert len(bureau.cases) == 1


async def test_their_decision_comes_back_with_its_document(connector: HttpConnector) -> None:
    status = await connector.pull(await connector.push(DELIVERY))
    assert (status.state, status.result) == ("granted", b"PDF")


async def test_a_case_that_they_do_not_have_is_told_from_a_failure(connector: HttpConnector) -> None:
    with pytest.raises(NotThere):
        await connector.pull("B-99")


async def test_a_word_that_was_never_agreed_on_is_a_failure(bureau: Bureau, connector: HttpConnector) -> None:
    number = await connector.push(DELIVERY)
    bureau.status = {"state": "perhaps"}
    with pytest.raises(ConnectorFailed, match="perhaps"):
        await connector.pull(number)


async def test_a_licence_comes_as_a_picture_with_its_expiry(connector: HttpConnector) -> None:
    licence = await connector.fetch("business", "441302199001011232")
    assert (licence.number, licence.content, str(licence.expires_on)) == ("L-7", b"picture", "2030-01-31")
    with pytest.raises(NotThere):
        await connector.fetch("business", "somebody else")
    with pytest.raises(ConnectorFailed, match="application/zip"):
        await connector.fetch("odd", "441302199001011232")


async def test_an_error_of_theirs_and_an_answer_that_is_none_are_failures(
    bureau: Bureau, connector: HttpConnector
) -> None:
    for status_code, fault in ((500, Fault.BROKEN), (401, Fault.DENIED), (503, Fault.UNREACHABLE)):
        bureau.status_code = status_code
        with pytest.raises(ConnectorFailed, match=str(status_code)) as failed:
            await connector.push(DELIVERY)
        assert failed.value.fault is fault
    bureau.status_code = 200
    number = await connector.push(DELIVERY)
    bureau.status = {"reason": "no state at all"}
    with pytest.raises(ConnectorFailed, match="state"):
        await connector.pull(number)


async def test_a_field_of_ours_that_is_missing_is_named(connector: HttpConnector) -> None:
    with pytest.raises(ConnectorFailed, match="/enterprise/name") as failed:
        await connector.push(Delivery("n", {"number": "n"}, ()))
    assert failed.value.fault is Fault.INCOMPLETE


async def test_nobody_at_the_address_is_a_failure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=2.0) as client:
        with pytest.raises(ConnectorFailed, match="ConnectError"):
            await HttpConnector("bureau", client, RULES, {}).pull("B-1")
