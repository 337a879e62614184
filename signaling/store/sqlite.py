"""SQLite: one writer thread whose commits are shared by the commands that wait, and read-only readers."""

import threading
from collections import deque

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from signaling.store.delivery import Delivery, Job
from signaling.store.savepoint import savepoint

MAX_GROUP = 256  # Commands in one commit: the first of them waits for the last.

BUSY_MILLISECONDS = 5_000  # How long another process (a migration, a verification) may hold the file.

# FULL also in WAL: an acknowledgement is a promise that outlives a power cut.
_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")


def _engine(url: URL, begin: str, *pragmas: str, connections: int) -> Engine:
    # The driver is in autocommit (isolation_level None): its own idea of when a transaction begins lets a read and the
    # write that builds on it fall into two, and loses updates without an error.
    engine = create_engine(
        url,
        connect_args={"isolation_level": None, "check_same_thread": False},
        pool_size=connections,
        max_overflow=0,
        hide_parameters=True,  # An error is logged; what residents wrote is not.
    )

    @event.listens_for(engine, "connect")
    def configure(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in (f"busy_timeout = {BUSY_MILLISECONDS}", *_PRAGMAS, *pragmas):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    # Of the pool's events: a listener on the engine's own would be asked at each statement. A connection is taken for
    # one transaction.
    @event.listens_for(engine, "checkout")
    def begin_explicitly(connection: DBAPIConnection, _: ConnectionPoolEntry, __: PoolProxiedConnection) -> None:
        cursor = connection.cursor()
        cursor.execute(begin)
        cursor.close()

    return engine


def sqlite_reader(url: URL, connections: int) -> Engine:
    """Return an engine whose transactions see one picture of the database and cannot change it."""
    return _engine(url, "BEGIN", "query_only = ON", connections=connections)


class SqliteWriter:
    """The one thread that writes."""

    def __init__(self, url: URL, delivery: Delivery) -> None:
        self._engine = _engine(url, "BEGIN IMMEDIATE", connections=1)
        self._delivery = delivery
        self._waiting: deque[Job] = deque()
        self._wake = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="store-write", daemon=True)
        self._thread.start()

    def submit(self, write: Job) -> None:
        """Queue a command; the store bounds how many wait."""
        with self._wake:
            if self._closing:
                raise RuntimeError("the store is closed")
            self._waiting.append(write)
            self._wake.notify()

    def close(self) -> None:
        """Carry out what waits, then end. Blocks."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join()
        self._engine.dispose()

    def _run(self) -> None:
        while group := self._next_group():
            turn = self._delivery.take_turn()
            try:
                self._commit(group)
            except Exception as error:  # noqa: BLE001 - It is the callers'; this thread must outlive it.
                # The COMMIT failed, or SQLite gave the transaction up (disk full, I/O error): nobody's change is kept.
                for write in group:
                    write.fail(error)
            finally:
                self._delivery.give_back(turn, group)

    def _next_group(self) -> list[Job]:
        with self._wake:
            while not self._waiting and not self._closing:
                self._wake.wait()
            return [self._waiting.popleft() for _ in range(min(MAX_GROUP, len(self._waiting)))]

    def _commit(self, group: list[Job]) -> None:
        with self._engine.begin() as tx:
            for write in group:
                try:
                    with savepoint(tx):
                        write.run(tx)
                except Exception as error:  # noqa: BLE001 - Whatever it is, it is its caller's; the group goes on.
                    write.fail(error)
