"""PostgreSQL: a pool of threads, one transaction a command; what lost a race is run again."""

import contextlib
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import psycopg
from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.engine.interfaces import ExecutionContext
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from signaling.store.delivery import Delivery, Job
from signaling.store.retry import TryAgain

WRITERS = 8
ATTEMPTS = 8

# deadlock_detected, serialization_failure (PostgreSQL documentation, appendix A).
_RACES = frozenset({"40P01", "40001"})


def postgres_reader(url: URL, connections: int) -> Engine:
    """Return an engine whose transactions see one picture of the database and cannot change it."""
    return create_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_pre_ping=True,
        hide_parameters=True,  # An error is logged; what residents wrote is not.
        isolation_level="REPEATABLE READ",
        connect_args={"options": "-c default_transaction_read_only=on"},
    )


class PostgresWriter:
    """Threads that write, each on a connection of its own, at READ COMMITTED: commands guard their updates."""

    def __init__(self, url: URL, delivery: Delivery) -> None:
        # Connections are not asked whether they still live: a command that meets a dead one is run again, and as the
        # last that was given back is the first to be taken, it gets the one that was made anew.
        self._engine = create_engine(url, pool_size=WRITERS, max_overflow=0, pool_use_lifo=True, hide_parameters=True)
        _answer_at_once(self._engine)
        self._delivery = delivery
        self._pool = ThreadPoolExecutor(WRITERS, thread_name_prefix="store-write")

    def submit(self, job: Job) -> None:
        """Queue a command; the store bounds how many wait."""
        self._pool.submit(self._run, job)

    def close(self) -> None:
        """Carry out what waits, then end. Blocks."""
        self._pool.shutdown()
        self._engine.dispose()

    def _run(self, job: Job) -> None:
        for attempt in range(ATTEMPTS):
            try:
                self._attempt(job)
                return
            except (TryAgain, DBAPIError) as error:
                job.fail(error)
                if not _may_be_repeated(error):
                    break
                time.sleep(random.uniform(0, 0.005 * 2**attempt))  # noqa: S311 - Jitter, no secret.
            except Exception as error:  # noqa: BLE001 - Whatever it is, it is its caller's.
                job.fail(error)
                break
        self._delivery.post((job,))

    def _attempt(self, job: Job) -> None:
        """Run and commit. Raises what fails before the COMMIT; a failed COMMIT is settled here: it may have held."""
        with self._engine.connect() as tx, _pipeline(tx), tx.begin() as transaction:
            job.run(tx)
            settled: tuple[Job, ...] = (job,)
            turn = self._delivery.take_turn()
            try:
                transaction.commit()
            except SQLAlchemyError as error:
                if _lost_race(error):
                    settled = ()  # A statement that the COMMIT brought along lost: nothing held, by the server's word.
                    raise
                job.fail(error)
            finally:
                self._delivery.give_back(turn, settled)


@contextlib.contextmanager
def _pipeline(tx: Connection) -> Iterator[None]:
    """
    Send statements without waiting for their answers, until somebody needs one.

    What a command changes travels with the next thing that it asks, or with its COMMIT; so does an error.
    """
    driver = tx.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    try:
        with driver.pipeline():
            yield
    finally:
        # What failed on its way with the COMMIT leaves its transaction open; SQLAlchemy takes it for ended.
        if not driver.closed:
            driver.rollback()


def _answer_at_once(engine: Engine) -> None:
    """Let SQLAlchemy's own executions wait for their answers: it looks at once for rows in them."""

    @event.listens_for(engine, "do_execute")
    def execute(cursor: psycopg.Cursor, statement: str, parameters: Mapping[str, object], _: ExecutionContext) -> bool:
        with cursor.connection.pipeline() as pipeline:
            cursor.execute(statement, parameters)
            pipeline.sync()
        return True

    @event.listens_for(engine, "do_executemany")
    def execute_all(
        cursor: psycopg.Cursor, statement: str, parameters: Sequence[Mapping[str, object]], _: ExecutionContext
    ) -> bool:
        with cursor.connection.pipeline() as pipeline:
            cursor.executemany(statement, parameters)
            pipeline.sync()
        return True


def _may_be_repeated(error: TryAgain | DBAPIError) -> bool:
    return isinstance(error, TryAgain) or error.connection_invalidated or _lost_race(error)


def _lost_race(error: SQLAlchemyError) -> bool:
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in _RACES
