"""
The store: commands and queries on one database, off the event loop.

`await store.write(command)` returns after the durable commit, and after the listeners were told, in commit order.
A command touches nothing but its `tx`, so that it may be run again. On SQLite one writer thread groups the commands
that wait into one commit (signaling.store.sqlite); on PostgreSQL a pool of threads runs one transaction a command
(signaling.store.postgresql).
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

from sqlalchemy.engine import Engine, make_url

from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.store.delivery import Delivery, Job, Listener, Write
from signaling.store.postgresql import PostgresWriter, postgres_reader
from signaling.store.sqlite import SqliteWriter, sqlite_reader
from signaling.store.tables import metadata

T = TypeVar("T")

MAX_WAITING = 2_000  # Commands, and as many queries; at a thousand a second that is two seconds of patience.


class Writer(Protocol):
    """What runs commands; one per database."""

    def submit(self, job: Job) -> None: ...

    def close(self) -> None:
        """Carry out what waits, then end. Blocks."""


class Store:
    """
    One database.

    Args:
        url: `sqlite:////path/db.sqlite` or `postgresql+psycopg://…`.
        readers: Threads, and read-only connections, for queries.
    """

    def __init__(self, url: str, *, readers: int = 4) -> None:
        address = make_url(url)
        self._delivery = Delivery()
        self._writer: Writer
        self._read_engine: Engine
        if address.get_backend_name() == "sqlite":
            self._writer, self._read_engine = SqliteWriter(address, self._delivery), sqlite_reader(address, readers)
        else:
            self._writer, self._read_engine = PostgresWriter(address, self._delivery), postgres_reader(address, readers)
        self._readers = ThreadPoolExecutor(readers, thread_name_prefix="store-read")
        self._waiting_writes = 0
        self._waiting_reads = 0
        self._closed = False

    async def write(self, command: Callable[[Transaction], T]) -> T:
        """
        Run a command in a transaction of its own; return its result once that is durable.

        A caller that is cancelled does not learn whether its command was carried out.

        Raises:
            Refused: What the command raised, whose changes are undone; or busy, where too many commands wait already.
        """
        if self._waiting_writes >= MAX_WAITING:
            raise Refused(Code.BUSY)
        write = Write(command, asyncio.get_running_loop())
        self._waiting_writes += 1
        try:
            self._writer.submit(write)
            result: T = await write.future
            return result
        finally:
            self._waiting_writes -= 1

    async def read(self, query: Callable[[Transaction], T]) -> T:
        """
        Run a query on one consistent, read-only picture of the database, not older than this call.

        Raises:
            Refused: What the query raised; or busy, where too many queries wait already.
        """
        if self._waiting_reads >= MAX_WAITING:
            raise Refused(Code.BUSY)
        self._waiting_reads += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._readers, self._query, query)
        finally:
            self._waiting_reads -= 1

    def _query(self, query: Callable[[Transaction], T]) -> T:
        with self._read_engine.begin() as tx:
            return query(tx)

    def on_commit(self, listener: Listener) -> None:
        """Call `listener` with the facts of each commit, on the event loop, before its `write` returns."""
        self._delivery.listeners.append(listener)

    async def create(self) -> None:
        """Make all tables; for tests, the product migrates."""
        await self.write(metadata.create_all)

    async def close(self) -> None:
        """Carry out what waits, then let go of the database. Idempotent."""
        if self._closed:
            return
        self._closed = True
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        self._writer.close()
        self._readers.shutdown()
        self._read_engine.dispose()
