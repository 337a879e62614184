"""Claims about department systems over HTTP."""

from agent_console.services.systems import serve_system
from tests.agent_console.api.test_cases import ok
from tests.agent_console.api.test_pages import photograph
from tests.agent_console.conftest import Hall
from tests.agent_console.services.test_fetching import connect_from_the_start, fetch, lay_down_licence
from tests.agent_console.services.test_materials import agree, change_item
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
    (system,) = (await official.get(f"/api/cases/{case}/systems")).json()["systems"]
    assert (system["takes"], system["push"]["state"]) == (True, "sent")


async def test_before_the_acceptance_a_case_says_where_it_will_go_and_where_papers_come_from(hall: Hall) -> None:
    await change_item(hall, connector="registry")
    lay_down_licence(await connect_from_the_start(hall), photograph())
    official, window = await hall.signed_in("chen"), await hall.window()
    case = await hall.open_case()
    await ok(agree(window, case))
    await ok(fetch(official, case))
    found = (await official.get(f"/api/cases/{case}/systems")).json()
    assert [(system["name"], system["takes"], system["push"]) for system in found["systems"]] == [
        ("registry", True, None)
    ]
    assert [(page["number"], page["title"]["en"]) for page in found["fetched"]] == [("L-1", "registry")]


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
