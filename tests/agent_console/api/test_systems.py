"""Claims about department systems over HTTP."""

from agent_console.services.systems import serve_system
from tests.agent_console.conftest import Hall
from tests.agent_console.services.test_systems import NOBODY, accepted, connect


async def test_officials_see_which_system_fails_and_try_again(hall: Hall) -> None:
    connect(hall, transport=NOBODY, title={"zh": "登记系统", "en": "The registry"})
    case = await accepted(hall)
    await serve_system(hall.product.console, "registry")
    official = await hall.signed_in("chen")
    (system,) = (await official.get("/api/systems")).json()
    assert (system["name"], system["waiting"]) == ("registry", 1)
    assert system["failingSince"] is not None
    assert (system["fault"], system["title"]["en"]) == ("unreachable", "The registry")
    (waiting,) = (await official.get("/api/systems/registry/waiting")).json()
    assert (waiting["case"], waiting["tries"], waiting["fault"]) == (case, 1, "unreachable")
    connect(hall)
    retried = (await official.post("/api/systems/registry/retry", json={})).json()
    assert (retried["waiting"], retried["failingSince"]) == (0, None)
    (push,) = (await official.get(f"/api/cases/{case}/systems")).json()
    assert push["state"] == "sent"


async def test_one_case_is_handed_over_now_by_who_works_on_it(hall: Hall) -> None:
    connect(hall, transport=NOBODY)
    case = await accepted(hall)
    await serve_system(hall.product.console, "registry")
    connect(hall)
    official, retry = await hall.signed_in("chen"), f"/api/cases/{case}/systems/registry/retry"
    assert (await official.post(f"/api/cases/{case}/systems/nothing/retry", json={})).status_code == 404
    assert (await official.post("/api/cases/nothing/systems/registry/retry", json={})).status_code == 404
    push = (await official.post(retry, json={})).json()
    assert (push["state"], push["title"]) == ("sent", {"zh": "registry", "en": "registry"})
    assert (await official.get("/api/systems/registry/waiting")).json() == []


async def test_a_system_that_is_none_and_a_result_that_is_not_there(hall: Hall) -> None:
    connect(hall)
    case = await accepted(hall)
    official = await hall.signed_in("chen")
    assert (await official.post("/api/systems/nothing/retry", json={})).status_code == 404
    assert (await official.get(f"/api/cases/{case}/systems/registry/result?page=official")).status_code == 404


async def test_a_window_learns_nothing_of_systems(hall: Hall) -> None:
    assert (await (await hall.window()).get("/api/systems")).status_code == 403
