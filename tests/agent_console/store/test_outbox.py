from datetime import UTC, datetime, timedelta

from agent_console.store import outbox
from agent_console.store.outbox import Waiting
from signaling.protocol.names import CaseId
from signaling.store.engine import Store

AT = datetime(2026, 1, 5, tzinfo=UTC)
CASE = CaseId("case")


async def test_a_message_is_due_again_after_a_try_that_failed(store: Store) -> None:
    await store.write(lambda tx: outbox.add(tx, Waiting("m", CASE, "accepted", 0), AT))
    later = AT + timedelta(minutes=5)
    await store.write(lambda tx: outbox.missed(tx, "m", 1, later, "no service took it"))
    assert await store.read(lambda tx: outbox.due(tx, AT)) == []
    assert await store.read(lambda tx: outbox.due(tx, later)) == [Waiting("m", CASE, "accepted", 1)]
    await store.write(lambda tx: outbox.sent(tx, "m", later))
    assert await store.read(lambda tx: outbox.due(tx, later)) == []
    assert await store.read(lambda tx: outbox.states(tx, CASE)) == [("accepted", "sent")]
    assert await store.read(lambda tx: outbox.ids(tx, CASE)) == {"m"}
    assert await store.read(lambda tx: outbox.phone(tx, CASE)) is None
