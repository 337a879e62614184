"""Claims about the department's systems as a process: beside the server, and gone with it."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import httpx

from agent_console.connectors.systems import read_file
from agent_console.demo.department.launch import TOKEN, URL, Department
from agent_console.serve import CONNECTORS
from agent_console.services.systems import ASK_AFTER, FIRST_PAUSE, serve_system
from agent_console.store import connectors
from tests.agent_console.conftest import Hall
from tests.agent_console.services.test_systems import accepted, push_of

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


async def test_stopped_its_own_cases_wait_and_go_on_when_it_is_back(hall: Hall, tmp_path: Path) -> None:
    console, department = hall.product.console, Department(tmp_path / "department")
    systems = read_file(CONNECTORS, tmp_path, department.environment)
    console.systems.systems.update(systems.systems)
    console.systems.links.update(systems.links)

    async def waits() -> dict[str, bool]:
        for name in systems.systems:
            await serve_system(console, name)
        fares = await console.store.read(connectors.health)
        return {name: each.failing_since is not None for name, each in fares.items()}

    case = await accepted(hall)
    assert await waits() == {"market-registration": True}
    assert ((await push_of(hall, case)).state, (await push_of(hall, case)).fault) == ("waiting", "unreachable")
    await department.start()
    await until(department, answers=True)
    hall.clock.advance(FIRST_PAUSE)
    assert await waits() == {"market-registration": False}
    number = (await push_of(hall, case)).foreign_number
    await department.stop()
    hall.clock.advance(ASK_AFTER)
    assert await waits() == {"market-registration": True}
    await department.start()
    await until(department, answers=True)
    hall.clock.advance(ASK_AFTER)
    assert await waits() == {"market-registration": False}
    push = await push_of(hall, case)
    assert (push.state, push.foreign_number, push.foreign_state) == ("sent", number, "received")
    await department.stop()
