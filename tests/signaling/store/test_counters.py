import asyncio

import pytest

from signaling.ports import Transaction
from signaling.store.counters import next_value
from signaling.store.engine import Store


async def test_numbers_go_up_from_one_by_name(store: Store) -> None:
    values = [await store.write(lambda tx: (next_value(tx, "a"), next_value(tx, "b"))) for _ in range(3)]
    assert values == [(1, 1), (2, 2), (3, 3)]


async def test_no_number_is_given_twice_to_commands_at_once(store: Store) -> None:
    values = await asyncio.gather(*(store.write(lambda tx: next_value(tx, "a")) for _ in range(50)))
    assert sorted(values) == list(range(1, 51))


async def test_the_number_of_a_failed_command_is_given_again(store: Store) -> None:
    def fail(tx: Transaction) -> None:
        next_value(tx, "a")
        raise LookupError

    with pytest.raises(LookupError):
        await store.write(fail)
    assert await store.write(lambda tx: next_value(tx, "a")) == 1
