import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from agent_console.api.errors import STATUS, on_bug, problem
from signaling.protocol.codes import Code
from tests.agent_console.conftest import Hall


@pytest.mark.parametrize("code", Code)
def test_every_code_makes_a_problem_document(code: Code) -> None:
    answer = problem(code, STATUS.get(code, 422))
    assert answer.media_type == "application/problem+json"
    assert f'"code":"{code.value}"'.encode() in bytes(answer.body)
    assert 400 <= answer.status_code < 600


async def test_what_is_not_there_is_a_problem_too(hall: Hall) -> None:
    for path in ("/api/none", "/api/cases"):
        answer = await hall.browser().get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
    answer = await hall.browser().delete("/api/items")
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_bug_is_answered_without_a_word_about_it() -> None:
    async def stumble(_: Request) -> Response:
        raise ZeroDivisionError("secret")

    app = Starlette(routes=[Route("/", stumble)], exception_handlers={Exception: on_bug})
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="https://hall.test") as client:
        answer = await client.get("/")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "secret" not in answer.text
