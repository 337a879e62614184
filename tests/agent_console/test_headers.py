from agent_console.headers import page_policy
from tests.agent_console.conftest import Hall


async def test_every_answer_carries_the_security_headers(hall: Hall) -> None:
    for path in ("/healthz", "/api/items", "/nowhere", "/api/me"):
        headers = (await hall.browser().get(path)).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "camera=(self)" in headers["Permissions-Policy"]
        assert "Content-Security-Policy" in headers


async def test_answers_are_kept_nowhere_unless_they_say_so(hall: Hall) -> None:
    assert (await hall.browser().get("/api/items/household-move")).headers["Cache-Control"] == "no-store"
    versioned = await hall.browser().get("/api/items/household-move?version=1")
    assert "immutable" in versioned.headers["Cache-Control"]


def test_a_page_may_run_no_script_of_others_and_none_that_stands_in_it() -> None:
    policy = dict(part.strip().split(" ", 1) for part in page_policy("abc").split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self' 'nonce-abc'"
    assert "unsafe" not in page_policy("abc")
