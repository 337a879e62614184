"""The simulated resident: the real window client, in a process of its own that ends with the server."""

import asyncio
import os
import sys
from asyncio.subprocess import Process
from pathlib import Path

ITEM = "individual-business-registration"  # A form, an identity card and a contract: a bit of everything.


class Resident:
    """Runs `python -m counter_client --simulate`; it ends by itself when this process does, kill -9 included."""

    def __init__(self) -> None:
        self._process: Process | None = None

    async def start(self, server: str, code: str, authority: Path | None) -> None:
        """Start the client, enrolled by a one-time code; `authority` is the certificate that it trusts with TLS."""
        asked = ("--simulate", "--item", ITEM, "--server", server, "--enrol", code)
        arguments = (*asked, "--parent", str(os.getpid()))
        environment = dict(os.environ)
        if authority is not None:
            environment["SSL_CERT_FILE"] = str(authority)
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "counter_client", *arguments, env=environment
        )

    async def stop(self) -> None:
        """Ask it to end, then insist. Idempotent."""
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), 5.0)
        except TimeoutError:
            process.kill()
            await process.wait()
