"""Claims about licences that are fetched from the department that issued them."""

import json
from datetime import date
from pathlib import Path

import httpx

from agent_console.demo.department import documents
from agent_console.store import connectors
from counter_client.specimens import SPECIMENS
from tests.agent_console.api.test_cases import ok, refused
from tests.agent_console.api.test_pages import photograph
from tests.agent_console.conftest import ID_NUMBER, Hall
from tests.agent_console.services.test_materials import PROOF, agree, change_item, entries
from tests.agent_console.services.test_systems import connect


def lay_down_licence(folder: Path, content: bytes, **more: object) -> None:
    licences = folder / "licences" / PROOF
    licences.mkdir(parents=True)
    (licences / "proof.jpg").write_bytes(content)
    facts = {"number": "L-1", "file": "proof.jpg", **more}
    (licences / f"{ID_NUMBER}.json").write_text(json.dumps(facts))


async def connect_from_the_start(hall: Hall) -> Path:
    """Let the hall speak to a file drop, as a server does that was started so."""
    folder = connect(hall)
    await hall.product.console.store.write(lambda tx: connectors.connect(tx, ("registry",), hall.clock.now()))
    return folder


async def fetch(client: httpx.AsyncClient, case: str, material: str = PROOF) -> httpx.Response:
    return await client.post(f"/api/cases/{case}/materials/{material}/fetch", json={})


async def test_a_fetched_licence_is_a_page_with_its_origin(hall_on_each: Hall) -> None:
    hall = hall_on_each
    await change_item(hall, connector="registry")
    lay_down_licence(await connect_from_the_start(hall), photograph(), expiresOn="2030-01-01")
    official, window = await hall.signed_in("chen"), await hall.window()
    case = await hall.open_case()
    assert await refused(fetch(official, case)) == "reuse-not-agreed"
    await ok(agree(window, case))
    await ok(fetch(official, case))
    await ok(fetch(official, case))
    await hall.product.console.chores.idle()
    (page,) = (await hall.seen(official, case)).pages
    assert (page.state, page.meant_for) == ("read", PROOF)
    (fetched,) = (await official.get(f"/api/cases/{case}/reusable")).json()["fetched"]
    assert (fetched["system"], fetched["number"], fetched["page"]) == ("registry", "L-1", page.hash)
    assert (fetched["issuedOn"], fetched["expiresOn"]) == (None, "2030-01-01")
    assert await entries(hall, "material-fetched") == [("chen", case)]
    assert (await ok(hall.act(official, case, "accept-page", page=page.hash, material=PROOF))).materials[1].pages


async def test_a_picture_that_is_all_page_is_not_said_to_have_none(hall: Hall) -> None:
    await change_item(hall, connector="registry")
    licence = documents.licence("premises-proof", SPECIMENS[0].id_number, date(2026, 3, 2))
    assert licence is not None
    lay_down_licence(await connect_from_the_start(hall), licence.content)
    official, window = await hall.signed_in("chen"), await hall.window()
    case = await hall.open_case()
    await ok(agree(window, case))
    await ok(fetch(official, case))
    await hall.product.console.chores.idle()
    (page,) = (await hall.seen(official, case)).pages
    assert (page.state, page.problems) == ("read", ())


async def test_what_cannot_be_fetched_is_told_by_its_system(hall: Hall) -> None:
    await change_item(hall, connector="registry")
    folder = await connect_from_the_start(hall)
    official, window = await hall.signed_in("chen"), await hall.window()
    case = await hall.open_case()
    await ok(agree(window, case))
    failing = await fetch(official, case)
    assert (failing.status_code, failing.json()["code"]) == (424, "system-failing")
    assert failing.json()["facts"] == {"system": "registry"}
    (system,) = (await official.get("/api/systems")).json()
    assert system["failingSince"] is not None
    folder.mkdir()
    absent = await fetch(official, case)
    assert (absent.status_code, absent.json()["code"]) == (404, "licence-absent")
    (system,) = (await official.get("/api/systems")).json()
    assert system["failingSince"] is None
    lay_down_licence(folder, b"no picture")
    assert await refused(fetch(official, case)) == "system-failing"
    assert await refused(fetch(official, case, "identity-card")) == "not-fetched"
    assert await refused(fetch(official, case, "nothing")) == "material-unknown"


async def test_from_a_system_that_is_not_connected_nothing_is_offered(hall: Hall) -> None:
    await change_item(hall, connector="registry")
    official, window = await hall.signed_in("chen"), await hall.window()
    case = await hall.open_case()
    assert {material.system for material in (await hall.seen(official, case)).materials} == {None}
    await ok(agree(window, case))
    assert await refused(fetch(official, case)) == "not-fetched"


async def test_a_window_fetches_nothing(hall: Hall) -> None:
    await change_item(hall, connector="registry")
    case = await hall.open_case()
    assert await refused(fetch(await hall.window(), case)) == "not-allowed"
