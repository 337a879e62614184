"""Two nodes over one database: what is committed at one is told at the other, with the bus and without it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from signaling.bus import MemoryBus, RedisBus
from signaling.ports import Bus
from signaling.protocol.codes import Close
from signaling.protocol.commands import JoinMedia, Point, Say
from signaling.protocol.facts import MessageSaid, PresenceChanged
from signaling.protocol.messages import Directive, Done, Pointed
from signaling.protocol.names import Role, Sha256
from signaling.services.exchange import Exchange
from signaling.store.engine import Store
from tests.support.hall import OFFICIAL, WINDOW, CaseBook, Hall, open_hall, with_tables
from tests.support.meeting import meet, session_of

PAGE = Sha256("a" * 64)


@asynccontextmanager
async def two_halls(url: str, first_bus: Bus, second_bus: Bus) -> AsyncIterator[tuple[Hall, Hall]]:
    cases = CaseBook()
    await with_tables(url)
    async with (
        open_hall(url, bus=first_bus, cases=cases) as first,
        open_hall(url, bus=second_bus, cases=cases) as second,
    ):
        yield first, second


@pytest.fixture
async def halls(postgres_url: str, redis_url: str) -> AsyncIterator[tuple[Hall, Hall]]:
    buses = RedisBus(redis_url), RedisBus(redis_url)
    async with two_halls(postgres_url, *buses) as both:
        yield both
    for bus in buses:
        await bus.close()


async def test_a_window_at_one_node_meets_an_official_at_another(halls: tuple[Hall, Hall]) -> None:
    here, there = halls
    async with here.call(WINDOW) as window, there.call(OFFICIAL) as official:
        session = await meet(window, official)
        for number in range(20):
            await window.ask(Say(window.ref(), session, str(number)), Done)
            await official.ask(Say(official.ref(), session, str(number)), Done)
        for caller in (window, official):
            for _ in range(40):
                await caller.until(MessageSaid)
        assert session_of(window) == session_of(official)
        await official.say(Point(session, PAGE, (0.5, 0.5)))
        assert (await window.until(Pointed)).role is Role.OFFICIAL
        await window.say(JoinMedia(window.ref(), session))
        await official.until(PresenceChanged)


async def test_a_second_tab_at_another_node_takes_over(halls: tuple[Hall, Hall]) -> None:
    here, there = halls
    async with here.call(WINDOW) as first, there.call(WINDOW) as second:
        assert await first.until(Directive) == Directive("leave", reason="taken-over")
        assert await first.closed() == Close.TAKEN_OVER
        await second.settle()


async def test_who_signs_out_at_one_node_is_sent_out_at_another(halls: tuple[Hall, Hall]) -> None:
    here, there = halls
    async with here.call(OFFICIAL) as official:
        there.desk.sign_out(Role.OFFICIAL, OFFICIAL.id)
        assert await official.closed() == Close.NOT_SIGNED_IN


async def test_without_the_bus_facts_come_a_little_later_and_none_is_lost(postgres_url: str) -> None:
    # Two buses that do not know of each other are one that is down.
    async with (
        two_halls(postgres_url, MemoryBus(), MemoryBus()) as (here, there),
        here.call(WINDOW) as window,
        there.call(OFFICIAL) as official,
    ):
        session = await meet(window, official)
        for number in range(5):
            await window.ask(Say(window.ref(), session, str(number)), Done)
        for number in range(5):
            assert (await official.until(MessageSaid)).message.text == str(number)


async def test_words_to_a_bus_that_is_down_are_bounded(store: Store) -> None:
    exchange = Exchange(store, MemoryBus(), "n1")
    for _ in range(5_000):
        exchange.committed(())
    await exchange.reread()
