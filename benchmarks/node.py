"""
Our media node as a process of its own, without a desk: grants are signed by the benchmark, recordings asked for by it.

`python -m benchmarks.node KEY FOLDER` serves the node's HTTP resource, the page of `join`, and
`POST /benchmark/record/SESSION`; it prints its address when it is ready.
"""

import asyncio
import secrets
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec

ROOT = Path(__file__).parents[1]


class Server(msgspec.Struct, frozen=True):
    """A running node."""

    pid: int
    url: str
    key: str  # What grants are signed with, hexadecimal.


@asynccontextmanager
async def running() -> AsyncIterator[Server]:
    """Start a node in a process of its own; recordings go to a temporary folder."""
    key = secrets.token_hex(32)
    with tempfile.TemporaryDirectory(prefix="node-") as folder:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.node", key, folder, stdout=asyncio.subprocess.PIPE, cwd=ROOT
        )
        assert process.stdout is not None
        try:
            url = (await process.stdout.readline()).decode().strip()
            if not url:
                raise RuntimeError("the node did not start")
            yield Server(pid=process.pid, url=url, key=key)
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()
