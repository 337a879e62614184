from datetime import timedelta

from msgspec.structs import replace

from agent_console.store import rings
from agent_console.store.rings import Ring
from signaling.clock import FakeClock
from signaling.protocol.names import Role
from signaling.protocol.views import Text
from signaling.store.engine import Store

NOW = FakeClock().now()
NAME = Text(zh="一号窗口", en="Window 1")
WU = Text(zh="吴", en="Wu")
RING = Ring("r1", "hall", "window-1", NAME, None, Role.WINDOW, "window-1", NAME, "scan", "", NOW)
MINUTE = timedelta(minutes=1)


async def test_a_ring_is_answered_by_whoever_is_first_and_solved_once(store: Store) -> None:
    await store.write(lambda tx: rings.add(tx, RING))
    assert await store.read(lambda tx: rings.open_of_window(tx, "window-1")) == RING
    await store.write(lambda tx: rings.answer(tx, "r1", "wu", WU, NOW + MINUTE))
    await store.write(lambda tx: rings.answer(tx, "r1", "li", NAME, NOW + 2 * MINUTE))
    coming = replace(RING, coming_at=NOW + MINUTE, clerk="wu", clerk_name=WU)
    assert await store.read(lambda tx: rings.get(tx, "r1")) == coming
    await store.write(lambda tx: rings.solve(tx, "r1", NOW + 3 * MINUTE))
    await store.write(lambda tx: rings.solve(tx, "r1", NOW + 9 * MINUTE))
    solved = replace(coming, solved_at=NOW + 3 * MINUTE)
    assert await store.read(lambda tx: rings.recent(tx, NOW, hall="hall")) == [solved]
    assert await store.read(lambda tx: rings.recent(tx, NOW + 3 * MINUTE, window="window-1")) == []
    assert await store.read(lambda tx: rings.open_of_window(tx, "window-1")) is None
    assert await store.read(lambda tx: rings.get(tx, "r2")) is None
