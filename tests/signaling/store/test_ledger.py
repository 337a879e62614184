import asyncio

import msgspec
import pytest
from sqlalchemy import delete, select

from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codec import decode_server
from signaling.protocol.codes import Code
from signaling.protocol.facts import MessageSaid
from signaling.protocol.names import StreamName
from signaling.store import ledger
from signaling.store.engine import Store
from signaling.store.tables import audit, facts, outcomes, streams
from tests.support.ledger import NOW, STREAM, draft, entry, say

OTHER = StreamName("floor/441302")
DIGEST = ledger.digest(b"take-ticket")


async def offsets_after(store: Store, offset: int, stream: StreamName = STREAM, limit: int = 1000) -> list[int] | None:
    told = await store.read(lambda tx: ledger.facts_after(tx, stream, offset, limit))
    return None if told is None else [fact.offset for fact in told]


async def test_a_stored_fact_is_the_frame_that_is_sent_with_its_stream_and_offset(store: Store) -> None:
    stored = await store.write(say)
    fact = decode_server(stored.body)
    assert isinstance(fact, MessageSaid)
    assert (fact.stream, fact.offset, fact.message.text) == (STREAM, 1, "你好")


async def test_offsets_of_each_stream_count_from_one_whatever_order_they_come_in(store: Store) -> None:
    drafts = [draft(stream=StreamName(name)) for name in ("b", "a", "b", "c", "a", "b")]
    stored = await store.write(lambda tx: ledger.record(tx, drafts, entry()))
    assert [(fact.stream, fact.offset) for fact in stored] == [
        ("b", 1),
        ("a", 1),
        ("b", 2),
        ("c", 1),
        ("a", 2),
        ("b", 3),
    ]
    assert await store.read(lambda tx: [ledger.head(tx, StreamName(name)) for name in "abcd"]) == [2, 3, 1, 0]


async def test_offsets_have_no_gap_and_no_double_under_concurrent_commands(store: Store) -> None:
    def both(tx: Transaction) -> None:
        ledger.record(tx, [draft(stream=OTHER), draft()], entry())

    def failing(tx: Transaction) -> None:
        both(tx)
        raise LookupError

    commands = [both, failing] * 40
    await asyncio.gather(*(store.write(command) for command in commands), return_exceptions=True)
    for stream in (STREAM, OTHER):
        assert await offsets_after(store, 0, stream) == list(range(1, 41))


async def test_facts_after_an_offset_are_told_once_in_order(store: Store) -> None:
    for _ in range(5):
        await store.write(say)
    assert await offsets_after(store, 2, limit=2) == [3, 4]
    assert await offsets_after(store, 5) == []


async def test_an_audience_is_kept(store: Store) -> None:
    audience = frozenset({"official", "w1"})
    (stored,) = await store.write(lambda tx: ledger.record(tx, [draft(audience=audience)], entry()))
    assert stored.audience == audience
    assert await store.read(lambda tx: ledger.facts_after(tx, STREAM, 0)) == (stored,)


async def test_history_that_is_gone_is_not_told_in_part(store: Store) -> None:
    for _ in range(3):
        await store.write(say)
    await store.write(lambda tx: tx.execute(delete(facts).where(facts.c.offset == 1)))
    assert await offsets_after(store, 0) is None
    assert await offsets_after(store, 1) == [2, 3]


async def test_an_offset_beyond_the_end_is_told_a_snapshot_is_needed(store: Store) -> None:
    assert await offsets_after(store, 0) == []
    assert await offsets_after(store, 7) is None


async def test_an_entry_without_facts_goes_on_the_desks_chain(store: Store) -> None:
    assert await store.write(lambda tx: ledger.record(tx, [], entry("sign-in"))) == ()
    kept = await store.read(lambda tx: tx.execute(select(audit.c.stream, audit.c.action)).one())
    assert tuple(kept) == (ledger.DESK, "sign-in")


async def test_one_entry_tells_of_all_facts_of_its_command(store: Store) -> None:
    await store.write(lambda tx: ledger.record(tx, [draft(stream=OTHER), draft()], entry("call-next", number="A017")))
    row = await store.read(lambda tx: tx.execute(select(audit)).one())
    assert (row.stream, row.seq, row.actor, row.at) == (OTHER, 1, "w1", NOW)
    assert msgspec.json.decode(row.details) == {"number": "A017"}
    assert [one[:2] for one in msgspec.json.decode(row.facts)] == [[OTHER, 1], [STREAM, 1]]
    chains = await store.read(lambda tx: tx.execute(select(streams.c.name, streams.c.entries)).all())
    assert sorted(map(tuple, chains)) == [(OTHER, 1), (STREAM, 0)]


async def test_a_command_without_an_outcome_has_none(store: Store) -> None:
    assert await store.read(lambda tx: ledger.outcome(tx, "w1", "ref-1", DIGEST)) is None


async def test_a_repeated_command_gets_the_first_outcome(store: Store) -> None:
    await store.write(lambda tx: ledger.remember(tx, "w1", "ref-1", DIGEST, b"first"))
    assert await store.read(lambda tx: ledger.outcome(tx, "w1", "ref-1", DIGEST)) == b"first"
    assert await store.read(lambda tx: ledger.outcome(tx, "w2", "ref-1", DIGEST)) is None


async def test_a_ref_of_another_command_is_refused(store: Store) -> None:
    await store.write(lambda tx: ledger.remember(tx, "w1", "ref-1", DIGEST, b"first"))
    with pytest.raises(Refused) as refused:
        await store.read(lambda tx: ledger.outcome(tx, "w1", "ref-1", ledger.digest(b"leave-queue")))
    assert refused.value.code is Code.KEY_REUSED


async def test_of_the_same_command_at_once_one_is_carried_out_and_all_get_its_outcome(store: Store) -> None:
    def command(tx: Transaction) -> bytes:
        first = ledger.outcome(tx, "w1", "ref-1", DIGEST)
        if first is not None:
            return first
        reply = str(say(tx).offset).encode()
        ledger.remember(tx, "w1", "ref-1", DIGEST, reply)
        return reply

    replies = await asyncio.gather(*(store.write(command) for _ in range(20)))
    assert set(replies) == {b"1"}
    assert await store.read(lambda tx: ledger.head(tx, STREAM)) == 1
    assert len(await store.read(lambda tx: tx.execute(select(outcomes)).all())) == 1
