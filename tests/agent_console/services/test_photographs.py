import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import cv2
import numpy as np
import pytest

from agent_console.services.photographs import AT_ONCE, BURST, Photographs
from media.workers import Workers
from signaling.clock import FakeClock
from signaling.core.refusal import Refused
from signaling.protocol.case_views import PageProblem
from signaling.protocol.codes import Code


@pytest.fixture
async def workers() -> AsyncIterator[Workers]:
    opened = Workers(processes=1)
    yield opened
    await opened.close()


def photograph() -> bytes:
    """An empty desk, well lit."""
    picture = np.full((600, 800, 3), 120, np.uint8)
    return bytes(cv2.imencode(".jpg", picture)[1])


async def test_a_photograph_without_a_page_is_told(workers: Workers) -> None:
    told = await Photographs(workers, FakeClock()).check(photograph())
    assert told.problems[0] is PageProblem.NO_PAGE
    assert (told.width, told.height) == (800, 600)


async def test_what_is_no_picture_is_refused(workers: Workers) -> None:
    photographs = Photographs(workers, FakeClock())
    with pytest.raises(Refused) as refused:
        await photographs.check(b"%PDF-1.7")
    assert refused.value.code is Code.IMAGE_INVALID
    assert (await photographs.check(photograph()[:-200] + b"\xff\xd9")).width == 800


def test_an_address_is_held_to_its_rate() -> None:
    clock = FakeClock()
    photographs = Photographs(Workers(), clock)
    for _ in range(BURST):
        photographs.admit("10.0.0.1")
    with pytest.raises(Refused) as refused:
        photographs.admit("10.0.0.1")
    assert refused.value.code is Code.TOO_MANY_ATTEMPTS
    photographs.admit("10.0.0.2")
    clock.advance(timedelta(seconds=10))
    photographs.admit("10.0.0.1")


async def test_so_many_are_looked_at_at_once(workers: Workers) -> None:
    photographs = Photographs(workers, FakeClock())
    checks = [asyncio.create_task(photographs.check(photograph())) for _ in range(AT_ONCE)]
    await asyncio.wait(checks, timeout=0)
    with pytest.raises(Refused) as refused:
        photographs.admit("10.0.0.1")
    assert refused.value.code is Code.BUSY
    await asyncio.gather(*checks)
