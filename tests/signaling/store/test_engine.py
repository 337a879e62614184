import asyncio
import contextlib
import threading
from collections.abc import Sequence

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError

from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.store import engine, ledger
from signaling.store.counters import next_value
from signaling.store.engine import Store
from signaling.store.ledger import StoredFact
from signaling.store.savepoint import savepoint
from signaling.store.tables import counters
from tests.support.ledger import STREAM, Brake, say


def value(tx: Transaction, name: str = "a") -> int | None:
    return tx.execute(select(counters.c.value).where(counters.c.name == name)).scalar()


async def test_a_command_is_seen_by_the_next_query(store: Store) -> None:
    for expected in (1, 2, 3):
        assert await store.write(lambda tx: next_value(tx, "a")) == expected
        assert await store.read(value) == expected


async def test_concurrent_read_then_write_steps_lose_no_update(store: Store) -> None:
    def add(tx: Transaction) -> None:
        tx.execute(counters.update().where(counters.c.name == "a").values(value=(read_for_update(tx) or 0) + 1))

    def read_for_update(tx: Transaction) -> int | None:
        return tx.execute(select(counters.c.value).where(counters.c.name == "a").with_for_update()).scalar()

    await store.write(lambda tx: tx.execute(insert(counters).values(name="a", value=0)))
    await asyncio.gather(*(store.write(add) for _ in range(100)))
    assert await store.read(value) == 100


async def test_an_error_does_not_repeat_what_a_resident_wrote(store: Store) -> None:
    def write_nowhere(tx: Transaction) -> None:
        tx.execute(text("INSERT INTO nowhere (phone) VALUES (:phone)"), {"phone": "13800138000"})

    with pytest.raises(DBAPIError) as caught:
        await store.write(write_nowhere)
    assert "13800138000" not in str(caught.value)


async def test_a_refused_command_leaves_nothing_and_spares_its_neighbours(store: Store) -> None:
    def step(refuse: bool) -> None:
        async def run() -> int | None:
            def command(tx: Transaction) -> int:
                number = next_value(tx, "a")
                say(tx)
                if refuse:
                    raise Refused(Code.NOT_ALLOWED, number=number)
                return number

            return await store.write(command)

        jobs.append(asyncio.ensure_future(run()))

    heard: list[StoredFact] = []
    store.on_commit(heard.extend)
    jobs: list[asyncio.Future[int | None]] = []
    for number in range(30):
        step(refuse=number % 3 == 0)
    results = await asyncio.gather(*jobs, return_exceptions=True)
    refused = [result for result in results if isinstance(result, Refused)]
    assert len(refused) == 10
    assert sorted(result for result in results if isinstance(result, int)) == list(range(1, 21))
    assert [fact.offset for fact in heard] == list(range(1, 21))
    assert await store.read(lambda tx: ledger.head(tx, STREAM)) == 20


async def test_a_bug_in_a_command_is_its_callers(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        await store.write(lambda tx: next_value(tx, "a") // 0)
    with pytest.raises(DBAPIError):
        await store.write(lambda tx: tx.exec_driver_sql("select nonsense from nowhere"))
    assert await store.read(value) is None
    assert await store.write(lambda tx: next_value(tx, "a")) == 1


async def test_facts_are_heard_in_commit_order_before_the_caller_learns(store: Store) -> None:
    heard: list[int] = []

    def listen(facts: Sequence[StoredFact]) -> None:
        assert threading.current_thread() is here
        heard.extend(fact.offset for fact in facts)

    async def write() -> None:
        stored = await store.write(say)
        assert stored.offset in heard

    here = threading.current_thread()
    store.on_commit(listen)
    await asyncio.gather(*(write() for _ in range(200)))
    assert heard == list(range(1, 201))


async def test_facts_behind_a_savepoint_that_a_command_went_back_to_are_not_told(store: Store) -> None:
    def command(tx: Transaction) -> None:
        say(tx)
        for error in (LookupError, None):
            with contextlib.suppress(LookupError), savepoint(tx):
                say(tx)
                with savepoint(tx):
                    say(tx)
                if error is not None:
                    raise error

    heard: list[StoredFact] = []
    store.on_commit(heard.extend)
    for _ in range(2):
        await store.write(command)
    assert [fact.offset for fact in heard] == [1, 2, 3, 4, 5, 6]
    assert await store.read(lambda tx: ledger.facts_after(tx, STREAM, 0)) == tuple(heard)


async def test_a_query_sees_one_picture_however_long_it_looks(store: Store) -> None:
    brake = Brake()

    def look(tx: Transaction) -> tuple[int, int]:
        first = ledger.head(tx, STREAM)
        brake(tx)
        return first, ledger.head(tx, STREAM)

    await store.write(say)
    looking = asyncio.create_task(store.read(look))
    await brake.holds()
    await store.write(say)
    brake.release()
    assert await looking == (1, 1)


async def test_a_query_cannot_write(store: Store) -> None:
    with pytest.raises(DBAPIError, match="read"):
        await store.read(lambda tx: next_value(tx, "a"))


async def test_a_full_queue_is_answered_at_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MAX_WAITING", 2)
    brake = Brake()
    waiting = [asyncio.create_task(store.write(brake)) for _ in range(2)]
    looking = [asyncio.create_task(store.read(brake)) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(Refused) as writing:
        await store.write(say)
    with pytest.raises(Refused) as reading:
        await store.read(value)
    assert writing.value.code is reading.value.code is Code.BUSY
    brake.release()
    await asyncio.gather(*waiting, *looking)
    assert (await store.write(say)).offset == 1


async def test_a_caller_that_went_away_disturbs_nobody(store: Store) -> None:
    brake = Brake()
    gone = asyncio.create_task(store.write(brake))
    stays = asyncio.create_task(store.write(say))
    await asyncio.sleep(0)
    gone.cancel()
    brake.release()
    assert (await stays).offset == 1
    assert gone.cancelled()


async def test_closing_carries_out_what_waits(store: Store) -> None:
    writes = [asyncio.create_task(store.write(say)) for _ in range(20)]
    await asyncio.sleep(0)
    await store.close()
    await store.close()
    assert sorted([(await write).offset for write in writes]) == list(range(1, 21))


async def test_a_closed_store_takes_nothing(store: Store) -> None:
    await store.close()
    with pytest.raises(RuntimeError):
        await store.write(say)
    with pytest.raises(RuntimeError):
        await store.read(value)
