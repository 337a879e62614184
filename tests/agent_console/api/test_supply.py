from tests.agent_console.conftest import Hall


async def test_only_a_clerk_looks_cases_up_by_number(hall: Hall) -> None:
    window, clerk = await hall.window(), await hall.signed_in("wu", "clerk")
    asked = {"named": "441302-20260105-00001"}
    assert (await window.get("/api/clerk/supplies", params=asked)).json()["code"] == "not-allowed"
    assert (await clerk.get("/api/clerk/supplies", params=asked)).json()["code"] == "not-found"
