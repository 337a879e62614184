import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from signaling.ports import Transaction
from signaling.protocol.names import OfficialId, WindowId
from signaling.store import duties, ledger, sessions, sqlite, tickets
from signaling.store.engine import Store
from signaling.store.ledger import StoredFact
from tests.support.ledger import STREAM, Brake, say


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "desk.sqlite"


@pytest.fixture
async def store(file: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Store]:
    """SQLite only, and less patient."""
    monkeypatch.setattr(sqlite, "BUSY_MILLISECONDS", 100)
    opened = Store(f"sqlite:///{file}")
    await opened.create()
    yield opened
    await opened.close()


async def test_commits_are_durable_and_keys_enforced(store: Store) -> None:
    def pragma(name: str, tx: Transaction) -> object:
        return tx.exec_driver_sql(f"PRAGMA {name}").scalar()

    assert await store.write(lambda tx: pragma("journal_mode", tx)) == "wal"
    assert await store.write(lambda tx: pragma("synchronous", tx)) == 2
    assert await store.write(lambda tx: pragma("foreign_keys", tx)) == 1


async def test_commands_that_wait_share_one_commit(store: Store) -> None:
    brake = Brake()
    first = asyncio.create_task(store.write(brake))
    await brake.holds()
    waiting = [asyncio.create_task(store.write(say)) for _ in range(100)]
    await asyncio.sleep(0)
    commits: list[int] = []
    store.on_commit(lambda facts: commits.append(len(facts)))
    brake.release()
    await asyncio.gather(first, *waiting)
    assert commits == [100]


async def test_a_failed_commit_fails_all_of_its_group(store: Store) -> None:
    heard: list[StoredFact] = []
    store.on_commit(heard.extend)
    brake = Brake()
    first = asyncio.create_task(store.write(brake))
    await brake.holds()

    def orphan(tx: Transaction) -> None:
        tx.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        tx.exec_driver_sql("insert into recordings values ('none', 1, 'p', 's', '2026-01-05', 1.0, 0.0)")

    group = [asyncio.create_task(store.write(command)) for command in (say, orphan, say)]
    await asyncio.sleep(0)
    brake.release()
    await first
    results = await asyncio.gather(*group, return_exceptions=True)
    assert [type(result).__name__ for result in results] == ["IntegrityError"] * 3
    assert heard == []
    assert (await store.write(say)).offset == 1


async def test_what_every_hello_asks_walks_through_no_history(store: Store, file: Path) -> None:
    asked: list[str] = []

    def watch(tx: Transaction) -> None:
        event.listen(tx, "before_cursor_execute", lambda *call: asked.append(call[2]))
        tickets.of_window(tx, WindowId("w1"))
        tickets.waiting(tx, "441302")
        sessions.running_of_official(tx, OfficialId("o1"))
        duties.on_duty(tx, "441302")

    await store.read(watch)
    connection = sqlite3.connect(file)
    for statement in asked:
        blanks = ("",) * statement.count("?")
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", blanks)]
        assert not [step for step in plan if step.startswith("SCAN") and "USING INDEX" not in step], statement
    connection.close()
    assert len(asked) == 5


async def test_a_database_locked_elsewhere_is_told_and_found_again(store: Store, file: Path) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    writing = asyncio.create_task(store.write(say))
    try:
        with pytest.raises(DBAPIError, match="locked"):
            await writing
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert (await store.write(say)).offset == 1


WRITER = """
import asyncio, sys
from signaling.store.engine import Store
from tests.support.ledger import say

async def client(store):
    while True:
        print((await store.write(say)).offset, flush=True)

async def main():
    store = Store(sys.argv[1])
    await store.create()
    await asyncio.gather(*(client(store) for _ in range(8)))

asyncio.run(main())
"""


async def test_what_was_acknowledged_is_there_after_the_process_was_killed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'killed.sqlite'}"
    root = Path(__file__).parents[3]
    writer = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WRITER, url, stdout=asyncio.subprocess.PIPE, cwd=root, env={"PYTHONPATH": str(root)}
    )
    assert writer.stdout is not None
    async with asyncio.timeout(30):
        acknowledged = [int(await writer.stdout.readline()) for _ in range(200)]
    writer.kill()
    acknowledged += [int(line) for line in (await writer.stdout.read()).splitlines(keepends=True) if line[-1:] == b"\n"]
    await writer.wait()
    store = Store(url)
    told = await store.read(lambda tx: ledger.facts_after(tx, STREAM, 0, limit=100_000))
    assert told is not None
    assert [fact.offset for fact in told] == list(range(1, len(told) + 1))
    assert set(acknowledged) <= {fact.offset for fact in told}
    assert (await store.read(ledger.verify)).faults == ()
    await store.close()
