"""
Our media node as a process of its own, without a desk: grants are signed by the benchmark, recordings asked for by it.

`python -m benchmarks.node KEY FOLDER` serves the node's HTTP resource, the page of `join`, and
`POST /benchmark/record/SESSION`; it prints its address when it is ready.
"""

import asyncio
import secrets
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import uvicorn
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from benchmarks.island import ADDRESS
from benchmarks.load.node_rooms import NODE
from media.node import MediaNode
from media.recordings import Recordings
from media.routes import routes
from media.workers import Workers
from signaling.clock import SystemClock
from signaling.log import configure
from signaling.protocol.names import SessionId
from signaling.settings import Media

ROOT = Path(__file__).parents[1]


class Server(msgspec.Struct, frozen=True):
    """A running node."""

    pid: int
    url: str
    key: str  # What grants are signed with, hexadecimal.
    folder: Path  # Of its recordings.

    def recorded_bytes(self) -> int:
        """Return how much lies in the recordings' folder."""
        return sum(file.stat().st_size for file in self.folder.rglob("*") if file.is_file())


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
            yield Server(pid=process.pid, url=url, key=key, folder=Path(folder))
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


# -- The process ---------------------------------------------------------------------------------


def serve(key: str, folder: Path) -> None:
    """Serve the node until a signal comes."""
    configure(json=True, level="WARNING")
    clock, workers = SystemClock(), Workers()
    recordings = Recordings(folder, workers, clock)
    signing = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key))
    node = MediaNode(
        Media(listen=(ADDRESS,)),
        name=NODE,
        url="/media/peers",
        verify_key=signing.public_key(),
        recorder_factory=recordings.open,
        clock=clock,
    )

    async def record(request: Request) -> Response:
        node.record(SessionId(request.path_params["session"]), secrets.token_bytes(32))
        return Response(status_code=204)

    async def dropped(_: Request) -> Response:
        statistics = node.statistics()
        return Response(str(statistics.dropped + statistics.errors))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await workers.start()
        recordings.start()
        await node.start()
        try:
            yield
        finally:
            await node.stop()
            await recordings.close()
            await workers.close()

    app = Starlette(
        routes=[
            *routes(node),
            Route("/benchmark/record/{session}", record, methods=["POST"]),
            Route("/benchmark/dropped", dropped),
            Route("/", lambda _: FileResponse(ROOT / "benchmarks" / "join.html")),
            Route("/join.js", lambda _: FileResponse(ROOT / "benchmarks" / "join.js")),
        ],
        lifespan=lifespan,
    )
    listener = socket.create_server(("127.0.0.1", 0))
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    # The socket listens already; uvicorn answers what was asked meanwhile as soon as it has started.
    uvicorn.Server(uvicorn.Config(app, loop="uvloop", log_config=None, access_log=False)).run([listener])


if __name__ == "__main__":
    serve(sys.argv[1], Path(sys.argv[2]))
