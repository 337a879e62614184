from datetime import UTC, datetime, timedelta

from agent_console.core.notice import Channel
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
    assert await store.read(lambda tx: outbox.addresses(tx, CASE)) is None


async def test_a_notice_that_was_given_up_may_be_tried_again_and_one_that_went_out_not(store: Store) -> None:
    await store.write(lambda tx: outbox.add(tx, Waiting("m", CASE, "accepted", 0), AT))
    await store.write(lambda tx: outbox.missed(tx, "m", 6, None, "no service took it"))
    assert await store.read(lambda tx: outbox.due(tx, AT)) == []
    assert await store.write(lambda tx: outbox.retry(tx, "m", AT))
    assert [waiting.tries for waiting in await store.read(lambda tx: outbox.due(tx, AT))] == [0]
    await store.write(lambda tx: outbox.sent(tx, "m", AT))
    assert not await store.write(lambda tx: outbox.retry(tx, "m", AT))


async def test_what_lies_on_a_desk_is_there_at_once_and_is_seen_by_its_official_alone(store: Store) -> None:
    notice = Waiting("d", CASE, "urged", 0, Channel.DESK, "chen")
    await store.write(lambda tx: outbox.add(tx, notice, AT))
    assert await store.read(lambda tx: outbox.due(tx, AT)) == []
    await store.write(lambda tx: outbox.see(tx, "lin", ["d"], AT))
    assert [each.seen_at for each in await store.read(lambda tx: outbox.on_desk(tx, "chen", 5))] == [None]
    await store.write(lambda tx: outbox.see(tx, "chen", ["d"], AT))
    assert [each.seen_at for each in await store.read(lambda tx: outbox.on_desk(tx, "chen", 5))] == [AT]
    assert await store.read(lambda tx: outbox.on_desk(tx, "lin", 5)) == []
    assert await store.read(outbox.counts) == {}
