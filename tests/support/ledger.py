"""Commands to test the store with: `say` records one message on a stream, a `Brake` holds its writer up."""

import asyncio
import threading
from datetime import UTC, datetime

from signaling.core.audit import Entry
from signaling.ports import Transaction
from signaling.protocol.facts import MessageSaid
from signaling.protocol.names import Role, StreamName
from signaling.protocol.views import Message
from signaling.store.ledger import Draft, StoredFact, record

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
STREAM = StreamName("session/1")


def draft(text: str = "你好", stream: StreamName = STREAM, audience: frozenset[str] = frozenset()) -> Draft:
    """Return a fact that is not stored yet."""
    message = Message("m1", Role.WINDOW, text, NOW)
    return Draft(stream, MessageSaid(stream=StreamName(""), offset=0, at=NOW, message=message), audience)


def entry(action: str = "say", **details: str | int | float | bool | None) -> Entry:
    """Return an entry of window w1."""
    return Entry("w1", Role.WINDOW, action, "session/1", NOW, details)


def say(tx: Transaction, text: str = "你好", stream: StreamName = STREAM) -> StoredFact:
    """Store one message, and return it at its place."""
    (stored,) = record(tx, [draft(text, stream)], entry())
    return stored


class Brake:
    """A command, or query, that keeps its thread until it is let go."""

    def __init__(self) -> None:
        self._held = threading.Event()
        self._go = threading.Event()

    def __call__(self, tx: Transaction) -> None:
        self._held.set()
        assert self._go.wait(20.0)

    async def holds(self) -> None:
        """Wait until its thread stands."""
        assert await asyncio.to_thread(self._held.wait, 20.0)

    def release(self) -> None:
        """Let it go."""
        self._go.set()
