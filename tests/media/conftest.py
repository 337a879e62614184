"""Media tests run on both event loops, each with a node of its own."""

import asyncio
from collections.abc import AsyncIterator, Mapping

import pytest
import uvloop
from pytest_asyncio.plugin import LoopFactory

from media.node import MediaNode
from tests.support.media_call import Desk, a_node
from tests.support.rtp_peer import hang_up_all


def pytest_asyncio_loop_factories(config: pytest.Config, item: pytest.Item) -> Mapping[str, LoopFactory]:
    return {"asyncio": asyncio.new_event_loop, "uvloop": uvloop.new_event_loop}


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    yield Desk()
    await hang_up_all()


@pytest.fixture
async def node(desk: Desk) -> AsyncIterator[MediaNode]:
    async with a_node(desk) as node:
        yield node
