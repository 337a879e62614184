"""
The bus: wake-ups and signals between the sockets of one process, and through Redis between processes.

Losing a message slows a client and never costs it a fact: facts stand in the ledger, and each node rereads its streams
every second.
"""

import asyncio
import random
import secrets
from collections import deque

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from signaling import log

MAX_WAITING = 1_000  # Messages of one subscriber, or towards Redis; beyond, the oldest go.
CHANNEL = "remote-counter"
HEARTBEAT_SECONDS = 5.0  # Each node hears its own; a line that is dead without saying so is found by its silence.
SILENCE_SECONDS = 15.0
FIRST_DELAY_SECONDS = 0.1
MAX_DELAY_SECONDS = 5.0

_log = log.get("bus")


class Ear:
    """A subscription: bounded, and it forgets its oldest messages first."""

    def __init__(self, bus: "MemoryBus", topics: tuple[str, ...]) -> None:
        self.topics = topics
        self._bus = bus
        self._heard: deque[tuple[str, bytes]] = deque(maxlen=MAX_WAITING)
        self._news = asyncio.Event()
        self._closed = False

    def __aiter__(self) -> "Ear":
        return self

    async def __anext__(self) -> tuple[str, bytes]:
        while not self._heard:
            if self._closed:
                raise StopAsyncIteration
            self._news.clear()
            await self._news.wait()
        return self._heard.popleft()

    def hear(self, topic: str, payload: bytes) -> None:
        """Take a message in."""
        self._heard.append((topic, payload))
        self._news.set()

    async def aclose(self) -> None:
        """End the iteration. Idempotent."""
        self.close()

    def close(self) -> None:
        """End the iteration; what was heard is forgotten."""
        self._closed = True
        self._heard.clear()
        self._news.set()
        self._bus.forget(self)


class MemoryBus:
    """The bus of one process."""

    def __init__(self) -> None:
        self._ears: dict[str, list[Ear]] = {}

    async def publish(self, topic: str, payload: bytes) -> None:
        """Send to whoever is subscribed to the topic now."""
        self.deliver(topic, payload)

    def deliver(self, topic: str, payload: bytes) -> None:
        """Do the same without waiting: nothing here waits."""
        for ear in self._ears.get(topic, ()):
            ear.hear(topic, payload)

    def subscribe(self, *topics: str) -> Ear:
        """Listen from now on."""
        ear = Ear(self, topics)
        for topic in topics:
            self._ears.setdefault(topic, []).append(ear)
        return ear

    def forget(self, ear: Ear) -> None:
        """Stop sending to a subscriber that closed."""
        for topic in ear.topics:
            ears = self._ears.get(topic, [])
            if ear in ears:
                ears.remove(ear)
            if not ears:
                self._ears.pop(topic, None)

    async def close(self) -> None:
        """End all subscriptions."""
        for ear in {ear for ears in self._ears.values() for ear in ears}:
            ear.close()


class RedisBus:
    """
    The bus of several processes.

    Subscribers of this process are served at once, with or without Redis; one channel carries the messages to the
    other nodes, each of which picks what it has subscribers for. Connected by the first use; `close` ends the task.
    """

    def __init__(self, url: str) -> None:
        self.connected = asyncio.Event()  # Set while messages from other nodes arrive.
        self._url = url
        self._local = MemoryBus()
        self._node = secrets.token_bytes(8)
        self._outgoing: deque[bytes] = deque(maxlen=MAX_WAITING)
        self._work = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._closing = False

    async def publish(self, topic: str, payload: bytes) -> None:
        """Send to whoever is subscribed to the topic now, on any node. Never waits for Redis, never raises."""
        self._start()
        self._local.deliver(topic, payload)
        self._outgoing.append(self._node + topic.encode() + b"\0" + payload)
        self._work.set()

    def subscribe(self, *topics: str) -> Ear:
        """Listen from now on; to other nodes, while Redis is there."""
        self._start()
        return self._local.subscribe(*topics)

    async def close(self) -> None:
        """End the task and all subscriptions. Idempotent."""
        self._closing = True
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
        await self._local.close()

    def _start(self) -> None:
        if self._task is None:
            self._task = asyncio.create_task(self._stay_connected(), name="redis-bus")

    async def _stay_connected(self) -> None:
        delay = FIRST_DELAY_SECONDS
        # A task group that fails while it is cancelled reports the failure only: hence the flag.
        while not self._closing:
            try:
                await self._converse()
            except* (RedisError, OSError) as group:
                if self.connected.is_set():
                    delay = FIRST_DELAY_SECONDS
                _log.warning("redis_lost", error=str(group.exceptions[0]), retry_seconds=delay)
            finally:
                self.connected.clear()
            await asyncio.sleep(delay * random.uniform(0.5, 1.0))  # noqa: S311 - Jitter, no secret.
            delay = min(delay * 2, MAX_DELAY_SECONDS)

    async def _converse(self) -> None:
        # Our own loop tries again; one inside the client would hide the loss.
        once = Retry(NoBackoff(), 0)
        client = Redis.from_url(self._url, retry=once, socket_connect_timeout=2.0, socket_timeout=5.0)
        async with client, asyncio.TaskGroup() as tasks:
            tasks.create_task(self._listen(client))
            tasks.create_task(self._send(client))

    async def _listen(self, client: Redis) -> None:
        async with client.pubsub() as channel:
            await channel.subscribe(CHANNEL)
            while not _is_cancelled():
                async with asyncio.timeout(SILENCE_SECONDS):
                    message = await channel.get_message(timeout=None)
                if message is None:
                    continue
                self.connected.set()
                if message["type"] == "message":
                    self._receive(message["data"])

    def _receive(self, message: bytes) -> None:
        node, rest = message[: len(self._node)], message[len(self._node) :]
        topic, _, payload = rest.partition(b"\0")
        if node != self._node and topic:
            self._local.deliver(topic.decode(errors="replace"), payload)

    async def _send(self, client: Redis) -> None:
        while not _is_cancelled():
            try:
                async with asyncio.timeout(HEARTBEAT_SECONDS):
                    await self._work.wait()
            except TimeoutError:
                self._outgoing.append(self._node)
            self._work.clear()
            while self._outgoing:
                await client.publish(CHANNEL, self._outgoing.popleft())


def _is_cancelled() -> bool:
    # redis-py 8.1 may swallow a cancellation while it hands a connection back; the task still knows of it.
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
