import asyncio
from collections.abc import Sequence

import pytest

from signaling.ports import Transaction
from signaling.store.delivery import Delivery, Write
from signaling.store.ledger import StoredFact
from tests.support.ledger import STREAM


class Committed(Write[None]):
    """A write whose transaction is over, with one fact."""

    def __init__(self, offset: int) -> None:
        super().__init__(_nothing, asyncio.get_running_loop())
        self.facts = (StoredFact(STREAM, offset, frozenset(), b"{}"),)


def _nothing(tx: Transaction) -> None:
    return None


@pytest.fixture
def heard() -> list[int]:
    return []


@pytest.fixture
def delivery(heard: list[int]) -> Delivery:
    made = Delivery()
    made.listeners.append(lambda facts: heard.extend(fact.offset for fact in facts))
    return made


async def turn_over() -> None:
    """Let the event loop run what was posted to it."""
    await asyncio.sleep(0)


async def test_commits_are_told_in_the_order_of_their_turns(delivery: Delivery, heard: list[int]) -> None:
    turns = [delivery.take_turn() for _ in range(3)]
    for place in (2, 0):
        delivery.give_back(turns[place], [Committed(place)])
    await turn_over()
    assert heard == [0]
    delivery.give_back(turns[1], [Committed(1)])
    await turn_over()
    assert heard == [0, 1, 2]


async def test_a_turn_that_failed_holds_nobody_up(delivery: Delivery, heard: list[int]) -> None:
    first, second = delivery.take_turn(), delivery.take_turn()
    delivery.give_back(second, [Committed(2)])
    failed = Committed(1)
    failed.fail(LookupError())
    delivery.give_back(first, [failed])
    await turn_over()
    assert heard == [2]
    with pytest.raises(LookupError):
        await failed.future


async def test_a_listener_with_a_bug_keeps_no_caller_waiting(delivery: Delivery) -> None:
    def broken(facts: Sequence[StoredFact]) -> None:
        raise LookupError

    reported: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: reported.append(context["exception"]))
    delivery.listeners.append(broken)
    write = Committed(1)
    delivery.give_back(delivery.take_turn(), [write])
    await turn_over()
    assert write.future.done()
    assert [type(error) for error in reported] == [LookupError]
