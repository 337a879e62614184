"""A Starlette application on a loopback port, in the test's own event loop."""

import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute


@asynccontextmanager
async def served(routes: Sequence[BaseRoute] | Starlette) -> AsyncIterator[str]:
    """Serve the routes, or an application whose lifespan is somebody else's; yield the server's address."""
    config = uvicorn.Config(
        routes if isinstance(routes, Starlette) else Starlette(routes=routes),
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        lifespan="off",
        log_config=None,
        log_level="critical",
    )
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        # Not `serve()`, which would take the process's signals.
        await server.startup(sockets=[listener])
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            await server.shutdown(sockets=[listener])
