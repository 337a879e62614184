from collections.abc import Callable
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import delete, insert, select, update

from signaling.core.audit import GENESIS, Entry, link
from signaling.ports import Transaction
from signaling.protocol.names import Role, StreamName
from signaling.store.engine import Store
from signaling.store.ledger import Report, record, sign_heads, verify
from signaling.store.proof import HEADS, Fault, FaultKind
from signaling.store.tables import audit, audit_heads, facts, streams
from tests.support.ledger import NOW, STREAM, draft, entry, say

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
FLOOR = StreamName("floor/441302")

Tampering = Callable[[Transaction], object]


def _entry(seq: int) -> Callable[..., object]:
    return lambda tx, **values: tx.execute(
        update(audit).where(audit.c.stream == STREAM, audit.c.seq == seq).values(values)
    )


def _swap(tx: Transaction) -> None:
    for before, after in ((2, 99), (3, 2), (99, 3)):
        tx.execute(update(audit).where(audit.c.stream == STREAM, audit.c.seq == before).values(seq=after))


def _rewrite(tx: Transaction) -> None:
    """Do what a knowing hand would: change an entry and set all hashes behind it right, the stream's row included."""
    previous = GENESIS
    for row in tx.execute(select(audit).where(audit.c.stream == STREAM).order_by(audit.c.seq)).all():
        action = "never-happened" if row.seq == 2 else row.action
        told = Entry(row.actor, Role(row.role), action, row.subject, row.at, {})
        previous = link(STREAM, row.seq, previous, told, row.facts)
        _entry(row.seq)(tx, action=action, hash=previous)
    tx.execute(update(streams).where(streams.c.name == STREAM).values(chain=previous))


def _cut(tx: Transaction) -> None:
    tx.execute(delete(audit).where(audit.c.stream == STREAM, audit.c.seq > 3))
    tx.execute(delete(facts).where(facts.c.stream == STREAM, facts.c.offset > 3))
    end = tx.execute(select(audit.c.hash).where(audit.c.stream == STREAM, audit.c.seq == 3)).scalar()
    tx.execute(update(streams).where(streams.c.name == STREAM).values(chain=end, entries=3, head=3))


def _drop(tx: Transaction) -> None:
    for table, column in ((audit, audit.c.stream), (facts, facts.c.stream), (streams, streams.c.name)):
        tx.execute(delete(table).where(column == STREAM))


@pytest.fixture
async def store(store: Store) -> Store:
    """Four entries, a signed head, a fifth entry, and another head."""
    for _ in range(4):
        await store.write(say)
    await store.write(lambda tx: sign_heads(tx, KEY, NOW))
    await store.write(lambda tx: record(tx, [draft(), draft(stream=FLOOR)], entry()))
    await store.write(lambda tx: sign_heads(tx, KEY, NOW + timedelta(hours=1)))
    return store


async def found(store: Store, *tamperings: Tampering) -> list[tuple[FaultKind, str, int]]:
    for tampering in tamperings:
        await store.write(tampering)
    report = await store.read(lambda tx: verify(tx, KEY.public_key()))
    return [(fault.kind, fault.stream, fault.place) for fault in report.faults]


async def test_an_untouched_ledger_is_sound(store: Store) -> None:
    report = await store.read(lambda tx: verify(tx, KEY.public_key()))
    assert report == Report(chains=1, entries=5, facts=6, heads=2, head=report.head, faults=())
    assert len(report.head) == 64


async def test_an_empty_ledger_is_sound(database_url: str) -> None:
    store = Store(database_url)
    await store.create()
    assert await store.read(verify) == Report(0, 0, 0, 0, GENESIS.hex(), ())
    await store.close()


async def test_heads_are_signed_only_where_a_chain_grew(store: Store) -> None:
    assert await store.write(lambda tx: sign_heads(tx, KEY, NOW)) is None
    await store.write(say)
    head = await store.write(lambda tx: sign_heads(tx, KEY, NOW))
    assert head is not None
    assert (head.number, list(head.chains)) == (3, [STREAM])


@pytest.mark.parametrize(
    ("tampering", "expected"),
    [
        pytest.param(lambda tx: _entry(2)(tx, actor="w2"), [(FaultKind.ENTRY_CHANGED, 2)], id="actor"),
        pytest.param(lambda tx: _entry(2)(tx, at=NOW + timedelta(1)), [(FaultKind.ENTRY_CHANGED, 2)], id="time"),
        pytest.param(lambda tx: _entry(2)(tx, details=b'{"a":1}'), [(FaultKind.ENTRY_CHANGED, 2)], id="details"),
        pytest.param(lambda tx: _entry(2)(tx, details=b"junk"), [(FaultKind.ENTRY_CHANGED, 2)], id="junk"),
        pytest.param(lambda tx: _entry(2)(tx, role="nobody"), [(FaultKind.ENTRY_CHANGED, 2)], id="role"),
    ],
)
async def test_a_changed_entry_is_named(
    store: Store, tampering: Tampering, expected: list[tuple[FaultKind, int]]
) -> None:
    assert await found(store, tampering) == [(kind, STREAM, place) for kind, place in expected]


async def test_junk_in_an_entrys_list_of_facts_is_named(store: Store) -> None:
    faults = await found(store, lambda tx: _entry(2)(tx, facts=b"junk"))
    assert faults[0] == (FaultKind.ENTRY_CHANGED, STREAM, 2)


async def test_a_removed_entry_is_named(store: Store) -> None:
    faults = await found(store, lambda tx: tx.execute(delete(audit).where(audit.c.seq == 3)))
    assert (FaultKind.ENTRY_REMOVED, STREAM, 3) in faults


async def test_entries_that_changed_places_are_named(store: Store) -> None:
    places = {place for kind, _, place in await found(store, _swap) if kind is FaultKind.ENTRY_CHANGED}
    assert {2, 3} <= places


async def test_a_chain_cut_short_with_all_its_traces_is_named_by_the_heads(store: Store) -> None:
    faults = await found(store, _cut)
    assert (FaultKind.CHAIN_CUT, STREAM, 4) in faults


async def test_a_chain_cut_short_is_named_without_heads(store: Store) -> None:
    def cut(tx: Transaction) -> None:
        tx.execute(delete(audit_heads))
        tx.execute(delete(audit).where(audit.c.seq == 5))

    assert (FaultKind.CHAIN_CUT, STREAM, 5) in await found(store, cut)


async def test_a_chain_rewritten_by_a_knowing_hand_is_named_by_the_heads(store: Store) -> None:
    assert await found(store, _rewrite) == [
        (FaultKind.CHAIN_REWRITTEN, STREAM, 4),
        (FaultKind.CHAIN_REWRITTEN, STREAM, 5),
    ]


async def test_a_stream_that_vanished_is_named(store: Store) -> None:
    assert (FaultKind.CHAIN_CUT, STREAM, 1) in await found(store, _drop)


async def test_a_changed_fact_is_named(store: Store) -> None:
    which = (facts.c.stream == FLOOR) & (facts.c.offset == 1)
    change = update(facts).where(which).values(body=b"{}")
    assert await found(store, lambda tx: tx.execute(change)) == [(FaultKind.FACT_CHANGED, FLOOR, 1)]


async def test_a_fact_shown_to_others_is_named(store: Store) -> None:
    change = update(facts).where(facts.c.stream == FLOOR).values(audience=frozenset({"window"}))
    assert await found(store, lambda tx: tx.execute(change)) == [(FaultKind.FACT_CHANGED, FLOOR, 1)]


async def test_a_removed_fact_is_named(store: Store) -> None:
    remove = delete(facts).where(facts.c.stream == STREAM, facts.c.offset == 2)
    assert await found(store, lambda tx: tx.execute(remove)) == [(FaultKind.FACT_REMOVED, STREAM, 2)]


async def test_a_fact_that_no_entry_tells_of_is_named(store: Store) -> None:
    untold = {"stream": STREAM, "offset": 6, "at": NOW, "audience": frozenset[str](), "body": b"{}"}
    assert await found(store, lambda tx: tx.execute(insert(facts).values(untold))) == [
        (FaultKind.FACT_UNTOLD, STREAM, 6)
    ]


@pytest.mark.parametrize("values", [{"body": b"junk"}, {"signature": bytes(64)}])
async def test_a_changed_head_is_named(store: Store, values: dict[str, bytes]) -> None:
    change = update(audit_heads).where(audit_heads.c.number == 2).values(values)
    assert (FaultKind.HEAD_CHANGED, HEADS, 2) in await found(store, lambda tx: tx.execute(change))


async def test_a_head_signed_by_another_key_is_named(store: Store) -> None:
    other = Ed25519PrivateKey.generate().public_key()
    report = await store.read(lambda tx: verify(tx, other))
    assert report.faults == tuple(Fault(FaultKind.HEAD_CHANGED, HEADS, number) for number in (1, 2))


async def test_a_removed_head_is_named(store: Store) -> None:
    remove = delete(audit_heads).where(audit_heads.c.number == 1)
    assert (FaultKind.HEAD_REMOVED, HEADS, 1) in await found(store, lambda tx: tx.execute(remove))
