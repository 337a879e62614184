"""(h) A case that runs late: accepted in a call on real media, then left lying until its clock orders it done."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agent_console.app import Product
from agent_console.demo.seed import Credentials
from agent_console.services import clockwork
from signaling.clock import FakeClock
from signaling.protocol.names import Role
from signaling.settings import Settings
from tests.agent_console.conftest import CHEAP, URL, Hall
from tests.support import matter
from tests.support.city import city

ITEM = "individual-business-registration"


@asynccontextmanager
async def time_passes(data: Path, passwords: dict[str, str]) -> AsyncIterator[Hall]:
    """The same data without the running server, from now on by a clock that the test moves."""
    clock = FakeClock(datetime.now(UTC))
    product = Product(Settings(data=data), URL, clock=clock, hasher=CHEAP)
    async with product.asgi.router.lifespan_context(product.asgi):
        hall = Hall(product, clock, tuple(Credentials(Role.OFFICIAL, *entry) for entry in passwords.items()), data)
        yield hall
        for client in hall.clients:
            await client.aclose()


@pytest.mark.timeout(300)
async def test_a_case_that_runs_late_is_urged_up_to_the_supervisor(tmp_path: Path) -> None:
    """The clock urges, the head hears of silence, then the supervisor, by a numbered order."""
    async with city(tmp_path) as town, town.resident(ITEM) as resident, town.official("chen") as official:
        await matter.meet(official, resident)
        await matter.lay_down(official)
        await matter.fill_in(official)
        accepted = await matter.conclude(official)
        await matter.part(official, resident)
    async with time_passes(tmp_path, town.passwords) as hall:
        seen = []
        for _ in range(21):  # The longest holiday of the calendar, and the days that the clock allows.
            hall.clock.advance(timedelta(days=1))
            await clockwork.tick(hall.product.console)
            chen = await hall.signed_in("chen")
            seen.append(await hall.seen(chen, accepted.id))
        (urge,) = seen[-1].urges
        assert urge.role is Role.OPERATOR
        levels = [view.urges[0].escalated_to for view in seen if view.urges]
        assert list(dict.fromkeys(levels)) == [None, "head", "supervisor"]
        assert seen[-1].warning == 100
        zhou = await hall.signed_in("zhou", "supervisor")
        orders = (await zhou.get("/api/inquiries?kind=order")).json()
        assert "督办" in str(orders)
