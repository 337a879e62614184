"""PostgreSQL: a pool of threads, one transaction a command; what lost a race is run again."""

import random
import time
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import create_engine
from sqlalchemy.engine import URL, Engine
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
        self._engine = create_engine(url, pool_size=WRITERS, max_overflow=0, pool_pre_ping=True, hide_parameters=True)
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
        with self._engine.connect() as tx:
            job.run(tx)
            turn = self._delivery.take_turn()
            try:
                tx.commit()
            except SQLAlchemyError as error:
                job.fail(error)
            finally:
                self._delivery.give_back(turn, (job,))


def _may_be_repeated(error: TryAgain | DBAPIError) -> bool:
    if isinstance(error, TryAgain) or error.connection_invalidated:
        return True
    return getattr(error.orig, "sqlstate", None) in _RACES
