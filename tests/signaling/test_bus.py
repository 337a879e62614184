import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

import pytest

from signaling.bus import MAX_WAITING, MemoryBus, RedisBus
from signaling.ports import Bus, Subscription
from tests.support.services import redis_server

SECONDS = 10.0

Connect = Callable[[], Bus]


@pytest.fixture(params=["memory", "redis"])
async def bus(request: pytest.FixtureRequest) -> AsyncIterator[Bus]:
    """The one contract, on each bus."""
    made: Bus = MemoryBus() if request.param == "memory" else RedisBus(request.getfixturevalue("redis_url"))
    yield made
    await made.close()


@pytest.fixture
async def nodes(redis_url: str) -> AsyncIterator[tuple[RedisBus, RedisBus]]:
    """Two nodes on one Redis, connected."""
    pair = RedisBus(redis_url), RedisBus(redis_url)
    for node in pair:
        node.subscribe("start")
        await _connected(node)
    yield pair
    for node in pair:
        await node.close()


async def _connected(node: RedisBus) -> None:
    async with asyncio.timeout(SECONDS):
        await node.connected.wait()


async def _next(ear: Subscription) -> tuple[str, bytes]:
    async with asyncio.timeout(SECONDS):
        return await anext(ear)


async def test_a_message_reaches_every_subscriber_of_its_topic(bus: Bus) -> None:
    ears = [bus.subscribe("queue/441302"), bus.subscribe("session/1", "queue/441302")]
    await bus.publish("queue/441302", b"7")
    assert [await _next(ear) for ear in ears] == [("queue/441302", b"7")] * 2


async def test_a_message_of_another_topic_is_not_heard(bus: Bus) -> None:
    ear = bus.subscribe("a")
    await bus.publish("b", b"1")
    await bus.publish("a", b"2")
    assert await _next(ear) == ("a", b"2")


async def test_messages_keep_their_order_and_their_bytes(bus: Bus) -> None:
    ear = bus.subscribe("a")
    sent = [bytes([0, number, 255]) for number in range(50)]
    for payload in sent:
        await bus.publish("a", payload)
    assert [(await _next(ear))[1] for _ in sent] == sent


async def test_a_slow_subscriber_loses_its_oldest_messages_only(bus: Bus) -> None:
    ear = bus.subscribe("a")
    for number in range(MAX_WAITING + 3):
        await bus.publish("a", str(number).encode())
    assert await _next(ear) == ("a", b"3")


async def test_a_closed_subscription_ends(bus: Bus) -> None:
    ear = bus.subscribe("a")
    await bus.publish("a", b"1")
    await ear.aclose()
    await ear.aclose()
    await bus.publish("a", b"2")
    assert [message async for message in ear] == []


async def test_closing_the_bus_ends_a_subscription_that_waits(bus: Bus) -> None:
    ear = bus.subscribe("a")
    waiting = asyncio.create_task(anext(ear, None))
    await asyncio.sleep(0)
    await bus.close()
    assert await waiting is None


async def test_a_message_crosses_from_node_to_node(nodes: tuple[RedisBus, RedisBus]) -> None:
    here, there = nodes
    ear = there.subscribe("session/1")
    await here.publish("session/1", b"\x00\xff")
    assert await _next(ear) == ("session/1", b"\x00\xff")


async def test_a_node_hears_its_own_message_once(nodes: tuple[RedisBus, RedisBus]) -> None:
    here, there = nodes
    ear, echo = here.subscribe("a"), there.subscribe("a")
    await here.publish("a", b"1")
    await _next(echo)
    await there.publish("a", b"2")
    assert [await _next(ear), await _next(ear)] == [("a", b"1"), ("a", b"2")]


async def test_without_redis_subscribers_of_the_same_process_are_served() -> None:
    bus = RedisBus("redis://127.0.0.1:1/0")
    ear = bus.subscribe("a")
    await bus.publish("a", b"1")
    assert await _next(ear) == ("a", b"1")
    await bus.close()


async def _arrives(node: RedisBus, ear: Subscription) -> bool:
    await node.publish("a", b"back")
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(0.05):
            while await anext(ear) != ("a", b"back"):
                pass
            return True
    return False


async def test_nodes_find_each_other_again_after_redis_was_lost() -> None:
    with redis_server() as server:
        here, there = RedisBus(server.url), RedisBus(server.url)
        ear = there.subscribe("a")
        here.subscribe("start")
        await _connected(here)
        await _connected(there)
        await asyncio.to_thread(server.kill)
        await here.publish("a", b"while it is away")  # Raises nothing.
        await asyncio.to_thread(server.start)
        while not await _arrives(here, ear):
            pass
        await here.close()
        await there.close()
