from datetime import UTC, datetime
from typing import NamedTuple

import pytest
from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from signaling.ports import Transaction
from signaling.store.engine import Store
from signaling.store.ledger import digest
from signaling.store.prepared import Command, Query
from signaling.store.tables import counters, facts, streams

AT = datetime(2026, 1, 5, 9, 0, 0, 123456, tzinfo=UTC)


class Told(NamedTuple):
    at: datetime
    audience: frozenset[str]
    body: bytes


OPEN = Command(insert(streams))
TELL = Command(insert(facts))
TOLD = Query(
    select(facts.c.at, facts.c.audience, facts.c.body).where(facts.c.stream == bindparam("which")).order_by("offset"),
    Told,
)
COUNT = Command(insert(counters))
RAISE = Command(update(counters).where(counters.c.name == bindparam("which")).values(value=bindparam("to")))
NUMBER = Query(select(counters.c.value).where(counters.c.name == bindparam("which")), int)
NEXT = Query(text("UPDATE counters SET value = value + 1 WHERE name = :which RETURNING value"), int)


def tell(tx: Transaction, *audiences: frozenset[str]) -> None:
    OPEN.run(tx, {"name": "s", "head": 0, "entries": 0, "chain": digest(b""), "signed": 0})
    for offset, audience in enumerate(audiences, 1):
        TELL.run(tx, {"stream": "s", "offset": offset, "at": AT, "audience": audience, "body": b"\0\xff"})


async def test_values_go_in_and_out_as_their_columns_keep_them(store: Store) -> None:
    await store.write(lambda tx: tell(tx, frozenset("b"), frozenset()))
    found = await store.read(lambda tx: TOLD.rows(tx, {"which": "s"}))
    assert found == [Told(AT, frozenset("b"), b"\0\xff"), Told(AT, frozenset(), b"\0\xff")]
    assert await store.read(lambda tx: [tuple(row) for row in tx.execute(select(facts.c.at))]) == [(AT,), (AT,)]


async def test_a_row_that_is_not_there_is_none_or_an_error(store: Store) -> None:
    assert await store.read(lambda tx: NUMBER.row(tx, {"which": "none"})) is None
    with pytest.raises(LookupError):
        await store.read(lambda tx: NUMBER.one(tx, {"which": "none"}))


async def test_a_statement_sees_what_those_before_it_did_whoever_ran_them(store: Store) -> None:
    def count(tx: Transaction) -> list[object]:
        COUNT.run(tx, {"name": "a", "value": 1})
        seen: list[object] = [tx.execute(select(counters.c.value)).scalar_one()]
        RAISE.run(tx, {"which": "a", "to": 5})
        seen.append(NEXT.one(tx, {"which": "a"}))
        tx.execute(insert(counters), [{"name": "b", "value": 8}, {"name": "c", "value": 9}])
        RAISE.run(tx, {"which": "b", "to": 7})
        return [*seen, NUMBER.one(tx, {"which": "b"}), NUMBER.one(tx, {"which": "c"})]

    assert await store.write(count) == [1, 6, 7, 9]


async def test_what_the_database_refuses_is_told_without_the_values(store: Store) -> None:
    def twice(tx: Transaction) -> None:
        COUNT.run(tx, {"name": "13800138000", "value": 1})
        COUNT.run(tx, {"name": "13800138000", "value": 1})

    with pytest.raises(IntegrityError) as caught:
        await store.write(twice)
    assert caught.value.hide_parameters
    assert await store.read(lambda tx: NUMBER.row(tx, {"which": "13800138000"})) is None


async def test_a_value_that_is_forgotten_is_a_bug(store: Store) -> None:
    with pytest.raises(KeyError):
        await store.write(lambda tx: COUNT.run(tx, {"name": "a"}))
