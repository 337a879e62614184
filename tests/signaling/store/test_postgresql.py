import asyncio
import threading
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from signaling.ports import Transaction
from signaling.store.counters import next_value
from signaling.store.engine import Store
from signaling.store.ledger import StoredFact
from signaling.store.postgresql import ATTEMPTS
from signaling.store.prepared import Command, Query
from signaling.store.retry import TryAgain
from tests.support.ledger import say

SECONDS = 20.0
RAISE = Command(text("UPDATE counters SET value = value + 1 WHERE name = :which"))
# As a failover does: every connection to this database, the one that asks last.
END_ALL_TEXT = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    " ORDER BY pid = pg_backend_pid()"
)
END_ALL = Query(END_ALL_TEXT, bool)


@pytest.fixture
async def store(postgres_url: str) -> AsyncIterator[Store]:
    """PostgreSQL only."""
    opened = Store(postgres_url)
    await opened.create()
    yield opened
    await opened.close()


async def test_a_deadlock_is_run_again(store: Store) -> None:
    meeting = threading.Barrier(2)
    runs: list[str] = []

    def take(first: str, second: str, tx: Transaction) -> None:
        runs.append(first)
        next_value(tx, first)
        if len(runs) <= 2:
            meeting.wait(SECONDS)
        next_value(tx, second)

    await asyncio.gather(store.write(lambda tx: take("a", "b", tx)), store.write(lambda tx: take("b", "a", tx)))
    assert len(runs) == 3
    assert await store.write(lambda tx: (next_value(tx, "a"), next_value(tx, "b"))) == (3, 3)


async def test_a_deadlock_that_only_the_commit_meets_is_run_again(store: Store) -> None:
    await store.write(lambda tx: (next_value(tx, "a"), next_value(tx, "b")))
    meeting = threading.Barrier(2)
    runs: list[str] = []

    def take(first: str, second: str, tx: Transaction) -> None:
        runs.append(first)
        next_value(tx, first)
        if len(runs) <= 2:
            meeting.wait(SECONDS)
        RAISE.run(tx, {"which": second})  # Travels with the COMMIT.

    await asyncio.gather(store.write(lambda tx: take("a", "b", tx)), store.write(lambda tx: take("b", "a", tx)))
    assert len(runs) > 2
    assert await store.write(lambda tx: (next_value(tx, "a"), next_value(tx, "b"))) == (4, 4)


@pytest.mark.parametrize("ends_in_prepared", [True, False])
async def test_a_command_whose_connection_was_lost_is_run_again(store: Store, ends_in_prepared: bool) -> None:
    await asyncio.gather(*(store.write(lambda tx: next_value(tx, "a")) for _ in range(50)))  # Each writer has one.
    runs: list[None] = []

    def fail_over(tx: Transaction) -> int:
        runs.append(None)
        number = next_value(tx, "a")
        if len(runs) == 1 and ends_in_prepared:
            END_ALL.rows(tx, {})
        elif len(runs) == 1:
            tx.execute(END_ALL_TEXT)
        return number

    assert await store.write(fail_over) == 51
    assert len(runs) == 2
    assert sorted(await asyncio.gather(*(store.write(lambda tx: next_value(tx, "a")) for _ in range(20)))) == [
        *range(52, 72)
    ]


async def test_a_race_that_is_never_won_ends_as_an_error(store: Store) -> None:
    tries: list[None] = []

    def lose(tx: Transaction) -> None:
        tries.append(None)
        raise TryAgain

    with pytest.raises(TryAgain):
        await store.write(lose)
    assert len(tries) == ATTEMPTS


async def test_what_fails_in_its_commit_is_told_and_holds_nobody_up(store: Store) -> None:
    heard: list[StoredFact] = []
    store.on_commit(heard.extend)

    def prepare(tx: Transaction) -> None:
        tx.exec_driver_sql("create table parent (id int primary key)")
        tx.exec_driver_sql("create table child (id int references parent deferrable initially deferred)")

    def orphan(tx: Transaction) -> None:
        say(tx)
        tx.exec_driver_sql("insert into child values (1)")  # Refused at COMMIT only.

    await store.write(prepare)
    with pytest.raises(Exception, match="child"):
        await store.write(orphan)
    assert (await store.write(say)).offset == 1
    assert [fact.offset for fact in heard] == [1]
