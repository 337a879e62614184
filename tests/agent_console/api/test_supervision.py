from datetime import timedelta
from pathlib import Path

import httpx

from agent_console.store.accounts import Account
from signaling.ports import SegmentFinished
from signaling.protocol.names import Role
from signaling.protocol.views import Text
from signaling.store import recordings
from tests.agent_console.conftest import Hall


async def supervisor_of(hall: Hall, division: str, *departments: str) -> httpx.AsyncClient:
    account = Account("other", Role.SUPERVISOR, "", Text(zh="督", en="S"), division, departments=frozenset(departments))
    await hall.product.console.accounts.add_account(account, "secret")
    client = hall.browser()
    await client.post("/api/sign-in", json={"page": "supervisor", "account": "other", "password": "secret"})
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
