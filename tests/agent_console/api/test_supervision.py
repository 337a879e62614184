from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from agent_console.api.supervision import byte_range
from agent_console.store.accounts import Account
from signaling.ports import SegmentFinished
from signaling.protocol.names import Role
from signaling.protocol.views import Text
from signaling.store import recordings
from tests.agent_console.conftest import Hall
from tests.agent_console.services.test_films import FILM, lay_down_film


async def supervisor_of(hall: Hall, division: str, *departments: str) -> httpx.AsyncClient:
    name = "-".join(("supervisor", division, *departments))
    account = Account(name, Role.SUPERVISOR, "", Text(zh="督", en="S"), division, departments=frozenset(departments))
    await hall.product.console.accounts.add_account(account, "secret")
    client = hall.browser()
    await client.post("/api/sign-in", json={"page": "supervisor", "account": name, "password": "secret"})
    client.headers["X-Page"] = "supervisor"
    return client


async def test_a_supervisor_looks_back_on_ended_sessions(hall: Hall) -> None:
    case = await hall.open_case()
    session = await hall.session_of(case)
    supervisor = await hall.signed_in("zhou", "supervisor")
    assert (await supervisor.get("/api/sessions")).json() == []
    segment = SegmentFinished(session, 1, Path("x.mkv"), "a" * 64, hall.clock.now(), 12.5, 0.0)
    await hall.product.console.store.write(lambda tx: recordings.add(tx, segment))
    hall.clock.advance(timedelta(minutes=3))
    await hall.end(case)
    (row,) = (await supervisor.get("/api/sessions")).json()
    assert (row["id"], row["outcome"], row["caseNumber"]) == (session, "broken-off", None)
    assert row["officialName"]["en"] == "Chen Zhiyuan"
    (film,) = row["segments"]
    assert (film["seconds"], film["url"]) == (12.5, f"/api/sessions/{session}/recording/1.mkv?page=supervisor")


async def test_a_region_is_seen_from_above_and_not_from_beside(hall: Hall) -> None:
    await hall.end(await hall.open_case())
    for division, departments, seen in (
        ("441300", (), 1),
        ("440000", (), 1),
        ("441303", (), 0),
        ("441300", ("social-security",), 0),
        ("441300", ("market-regulation",), 1),
    ):
        client = await supervisor_of(hall, division, *departments)
        assert len((await client.get("/api/sessions")).json()) == seen, (division, departments)


async def test_an_official_does_not_look_back(hall: Hall) -> None:
    client = await hall.signed_in("chen")
    assert (await client.get("/api/sessions")).json()["code"] == "not-allowed"


async def test_a_film_is_played_as_a_whole_and_in_ranges(hall: Hall) -> None:
    session = await lay_down_film(hall, await hall.open_case())
    supervisor = await hall.signed_in("zhou", "supervisor")
    path = f"/api/sessions/{session}/recording/1.mkv?page=supervisor"
    whole = await supervisor.get(path)
    assert (whole.status_code, whole.content, whole.headers["content-type"]) == (200, FILM, "video/x-matroska")
    assert whole.headers["accept-ranges"] == "bytes"
    part = await supervisor.get(path, headers={"Range": "bytes=65000-66000"})
    assert (part.status_code, part.content) == (206, FILM[65000:66001])
    assert part.headers["content-range"] == f"bytes 65000-66000/{len(FILM)}"
    assert (await supervisor.get(path, headers={"Range": "bytes=255990-"})).content == FILM[255990:]
    assert (await supervisor.get(path, headers={"Range": f"bytes={len(FILM)}-"})).status_code == 416


async def test_a_film_is_shown_to_supervisors_of_its_region_only(hall: Hall) -> None:
    session = await lay_down_film(hall, await hall.open_case())
    path = f"/api/sessions/{session}/recording/1.mkv"
    for client, code in (
        (await hall.signed_in("chen"), "not-allowed"),
        (await supervisor_of(hall, "441303"), "not-found"),
        (await supervisor_of(hall, "441302", "social-security"), "not-found"),
    ):
        assert (await client.get(path)).json()["code"] == code
    zhou = await hall.signed_in("zhou", "supervisor")
    assert (await zhou.get(f"/api/sessions/{session}/recording/2.mkv")).json()["code"] == "not-found"
    assert (await zhou.get("/api/sessions/none/recording/1.mkv")).json()["code"] == "not-found"


@pytest.mark.parametrize(
    ("header", "span"),
    [
        (None, (0, 99)),
        ("bytes=0-9", (0, 9)),
        ("bytes=90-", (90, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-1000", (0, 99)),
        ("bytes=0-1000", (0, 99)),
        ("bytes=100-", None),
        ("bytes=9-0", None),
        ("bytes=-0", None),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("lines=0-1", None),
        ("bytes=" + "9" * 30 + "-", None),
    ],
)
def test_a_range_is_read_as_rfc_9110_says(header: str | None, span: tuple[int, int] | None) -> None:
    assert byte_range(header, 100) == span
