"""Claims about handing cases over to department systems."""

import json
from datetime import timedelta
from pathlib import Path

from agent_console.connectors.config import read_systems
from agent_console.connectors.systems import Systems
from agent_console.services.systems import FIRST_PAUSE, LONGEST_PAUSE, PROBE_AFTER, note_health, serve_system
from agent_console.store import connectors
from signaling.protocol.case_views import CaseState
from signaling.protocol.names import CaseId
from tests.agent_console.api.test_cases import bring_to
from tests.agent_console.conftest import Hall

LAND = {
    "name": "registry",
    "transport": {"kind": "files", "folder": "registry"},
    "items": ["individual-*"],
    "fields": [{"to": "/serial", "source": "number"}, {"to": "/name", "source": "values.business_name"}],
    "states": {"done": "granted"},
}


NOBODY = {"kind": "http", "url": "http://127.0.0.1:9"}  # The discard port: nothing listens there.


def connect(hall: Hall, **change: object) -> Path:
    """Let the hall speak to a file drop; return its folder, which is not there yet."""
    systems = Systems(read_systems({"systems": [{**LAND, **change}]}), hall.data)
    hall.product.console.systems.systems.update(systems.systems)
    hall.product.console.systems.links.update(systems.links)
    return hall.data / "registry"


async def accepted(hall: Hall) -> CaseId:
    case = await hall.open_case()
    official = await hall.signed_in("chen")
    await bring_to(hall, official, await hall.window(), case, CaseState.ACCEPTED)
    for page in (await hall.seen(official, case)).pages:
        assert page.flat is not None
        picture = hall.product.console.blobs.path(page.flat)  # Nobody has flattened it: the test said that it was read.
        picture.parent.mkdir(exist_ok=True)
        picture.write_bytes(b"picture")
    return case


async def push_of(hall: Hall, case: CaseId) -> connectors.Push:
    (push,) = await hall.product.console.store.read(lambda tx: connectors.of_case(tx, case))
    return push


async def test_an_accepted_case_arrives_with_its_pages_and_its_answer_comes_back(hall: Hall) -> None:
    console, folder = hall.product.console, connect(hall)
    case = await accepted(hall)
    await serve_system(console, "registry")
    push = await push_of(hall, case)
    assert (push.state, push.problem) == ("sent", None)
    laid = folder / "out" / str(push.foreign_number)
    assert json.loads((laid / "case.json").read_text("utf-8"))["serial"] == push.foreign_number
    assert len(list(laid.glob("*.jpg"))) == 2
    (folder / "in").mkdir()
    (folder / "in" / "licence.pdf").write_bytes(b"%PDF")
    answer = {"state": "done", "result": "licence.pdf"}
    (folder / "in" / f"{push.foreign_number}.json").write_text(json.dumps(answer))
    hall.clock.advance(timedelta(minutes=2))
    await serve_system(console, "registry")
    push = await push_of(hall, case)
    assert (push.state, push.foreign_state) == ("answered", "granted")
    assert push.result is not None
    assert await console.blobs.read(push.result) == b"%PDF"


async def test_a_case_of_another_item_stays(hall: Hall) -> None:
    connect(hall, items=["company-*"])
    case = await accepted(hall)
    await serve_system(hall.product.console, "registry")
    assert await hall.product.console.store.read(lambda tx: connectors.of_case(tx, case)) == []


async def test_a_system_that_fails_is_named_and_tried_again_ever_later(hall: Hall) -> None:
    console = hall.product.console
    connect(hall, transport=NOBODY)
    case = await accepted(hall)
    pauses = []
    for _ in range(14):
        await serve_system(console, "registry")
        push = await push_of(hall, case)
        pauses.append(push.due_at - console.clock.now())
        hall.clock.advance(pauses[-1])
    assert pauses[:2] == [FIRST_PAUSE, 2 * FIRST_PAUSE]
    assert pauses[-1] == LONGEST_PAUSE
    assert push.fault == "unreachable"
    assert "ConnectError" in str(push.problem)
    health = await console.store.read(connectors.health)
    assert health["registry"].failing_since is not None
    assert health["registry"].fault == "unreachable"
    connect(hall)
    await serve_system(console, "registry")
    assert (await push_of(hall, case)).state == "sent"
    health = await console.store.read(connectors.health)
    assert (health["registry"].failing_since, health["registry"].fault) == (None, None)


async def test_a_case_that_lacks_a_field_of_theirs_fails_alone(hall: Hall) -> None:
    console = hall.product.console
    connect(hall, fields=[{"to": "/x", "source": "values.never_asked"}])
    case = await accepted(hall)
    await serve_system(console, "registry")
    push = await push_of(hall, case)
    assert (push.state, push.fault) == ("waiting", "incomplete")
    assert "/x" in str(push.problem)
    assert "registry" not in await console.store.read(connectors.health)


async def test_what_was_accepted_before_a_system_was_connected_stays(hall: Hall) -> None:
    console = hall.product.console
    case = await accepted(hall)
    hall.clock.advance(timedelta(days=1))
    connect(hall)
    await console.store.write(lambda tx: connectors.connect(tx, ("registry",), console.clock.now()))
    await serve_system(console, "registry")
    assert await console.store.read(lambda tx: connectors.of_case(tx, case)) == []


async def test_a_failing_system_that_nothing_waits_for_is_asked_whether_it_answers_again(hall: Hall) -> None:
    console = hall.product.console
    folder = connect(hall)
    await console.store.write(lambda tx: note_health(tx, "registry", "its folder is not there", console.clock.now()))

    async def fails() -> bool:
        await serve_system(console, "registry")
        return (await console.store.read(connectors.health))["registry"].failing_since is not None

    folder.mkdir(parents=True)
    assert await fails(), "not yet asked"
    hall.clock.advance(PROBE_AFTER)
    folder.rmdir()
    assert await fails()
    folder.mkdir()
    assert await fails(), "asked a moment ago"
    hall.clock.advance(PROBE_AFTER)
    assert not await fails()


async def test_what_waits_goes_on_as_soon_as_its_system_is_back(hall: Hall) -> None:
    console = hall.product.console
    connect(hall, transport=NOBODY)
    case = await accepted(hall)
    for _ in range(12):
        await serve_system(console, "registry")
        hall.clock.advance((await push_of(hall, case)).due_at - console.clock.now())
    await serve_system(console, "registry")
    assert (await push_of(hall, case)).due_at - console.clock.now() == LONGEST_PAUSE
    connect(hall).mkdir(parents=True)
    hall.clock.advance(PROBE_AFTER)
    await serve_system(console, "registry")
    await serve_system(console, "registry")
    assert (await push_of(hall, case)).state == "sent"
