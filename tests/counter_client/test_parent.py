"""A client ends with its parent, even when that was killed."""

import asyncio
import sys
from pathlib import Path

from counter_client.parent import outlived

SLEEPER = "import sys; print('here', flush=True); sys.stdin.read()"


async def test_it_returns_when_the_parent_is_killed() -> None:
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SLEEPER, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert parent.stdout is not None
    await parent.stdout.readline()
    waiting = asyncio.create_task(outlived(parent.pid))
    done, _ = await asyncio.wait({waiting}, timeout=0.1)
    assert not done
    parent.kill()
    await asyncio.wait_for(waiting, 10)
    await parent.communicate()


async def test_a_parent_that_is_gone_already_is_noticed_at_once() -> None:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", "")
    await process.wait()
    await asyncio.wait_for(outlived(process.pid), 1)


async def test_the_kernel_tells_a_busy_child_of_its_parents_death(tmp_path: Path) -> None:
    # The child blocks its own event loop for good: only a signal can end it.
    child = (
        "from counter_client.parent import die_with_parent\n"
        "import time\ndie_with_parent()\nprint('ready', flush=True)\ntime.sleep(60)\n"
    )
    parent = (
        "import subprocess, sys, time\n"
        f"p = subprocess.Popen([sys.executable, '-c', {child!r}], stdout=subprocess.PIPE)\n"
        "p.stdout.readline()\nprint(p.pid, flush=True)\ntime.sleep(60)\n"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", parent, stdout=asyncio.subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    assert process.stdout is not None
    orphan = int(await process.stdout.readline())
    process.kill()
    await process.wait()
    await asyncio.wait_for(outlived(orphan), 10)
