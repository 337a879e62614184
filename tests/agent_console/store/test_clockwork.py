from datetime import date

from agent_console.store import clockwork
from signaling.clock import FakeClock
from signaling.protocol.names import CaseId
from signaling.store.engine import Store

NOW = FakeClock().now()


async def test_an_empty_hall_gives_the_clock_nothing_to_do(store: Store) -> None:
    assert await store.read(clockwork.to_warn) == []
    assert await store.read(lambda tx: clockwork.to_urge(tx, date(2026, 1, 5), NOW)) == []
    assert await store.read(lambda tx: clockwork.to_enforce(tx, NOW)) == []


async def test_a_warning_is_kept(store: Store) -> None:
    await store.write(lambda tx: clockwork.note_warning(tx, CaseId("c"), 50, NOW))
    assert await store.read(clockwork.to_warn) == []
