"""`remote-counter serve`: check, lock, migrate, listen, tell, and stop gracefully."""

import asyncio
import errno
import ipaddress
import os
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import uvicorn
import uvloop

from agent_console import migrate
from agent_console.app import Product, database_url
from agent_console.connectors.config import ConnectorsInvalid
from agent_console.connectors.systems import Systems, read_file
from agent_console.demo.banner import banner
from agent_console.demo.department.launch import Department
from agent_console.demo.past import lay_down_past
from agent_console.demo.resident import Resident
from agent_console.demo.seed import BY_HAND, SIMULATED, seed
from agent_console.heap import freeze_heap
from agent_console.lock import DataLock
from agent_console.tls import Tls, own_addresses, prepare
from signaling.log import configure
from signaling.settings import Settings

# Larger than any frame of ours: the desk itself closes with its own documented code (MAX_FRAME_BYTES).
MAX_WEBSOCKET_BYTES = 1024 * 1024
STOP_SECONDS = 5
# Of the demonstration.
CONNECTORS = Path(__file__).with_name("demo") / "connectors.yaml"


class CannotServe(Exception):
    """The server cannot start; the message says why, and what to do."""


def serve(settings: Settings) -> None:
    """
    Serve until a signal comes.

    Raises:
        CannotServe: The port is taken, or plain HTTP would be open to the network.
        DataInUse: Another server runs on the same data.
    """
    configure(json=settings.log_json, level=settings.log_level)
    if settings.http.tls:
        settings = _open_to_the_network(settings)
    elif not _is_loopback(settings.http.host):
        raise CannotServe(
            f"plain HTTP is for this machine only, and {settings.http.host} is not: set [http] tls = true"
        )
    with DataLock(settings.data), _listen(settings.http.host, settings.http.port) as listener:
        tls = prepare(settings.data / "tls") if settings.http.tls else None
        migrate.upgrade(database_url(settings))
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_serve(settings, listener, tls))


class _Server(uvicorn.Server):
    """Tells when it listens, and lets the desk say goodbye before it closes the sockets."""

    def __init__(self, config: uvicorn.Config, farewell: Callable[[], Awaitable[None]]) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()
        self._farewell = farewell

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop gracefully at a signal. uvicorn's own raises it again afterwards, as if nobody had obeyed."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(number)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Before the goodbye: a client that comes back at once is to find the next server, or this one's successor.
        for listening in self.servers:
            listening.close()
        await self._farewell()
        await super().shutdown(sockets)


async def _serve(settings: Settings, listener: socket.socket, tls: Tls | None) -> None:
    port = listener.getsockname()[1]
    url, others = _addresses(settings, port, tls)
    public_url = settings.http.public_url or (others or (url,))[0]
    department = Department(settings.data / "department") if settings.demo and not settings.connectors else None
    systems = _systems(settings, department)
    product = Product(settings, public_url, systems=systems, authority=tls.authority if tls else None)
    config = uvicorn.Config(
        product.asgi,
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        ws_max_size=MAX_WEBSOCKET_BYTES,
        ws_ping_interval=None,  # The wire has its own heartbeat, which the pages see too.
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=STOP_SECONDS,
        ssl_certfile=tls.certificate if tls else None,
        ssl_keyfile=str(tls.key) if tls else None,
    )
    resident = Resident()

    async def farewell() -> None:
        await resident.stop()
        if department is not None:
            await department.stop()
        await product.close_desk()

    server = _Server(config, farewell)
    if department is not None:
        await department.start()
    serving = asyncio.create_task(server.serve([listener]))
    ready = asyncio.create_task(server.listening.wait())
    await asyncio.wait((serving, ready), return_when=asyncio.FIRST_COMPLETED)
    try:
        if server.listening.is_set():
            product.console.chores.start(product.console.workers.start(), "warm workers")
            if settings.demo:
                await _demonstrate(product, settings, url, others, resident, department)
            freeze_heap()
            _say(f"remote-counter ready at {url}")
        await _until_either_ends(server, serving, product)
    finally:
        ready.cancel()
        await resident.stop()
        if department is not None:
            await department.stop()


def _systems(settings: Settings, department: Department | None) -> Systems | None:
    base = settings.data.resolve()
    try:
        if department is not None:
            return read_file(CONNECTORS, base, {**os.environ, **department.environment})
        return read_file(Path(settings.connectors), base) if settings.connectors else None
    except ConnectorsInvalid as error:
        raise CannotServe(str(error)) from error


async def _until_either_ends(server: _Server, serving: asyncio.Task[None], product: Product) -> None:
    """Serve until a signal comes. A desk that died of a bug ends the server: whoever watches over it starts it anew."""
    ends = {serving, product.desk_task} if product.desk_task else {serving}
    await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    await serving


async def _demonstrate(
    product: Product,
    settings: Settings,
    url: str,
    others: tuple[str, ...],
    resident: Resident,
    department: Department | None,
) -> None:
    credentials = await seed(product.console, settings.data, whole=True)
    await lay_down_past(product.console)
    code = await product.console.accounts.add_window(BY_HAND)
    page = department.address.page if department is not None else None
    _say(banner(url, others, credentials, code, os.environ, page))
    authority = settings.data.resolve() / "tls" / "ca.pem" if settings.http.tls else None
    await resident.start(url, await product.console.accounts.add_window(SIMULATED), authority)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _open_to_the_network(settings: Settings) -> Settings:
    """Return the settings with every address of the machine where only loopback was named by default."""
    http, media = settings.http, settings.media
    if _is_loopback(http.host):
        http = msgspec.structs.replace(http, host="0.0.0.0")  # noqa: S104 — With TLS, as the operator asked.
    if all(_is_loopback(address) for address in media.listen):
        media = msgspec.structs.replace(media, listen=tuple(a for a in own_addresses() if ":" not in a))
    return msgspec.structs.replace(settings, http=http, media=media)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    # A server that was just stopped leaves connections in TIME_WAIT; they hold up no new one.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            why = f"port {port} on {host} is taken by another program; choose one with PORT= or [http] port"
        else:
            why = f"cannot listen on {host} port {port}: {error.strerror}"
        raise CannotServe(why) from error
    return listener


def _addresses(settings: Settings, port: int, tls: Tls | None) -> tuple[str, tuple[str, ...]]:
    """Return this machine's own address of the pages, and those for other machines."""
    if tls is None:
        host = settings.http.host
        return f"http://{f'[{host}]' if ':' in host else host}:{port}", ()
    others = [name for name in tls.names if name[0].isdigit() and not _is_loopback(name)]
    return f"https://127.0.0.1:{port}", tuple(f"https://{name}:{port}" for name in others)
