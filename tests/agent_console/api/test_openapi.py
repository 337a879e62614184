import msgspec
from starlette.routing import Route

from agent_console.api.endpoints import ENDPOINTS
from agent_console.api.openapi import document
from tests.agent_console.conftest import Hall


async def test_the_document_is_served(hall: Hall) -> None:
    served = (await hall.browser().get("/openapi.json")).json()
    assert served["openapi"].startswith("3.1")
    assert served["paths"]["/api/sign-in"]["post"]["requestBody"]["content"]["application/json"]["schema"] == {
        "$ref": "#/components/schemas/SignIn"
    }


async def test_every_route_of_ours_is_in_the_document(hall: Hall) -> None:
    described = {(path, method.upper()) for path, item in described_paths().items() for method in item}
    routed = {
        (route.path.replace(":int", ""), method)
        for route in hall.product.asgi.routes
        if isinstance(route, Route) and route.path.startswith(("/api", "/healthz", "/openapi"))
        for method in route.methods or ()
        if method != "HEAD"
    }
    assert routed == described


def test_every_reference_leads_somewhere() -> None:
    text = msgspec.json.encode(document(ENDPOINTS)).decode()
    schemas = document(ENDPOINTS)["components"]
    assert isinstance(schemas, dict)
    for part in text.split('"#/components/schemas/')[1:]:
        assert part.partition('"')[0] in schemas["schemas"]


def test_every_operation_says_what_it_does() -> None:
    assert all(endpoint.summary.endswith(".") for endpoint in ENDPOINTS)
    assert len({endpoint.name for endpoint in ENDPOINTS}) == len(ENDPOINTS)


def described_paths() -> dict[str, dict[str, object]]:
    paths = document(ENDPOINTS)["paths"]
    assert isinstance(paths, dict)
    return paths
