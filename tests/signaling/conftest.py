"""Fixtures of the desk's tests: a store on each database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from signaling.store.engine import Store
from tests.support.services import postgres, postgres_url, redis, redis_url

__all__ = ["database_url", "postgres", "postgres_url", "redis", "redis_url", "store"]


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'desk.sqlite'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """A store with its tables made, on each database."""
    opened = Store(database_url)
    await opened.create()
    yield opened
    await opened.close()
