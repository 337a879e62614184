"""Claims about the queue to department systems, on each database."""

from datetime import UTC, datetime, timedelta
from functools import partial

from msgspec.structs import replace
from sqlalchemy import select

from agent_console.store import connectors
from agent_console.store.connector_tables import system_health
from signaling.protocol.names import CaseId
from signaling.store.engine import Store

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
CASE = CaseId("c1")


async def test_what_waits_is_due_until_it_is_answered(store: Store) -> None:
    await store.write(lambda tx: connectors.enqueue(tx, CASE, "land", NOW))
    (push,) = await store.read(lambda tx: connectors.due(tx, "land", NOW))
    assert await store.read(lambda tx: connectors.due(tx, "land", NOW - timedelta(seconds=1))) == []
    assert await store.read(lambda tx: connectors.due(tx, "tax", NOW)) == []
    later = replace(push, state="sent", foreign_number="7", due_at=NOW + timedelta(minutes=1))
    await store.write(lambda tx: connectors.save(tx, later))
    assert await store.read(lambda tx: connectors.due(tx, "land", NOW)) == []
    assert await store.read(lambda tx: connectors.count_waiting(tx, "land")) == 0
    assert await store.write(lambda tx: connectors.retry_now(tx, "land", NOW)) == 1
    await store.write(lambda tx: connectors.save(tx, replace(later, state="answered")))
    assert await store.write(lambda tx: connectors.retry_now(tx, "land", NOW)) == 0
    assert [push.foreign_number for push in await store.read(lambda tx: connectors.of_case(tx, CASE))] == ["7"]


async def test_a_failure_is_news_once_and_keeps_its_beginning(store: Store) -> None:
    later = NOW + timedelta(hours=1)
    news = [
        await store.write(partial(connectors.note_health, system="land", problem=problem, now=now))
        for problem, now in ((None, NOW), ("down", NOW), ("down still", later), (None, later))
    ]
    assert news == [False, True, False, True]
    assert (await store.read(connectors.health))["land"].failing_since is None


async def test_a_connection_lasts_until_it_is_taken_away(store: Store) -> None:
    for names, days in ((("land", "tax"), 0), (("land",), 1), (("land", "tax"), 2)):
        await store.write(partial(connectors.connect, systems=names, now=NOW + timedelta(days=days)))
        assert await store.read(connectors.connected) == set(names)
    rows = await store.read(lambda tx: {r.system: r.connected_at for r in tx.execute(select(system_health))})
    assert rows == {"land": NOW, "tax": NOW + timedelta(days=2)}
    await store.write(lambda tx: connectors.connect(tx, (), NOW))
    assert await store.read(connectors.connected) == frozenset()
