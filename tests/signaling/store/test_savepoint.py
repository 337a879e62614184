import contextlib

import pytest
from sqlalchemy import text

from signaling.ports import Transaction
from signaling.store.engine import Store
from signaling.store.savepoint import savepoint

COUNT = text("SELECT count(*) FROM counters")


def add(tx: Transaction, name: str) -> None:
    tx.execute(text("INSERT INTO counters (name, value) VALUES (:name, 1)"), {"name": name})


async def test_a_step_that_raises_is_undone_and_the_rest_stays(store: Store) -> None:
    def command(tx: Transaction) -> int:
        add(tx, "before")
        with contextlib.suppress(LookupError), savepoint(tx):
            add(tx, "within")
            raise LookupError
        add(tx, "after")
        return int(tx.execute(COUNT).scalar_one())

    assert await store.write(command) == 2


async def test_an_inner_step_that_held_goes_with_the_outer_one(store: Store) -> None:
    def command(tx: Transaction) -> int:
        with contextlib.suppress(LookupError), savepoint(tx):
            with savepoint(tx):
                add(tx, "inner")
            raise LookupError
        return int(tx.execute(COUNT).scalar_one())

    assert await store.write(command) == 0


async def test_a_step_that_the_database_refused_leaves_the_transaction_usable(store: Store) -> None:
    def command(tx: Transaction) -> int:
        add(tx, "twice")
        with pytest.raises(Exception, match=r"UNIQUE|unique"), savepoint(tx):
            add(tx, "twice")
        return int(tx.execute(COUNT).scalar_one())

    assert await store.write(command) == 1
