from collections.abc import AsyncIterator

import pytest

from tests.agent_console.conftest import Hall


async def test_a_body_without_an_announced_length_is_capped_as_it_comes(hall: Hall) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b" " * 65536

    answer = await hall.browser().post("/api/sign-in", content=endless())
    assert (answer.status_code, answer.json()["code"]) == (400, "bad-request")


@pytest.mark.parametrize("length", ["-1", "x", "99999999999"])
async def test_a_length_that_cannot_be_is_refused(hall: Hall, length: str) -> None:
    answer = await hall.browser().post("/api/sign-in", content=b"{}", headers={"Content-Length": length})
    assert answer.json()["code"] == "bad-request"


async def test_a_page_that_is_none_is_nobody(hall: Hall) -> None:
    client = await hall.signed_in("chen")
    for page in ("clerk", "operator", "", "Official"):
        assert (await client.get("/api/me", headers={"X-Page": page})).status_code == 401


async def test_a_name_that_cannot_be_one_is_not_looked_for(hall: Hall) -> None:
    for path in ("/api/items/a%00b", "/api/progress/%00"):
        assert (await hall.browser().get(path)).json()["code"] == "not-found"
    body = {"page": "official", "account": "a\x00", "password": "x"}
    assert (await hall.browser().post("/api/sign-in", json=body)).json()["code"] == "credentials-wrong"
