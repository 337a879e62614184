"""Fixtures of the services' tests: a hall whose desk is served on a loopback port."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.hall import Hall, empty_database, open_hall


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    """A hall over an SQLite database in a folder of its own."""
    async with open_hall(await empty_database(tmp_path)) as opened:
        yield opened
