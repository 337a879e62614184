"""Fixtures of the desk's tests: a store on each database."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from signaling.store.engine import Store
from signaling.store.tables import metadata
from tests.support.services import Postgres, postgres, postgres_url, redis, redis_url

__all__ = ["database_url", "postgres", "postgres_url", "prepared_database", "redis", "redis_url", "store"]


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new, empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new.sqlite'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture(scope="session")
def prepared_database(postgres: Postgres) -> Iterator[str]:
    """A PostgreSQL database with the tables made, for one test after the other: making one takes half a second."""
    with postgres.database() as url:
        engine = create_engine(url)
        metadata.create_all(engine)
        engine.dispose()
        yield url


def _empty(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as tx:
        tx.execute(text(f"TRUNCATE {', '.join(table.name for table in metadata.sorted_tables)}"))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """A store with its tables made and empty, on each database."""
    if request.param == "sqlite":
        opened = Store(f"sqlite:///{tmp_path / 'desk.sqlite'}")
        await opened.create()
    else:
        url: str = request.getfixturevalue("prepared_database")
        _empty(url)
        opened = Store(url)
    yield opened
    await opened.close()
