"""
Real servers on free loopback ports, in folders of their own; stopped by their process id.

A tool that is missing fails the test: what crosses a process is tested with the real thing, or not at all.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import psycopg
import pytest

START_SECONDS = 30.0
STOP_SECONDS = 15.0


class ToolMissing(Exception):
    """A server that the tests need is not installed; the message names it."""


class NotReady(Exception):
    """A server did not answer in time, or ended; the message holds the end of its log."""


def free_port() -> int:
    """Return a loopback TCP port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def tool(name: str, *folders: str) -> str:
    """
    Return the path of a program.

    Raises:
        ToolMissing: It is neither on the PATH nor in these folders.
    """
    found = shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), *folders]))
    if found is None:
        raise ToolMissing(f"{name} is not installed; scripts/setup.sh installs what the tests need")
    return found


def wait_for(ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    """
    Wait until a server that was started answers.

    Raises:
        NotReady: It ended, or `START_SECONDS` passed.
    """
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if ready():
            return
        time.sleep(0.02)
    raise NotReady(log.read_text(errors="replace")[-2000:])


@contextlib.contextmanager
def folder(owner: str | None = None) -> Iterator[Path]:
    """Make a folder for a server, and remove it with all that is in it."""
    path = Path(tempfile.mkdtemp(prefix="remote-counter-"))
    if owner is not None:
        shutil.chown(path, owner, owner)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def stop(process: subprocess.Popen[bytes], pid: int, how: signal.Signals) -> None:
    """End a server by its process id, and kill it if it does not go."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, how)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            process.kill()
            process.wait(STOP_SECONDS)


# -- Redis -------------------------------------------------------------------------------------------


class Redis:
    """A redis-server that can be taken away and come back on its port."""

    def __init__(self, home: Path) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._home = home
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        log = self._home / "log"
        command = [tool("redis-server"), "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self._home)]
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                [*command, "--save", "", "--appendonly", "no"], stdout=output, stderr=subprocess.STDOUT
            )
        wait_for(self._answers, self._process, log)

    def kill(self) -> None:
        """Take it away at once, as a crash does."""
        if self._process is not None:
            stop(self._process, self._process.pid, signal.SIGKILL)

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(64) == b"+PONG\r\n"
        return False


@contextlib.contextmanager
def redis_server() -> Iterator[Redis]:
    """Run a Redis that keeps nothing on disk."""
    with folder() as home:
        server = Redis(home)
        try:
            server.start()
            yield server
        finally:
            server.kill()


# -- PostgreSQL --------------------------------------------------------------------------------------


class Postgres(msgspec.Struct, frozen=True):
    """A PostgreSQL cluster; each `database` is new and empty."""

    port: int

    def url(self, name: str) -> str:
        """Return SQLAlchemy's URL of a database."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{name}"

    @contextlib.contextmanager
    def database(self) -> Iterator[str]:
        """Make a database, yield its URL, and drop it."""
        name = f"t{uuid.uuid4().hex}"
        self._run(f"CREATE DATABASE {name}")
        try:
            yield self.url(name)
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        with psycopg.connect(f"host=127.0.0.1 port={self.port} user=postgres", autocommit=True) as connection:
            connection.execute(statement.encode())


@contextlib.contextmanager
def postgres_server(*, durable: bool = False) -> Iterator[Postgres]:
    """Run a PostgreSQL that trusts loopback and, being a test's, does not wait for the disk unless it is durable."""
    programs = [str(path) for path in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    # The server refuses to run as root.
    root = os.geteuid() == 0
    as_owner = [tool("runuser", "/sbin", "/usr/sbin"), "-u", "postgres", "--"] if root else []
    with folder("postgres" if root else None) as home:
        cluster, log = home / "cluster", home / "log"
        setup = [*as_owner, tool("initdb", *programs), "-D", str(cluster), "-U", "postgres", "-A", "trust", "--no-sync"]
        subprocess.run([*setup, "--locale=C.UTF-8", "-E", "UTF8"], check=True, stdout=subprocess.DEVNULL, cwd="/")
        port = free_port()
        options = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(home),
        }
        if not durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        command = [*as_owner, tool("postgres", *programs), "-D", str(cluster), "-p", str(port)]
        with log.open("wb") as output:
            process = subprocess.Popen(
                [*command, *(part for name, value in options.items() for part in ("-c", f"{name}={value}"))],
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
            )
        probe = [tool("pg_isready", *programs), "-q", "-h", "127.0.0.1", "-p", str(port)]
        pid = process.pid
        try:
            wait_for(lambda: subprocess.run(probe, check=False).returncode == 0, process, log)
            # runuser forwards no SIGINT: the postmaster is told itself.
            pid = int((cluster / "postmaster.pid").read_text().splitlines()[0])
            yield Postgres(port)
        finally:
            stop(process, pid, signal.SIGINT)


# -- Fixtures, for all of tests/ ---------------------------------------------------------------------


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One cluster for the whole run."""
    with postgres_server() as server:
        yield server


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """The URL of an empty database, for one test."""
    with postgres.database() as url:
        yield url


@pytest.fixture(scope="session")
def redis() -> Iterator[Redis]:
    """One Redis for the whole run; a test that kills one starts its own with `redis_server`."""
    with redis_server() as server:
        yield server


@pytest.fixture
def redis_url(redis: Redis) -> str:
    """The URL of a Redis that other tests use too."""
    return redis.url
