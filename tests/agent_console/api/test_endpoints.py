import re

from agent_console.api.endpoints import ENDPOINTS
from signaling.protocol.names import Role
from tests.agent_console.conftest import Hall


def filled(path: str) -> str:
    """Return an address that the path's parameters may make."""
    return re.sub(r"{\w+}", "x", re.sub(r"{\w+:int}", "1", path.replace("{sha256}", "a" * 64)))


async def test_a_running_server_is_well(hall: Hall) -> None:
    answer = await hall.browser().get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_whoever_is_not_signed_in_gets_nothing_that_belongs_to_somebody(hall: Hall) -> None:
    for endpoint in ENDPOINTS:
        if not endpoint.roles:
            continue
        path = filled(endpoint.path)
        body = b'{"action":"present","version":1}' if endpoint.method == "POST" else b""
        for role in Role:
            answer = await hall.browser().request(endpoint.method, path, headers={"X-Page": role.value}, content=body)
            assert answer.status_code in (401, 403), (endpoint.path, role)


async def test_every_change_is_refused_to_another_sites_page(hall: Hall) -> None:
    for endpoint in ENDPOINTS:
        if endpoint.method == "GET":
            continue
        path = filled(endpoint.path)
        answer = await hall.browser().request(endpoint.method, path, headers={"Origin": "https://evil.test"})
        assert (answer.status_code, answer.json()["code"]) == (403, "origin-wrong"), endpoint.path
