"""Fixtures of the whole suite."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import settings

from tests.support.product import Product, Provisioned, provision

# No test is timed: a machine that is busy for a moment is no fault of what is tested.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def provisioned_once(tmp_path_factory: pytest.TempPathFactory) -> Provisioned:
    """A data folder as an operator lays it down; made once, since the commands take seconds."""
    return asyncio.run(provision(tmp_path_factory.mktemp("provisioned")))


@pytest.fixture
def provisioned(provisioned_once: Provisioned, tmp_path: Path) -> Provisioned:
    """A copy of it for one test."""
    data = tmp_path / "data"
    shutil.copytree(provisioned_once.data, data)
    return msgspec.structs.replace(provisioned_once, data=data)


@pytest.fixture
async def product(provisioned: Provisioned) -> AsyncIterator[Product]:
    """The product, served by a process of its own."""
    running = Product(provisioned.data)
    await running.start()
    try:
        yield running
    finally:
        await running.stop()
