"""Claims about the department's systems as a process: beside the server, and gone with it."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import httpx

from agent_console.demo.department.launch import TOKEN, URL, Department

PATIENCE_SECONDS = 30


async def until(department: Department, *, answers: bool) -> None:
    """Ask until the process answers, or does so no more."""
    async with asyncio.timeout(PATIENCE_SECONDS), httpx.AsyncClient() as client:
        while True:
            try:
                await client.get(f"{department.address.url}/style.css")
            except httpx.TransportError:
                if not answers:
                    return
                await asyncio.sleep(0.05)
            else:
                if answers:
                    return


async def test_it_runs_where_the_connectors_are_told_and_ends_when_told(tmp_path: Path) -> None:
    department = Department(tmp_path)
    assert department.environment == {URL: department.address.url, TOKEN: department.address.token}
    await department.start()
    await until(department, answers=True)
    await department.stop()
    await until(department, answers=False)
    await department.stop()


async def test_it_ends_with_whoever_started_it(tmp_path: Path) -> None:
    department = Department(tmp_path)
    command = (sys.executable, "-m", "agent_console.demo.department", "--folder", str(tmp_path), "--beside")
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE)
    await until(department, answers=True)
    assert process.stdin is not None
    process.stdin.close()
    assert await asyncio.wait_for(process.wait(), PATIENCE_SECONDS) == 0
