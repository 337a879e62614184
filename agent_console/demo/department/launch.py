"""The department's systems beside `make run`: a process of its own that ends with the server."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path

from agent_console.demo.department.address import Address, settle

URL, TOKEN = "DEMO_DEPARTMENT_URL", "DEMO_DEPARTMENT_TOKEN"  # In demo/connectors.yaml.
STOP_SECONDS = 5.0


class Department:
    """Runs `python -m agent_console.demo.department`; it ends by itself when our end of the pipe is gone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.address: Address = settle(folder, free=True)
        self._process: Process | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What the connectors' file asks the environment for."""
        return {URL: self.address.url, TOKEN: self.address.token}

    async def start(self) -> None:
        """Start it, without waiting until it listens: what is asked of it too early is asked again."""
        command = (sys.executable, "-m", "agent_console.demo.department", "--folder", str(self._folder), "--beside")
        self._process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=DEVNULL)

    async def stop(self) -> None:
        """Ask it to end, then insist. Idempotent."""
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()
