import asyncio

import pytest

from agent_console.chores import Chores


async def test_a_bug_in_one_chore_is_logged_and_ends_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    chores, done = Chores(), asyncio.Event()

    async def fail() -> None:
        raise ZeroDivisionError

    async def succeed() -> None:
        done.set()

    chores.start(fail(), "failing")
    chores.start(succeed(), "succeeding")
    await chores.idle()
    assert done.is_set()
    said = capsys.readouterr()
    assert "failing" in said.out + said.err


async def test_closing_cancels_what_still_runs() -> None:
    chores, cancelled = Chores(), asyncio.Event()

    async def wait() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    chores.start(wait(), "waiting", lasting=True)
    await chores.idle()
    await asyncio.sleep(0)
    await chores.close()
    await chores.close()
    assert cancelled.is_set()
