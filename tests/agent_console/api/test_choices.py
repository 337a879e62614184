from tests.agent_console.conftest import Hall


async def test_choices_are_for_officials_and_supervisors(hall: Hall) -> None:
    chen = await hall.signed_in("chen")
    assert (await chen.get("/api/choices")).json()["departments"]
    assert (await hall.browser().get("/api/choices?page=official")).status_code == 401
