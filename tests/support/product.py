"""
The product as its operator runs it: provisioned by its own commands, served by a process of its own on a free port.

No demonstration: a simulated resident would queue before the test's own, and take the machine's time.
"""

import asyncio
import os
import re
import signal
import socket
import sys
from pathlib import Path

import msgspec

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "agent_console" / "demo" / "catalogue.yaml"
DIVISIONS = ROOT / "agent_console" / "demo" / "divisions.csv"
OFFICES = Path(__file__).with_name("offices.yaml")
DIVISION = "441302"
HALL = "huicheng"
READY_SECONDS = 60.0
OFFICIAL = "chen"
SUPERVISOR = "zhou"


class Provisioned(msgspec.Struct, frozen=True):
    """A data folder with a catalogue, an official, a supervisor and a window that waits for enrolment."""

    data: Path
    passwords: dict[str, str]
    enrolment: str  # The link's fragment: "enrol=…".


class Product:
    """A server process; it may be killed and started again on the same data and port."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._port = _free_port()
        self._process: asyncio.subprocess.Process | None = None
        self.url = f"http://127.0.0.1:{self._port}"

    async def start(self, *options: str) -> None:
        """Start the server and return when it has said that it is ready. Options as of `remote-counter serve`."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "agent_console.cli",
            "serve",
            *options,
            env=_environment(self._data, self._port),
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
        )
        assert self._process.stdout is not None
        async with asyncio.timeout(READY_SECONDS):
            async for line in self._process.stdout:
                if b"ready at" in line:
                    return
        raise RuntimeError("the server ended before it was ready")

    async def kill(self) -> None:
        """Kill it as a power cut would."""
        assert self._process is not None
        self._process.kill()
        await self._end()

    async def stop(self) -> None:
        """Ask it to stop, and wait until it has."""
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
            await self._end()

    async def _end(self) -> None:
        assert self._process is not None
        await self._process.communicate()


async def provision(data: Path) -> Provisioned:
    """Lay down a catalogue, two accounts and a window, by the product's own commands."""
    await command(data, "divisions", "import", str(DIVISIONS))
    await command(data, "offices", "import", str(OFFICES))
    await command(data, "catalogue", "import", str(CATALOGUE))
    departments = "market-regulation,social-security,public-security,natural-resources"
    qualifications = "business-registration,food-safety,pension,household,real-estate"
    zhou = ("--name-zh", "周明", "--name-en", "Zhou Ming")
    first = ("--name-zh", "惠城大厅 1 号窗口", "--name-en", "Window 1")
    place = ("--division", DIVISION, "--hall", HALL)
    official = await command(
        data, "account", "add", OFFICIAL, "--role", "official", "--name-zh", "陈志远", "--name-en", "Chen Zhiyuan",
        "--departments", departments, "--qualifications", qualifications, "--languages", "zh-CN,en", *place,
    )  # fmt: skip
    supervisor = await command(data, "account", "add", SUPERVISOR, "--role", "supervisor", *zhou, *place)
    window = await command(data, "enrol", "window-1", *first, *place)
    return Provisioned(
        data=data,
        passwords={
            OFFICIAL: official.partition("password: ")[2].strip(),
            SUPERVISOR: supervisor.partition("password: ")[2].strip(),
        },
        enrolment=_found(r"/window#(enrol=\S+)", window),
    )


async def add_official(data: Path, name: str, chinese: str, english: str, departments: str) -> str:
    """Add one more official of the hall; return the password."""
    said = await command(
        data, "account", "add", name, "--role", "official", "--name-zh", chinese, "--name-en", english,
        "--departments", departments, "--division", DIVISION, "--hall", HALL,
    )  # fmt: skip
    return said.partition("password: ")[2].strip()


async def command(data: Path, *arguments: str) -> str:
    """Run one of the product's commands on a data folder, and return what it printed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "agent_console.cli",
        *arguments,
        env=_environment(data, 0),
        cwd=ROOT,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await process.communicate()
    if process.returncode != 0:
        raise RuntimeError(f"remote-counter {' '.join(arguments)} failed")
    return said.decode()


def _environment(data: Path, port: int) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("REMOTE_COUNTER_")}
    return {**clean, "REMOTE_COUNTER_DATA": str(data), "REMOTE_COUNTER_HTTP_PORT": str(port)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found is not None, text
    return found[1]
