"""The pool keeps its limits, survives its workers, and they survive nobody."""

import asyncio
import math
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator

import pytest
import uvloop
from structlog.testing import capture_logs

from media.workers import WorkerFailed, Workers, WorkersBusy, WorkerTimeout

PARENT = """
import asyncio, os, time
from media.workers import Workers

async def main():
    workers = Workers(1)
    print(await workers.run(os.getpid, timeout_seconds=30.0), flush=True)
    {then}

if __name__ == "__main__":
    asyncio.run(main())
"""


@pytest.fixture
async def workers() -> AsyncIterator[Workers]:
    pool = Workers(1)
    yield pool
    await pool.close()


def ended(pid: int, timeout_seconds: float) -> bool:
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], timeout_seconds)[0])
    finally:
        os.close(descriptor)


async def test_a_function_runs_in_another_process(workers: Workers) -> None:
    assert await workers.run(os.getpid, timeout_seconds=30.0) != os.getpid()


async def test_a_worker_serves_one_call_after_another(workers: Workers) -> None:
    first = await workers.run(os.getpid, timeout_seconds=30.0)
    assert await workers.run(os.getpid, timeout_seconds=30.0) == first


async def test_a_started_pool_has_all_its_workers() -> None:
    pool = Workers(2, preload=("json",))
    await pool.start()
    try:
        # Two at once: each must wait for the other's half second if there were only one worker.
        pids = await asyncio.gather(*(pool.run(os.getpid, timeout_seconds=30.0) for _ in range(8)))
        assert set(pids) <= {worker._process.pid for worker in pool._all}
        assert len(pool._all) == 2
    finally:
        await pool.close()


async def test_a_declared_exception_comes_back_as_it_is(workers: Workers) -> None:
    with pytest.raises(ValueError, match="math domain error"):
        await workers.run(math.sqrt, -1.0, timeout_seconds=30.0, raises=(ValueError,))


async def test_an_undeclared_exception_is_a_failed_worker_and_the_next_call_is_served(workers: Workers) -> None:
    before = await workers.run(os.getpid, timeout_seconds=30.0)
    with pytest.raises(WorkerFailed, match="ValueError"):
        await workers.run(math.sqrt, -1.0, timeout_seconds=30.0)
    assert await workers.run(os.getpid, timeout_seconds=30.0) != before


async def test_a_slow_call_is_killed_and_the_next_one_is_served(workers: Workers) -> None:
    before = await workers.run(os.getpid, timeout_seconds=30.0)
    with pytest.raises(WorkerTimeout):
        await workers.run(time.sleep, 60.0, timeout_seconds=0.05)
    assert ended(before, 5.0)
    assert await workers.run(os.getpid, timeout_seconds=30.0) != before


async def test_a_dead_worker_is_told_and_replaced(workers: Workers) -> None:
    with pytest.raises(WorkerFailed, match="exit code 7"):
        await workers.run(os._exit, 7, timeout_seconds=30.0)
    assert await workers.run(math.sqrt, 9.0, timeout_seconds=30.0) == 3.0


async def test_a_call_that_wants_too_much_memory_fails_alone(workers: Workers) -> None:
    with pytest.raises(WorkerFailed, match="MemoryError"):
        await workers.run(bytearray, 1024**3, timeout_seconds=30.0, memory_bytes=512 * 1024**2)
    assert len(await workers.run(bytes, 10, timeout_seconds=30.0)) == 10


async def test_calls_beyond_the_bound_are_refused_at_once(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("media.workers.MAX_WAITING", 1)
    calls = [asyncio.create_task(workers.run(os.getpid, timeout_seconds=30.0)) for _ in range(3)]
    outcomes = await asyncio.gather(*calls, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [int, int, WorkersBusy]


async def test_closing_ends_the_running_call(workers: Workers) -> None:
    await workers.run(os.getpid, timeout_seconds=30.0)
    call = asyncio.create_task(workers.run(time.sleep, 60.0, timeout_seconds=60.0))
    await asyncio.sleep(0)
    with capture_logs() as told:
        await workers.close()
        with pytest.raises(WorkerFailed):
            await call
    assert told == [], "an end that was asked for is no warning"
    with pytest.raises(WorkerFailed):
        await workers.run(os.getpid, timeout_seconds=30.0)


def test_the_pool_runs_on_uvloop() -> None:
    async def main() -> float:
        pool = Workers(1)
        try:
            return await pool.run(math.sqrt, 16.0, timeout_seconds=30.0)
        finally:
            await pool.close()

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        assert runner.run(main()) == 4.0


@pytest.mark.parametrize(
    "then",
    [
        "await asyncio.sleep(60)",
        "await workers.run(time.sleep, 60, timeout_seconds=60.0)",
    ],
    ids=["idle", "busy"],
)
def test_workers_end_with_a_killed_parent(then: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT.format(then=then)], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        assert ended(worker, 10.0)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_worker_leaves_its_end_to_the_pool(workers: Workers, number: signal.Signals) -> None:
    """A terminal sends one to the whole group, a service manager the other."""
    pid = await workers.run(os.getpid, timeout_seconds=30.0)
    os.kill(pid, number)
    assert await workers.run(os.getpid, timeout_seconds=30.0) == pid
