from datetime import timedelta

from agent_console.demo.seed import BY_HAND
from agent_console.services.accounts import ENROLMENT, MAX_FAILURES_OF_ACCOUNT, PERSON_SESSION
from tests.agent_console.conftest import Hall


async def sign_in(hall: Hall, account: str, password: str, page: str = "official") -> tuple[int, str]:
    answer = await hall.browser().post("/api/sign-in", json={"page": page, "account": account, "password": password})
    return answer.status_code, answer.json().get("code", "")


async def test_an_official_signs_in_and_is_known_on_that_page_only(hall: Hall) -> None:
    client = await hall.signed_in("chen")
    me = (await client.get("/api/me?page=official")).json()
    assert (me["id"], me["role"], me["name"]["zh"]) == ("chen", "official", "陈志远")
    client.headers.pop("X-Page")
    assert (await client.get("/api/me?page=supervisor")).json()["code"] == "not-signed-in"
    assert (await client.get("/api/me?page=window")).status_code == 401
    assert (await client.get("/api/me")).status_code == 401


async def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(hall: Hall) -> None:
    body = {"page": "official", "account": "chen", "password": hall.password("chen")}
    cookie = (await hall.browser().post("/api/sign-in", json=body)).headers["set-cookie"]
    assert cookie.startswith("__Host-official=")
    for attribute in ("HttpOnly", "Secure", "Path=/", "SameSite=strict"):
        assert attribute in cookie
    assert "Domain" not in cookie


async def test_all_pages_are_signed_in_side_by_side_in_one_browser(hall: Hall) -> None:
    client = await hall.signed_in("chen")
    code = await hall.product.console.accounts.add_window(BY_HAND)
    await client.post("/api/windows/enrol", json={"code": code})
    body = {"page": "supervisor", "account": "zhou", "password": hall.password("zhou")}
    await client.post("/api/sign-in", json=body)
    client.headers.pop("X-Page")
    for page, who in (("official", "chen"), ("supervisor", "zhou"), ("window", "window-1")):
        assert (await client.get("/api/me", headers={"X-Page": page})).json()["id"] == who


async def test_wrong_credentials_are_refused_without_telling_which(hall: Hall) -> None:
    assert await sign_in(hall, "chen", "wrong") == (401, "credentials-wrong")
    assert await sign_in(hall, "nobody", "wrong") == (401, "credentials-wrong")
    assert await sign_in(hall, "zhou", hall.password("zhou"), "official") == (401, "credentials-wrong")


async def test_an_account_is_locked_for_a_while_after_failures(hall: Hall) -> None:
    for _ in range(MAX_FAILURES_OF_ACCOUNT):
        assert await sign_in(hall, "chen", "wrong") == (401, "credentials-wrong")
    assert await sign_in(hall, "chen", hall.password("chen")) == (429, "too-many-attempts")
    assert (await sign_in(hall, "lin", hall.password("lin")))[0] == 200
    hall.clock.advance(timedelta(minutes=11))
    assert (await sign_in(hall, "chen", hall.password("chen")))[0] == 200


async def test_signing_out_ends_the_session_at_the_server(hall: Hall) -> None:
    client = await hall.signed_in("chen")
    token = client.cookies["__Host-official"]
    answer = await client.post("/api/sign-out", json={"page": "official"})
    assert answer.status_code == 204
    assert "__Host-official" not in client.cookies
    stolen = {"Cookie": f"__Host-official={token}"}
    assert (await hall.browser().get("/api/me?page=official", headers=stolen)).status_code == 401


async def test_a_session_ends_after_a_working_day(hall: Hall) -> None:
    client = await hall.signed_in("chen")
    hall.clock.advance(PERSON_SESSION)
    assert (await client.get("/api/me")).json()["code"] == "not-signed-in"


async def test_another_sites_page_signs_nobody_in_or_out(hall: Hall) -> None:
    client = await hall.signed_in("chen")
    for origin in ("https://evil.test", "null", "https://hall.test.evil.test", "https://hall.test:444"):
        answer = await client.post("/api/sign-out", json={"page": "official"}, headers={"Origin": origin})
        assert (answer.status_code, answer.json()["code"]) == (403, "origin-wrong")
    assert (await client.get("/api/me")).status_code == 200


async def test_a_code_enrols_one_device_once(hall: Hall) -> None:
    code = await hall.product.console.accounts.add_window(BY_HAND)
    first, second = hall.browser(), hall.browser()
    answer = await first.post("/api/windows/enrol", json={"code": code})
    assert (answer.status_code, answer.json()["id"], answer.json()["hall"]) == (200, "window-1", "huicheng")
    answer = await second.post("/api/windows/enrol", json={"code": code})
    assert (answer.status_code, answer.json()["code"]) == (403, "enrolment-invalid")


async def test_a_code_expires(hall: Hall) -> None:
    code = await hall.product.console.accounts.add_window(BY_HAND)
    hall.clock.advance(ENROLMENT)
    answer = await hall.browser().post("/api/windows/enrol", json={"code": code})
    assert answer.json()["code"] == "enrolment-invalid"


async def test_no_token_and_no_code_stands_in_the_database(hall: Hall) -> None:
    client = await hall.window()
    token = client.cookies["__Host-window"]
    code = await hall.product.console.accounts.add_window(BY_HAND)
    stored = b"".join(file.read_bytes() for file in hall.data.glob("desk.sqlite*"))
    assert b"window-1" in stored
    for secret in (token, code, hall.password("chen")):
        assert secret.encode() not in stored
