"""From a committed transaction back to the event loop: listeners first, in commit order, then the callers."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, Protocol, TypeVar

from signaling.ports import Transaction
from signaling.store.ledger import RECORDED, StoredFact

T = TypeVar("T")

Listener = Callable[[Sequence[StoredFact]], None]


class Job(Protocol):
    """A command on its way, whatever it returns: run in a thread, settled on the event loop."""

    @property
    def loop(self) -> asyncio.AbstractEventLoop: ...

    @property
    def facts(self) -> tuple[StoredFact, ...]:
        """What it recorded; empty before it ran and after it failed."""

    def run(self, tx: Transaction) -> None:
        """Run the command and keep its result. Raises what the command raises."""

    def fail(self, error: Exception) -> None:
        """Keep an error instead of a result; the changes were rolled back."""

    def settle(self) -> None:
        """Tell the caller, unless it has gone."""


class Write(Generic[T]):
    """A job whose result somebody awaits in `future`."""

    def __init__(self, command: Callable[[Transaction], T], loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.future: asyncio.Future[T] = loop.create_future()
        self.facts: tuple[StoredFact, ...] = ()
        self._command = command
        self._tell: Callable[[], object] = self.future.cancel

    def run(self, tx: Transaction) -> None:
        tx.info[RECORDED] = []
        result = self._command(tx)
        self.facts = tuple(tx.info[RECORDED])
        self._tell = partial(self.future.set_result, result)

    def fail(self, error: Exception) -> None:
        self.facts = ()
        self._tell = partial(self.future.set_exception, error)

    def settle(self) -> None:
        if not self.future.done():
            self._tell()


class Delivery:
    """
    Hands commits to the event loop in the order of their turns.

    A turn is taken before COMMIT, while the rows of the streams are still locked. A transaction that comes later to one
    of these streams takes a later turn, hence the facts of each stream arrive in the order of their offsets, although
    the threads come back from their COMMITs in any order.
    """

    def __init__(self) -> None:
        self.listeners: list[Listener] = []
        self._lock = threading.Lock()
        self._next = 0
        self._due = 0  # The first turn that has not come back.
        self._back: dict[int, Sequence[Job]] = {}

    def take_turn(self) -> int:
        """Return this commit's place."""
        with self._lock:
            self._next += 1
            return self._next - 1

    def give_back(self, turn: int, writes: Sequence[Job]) -> None:
        """End a turn, whether its COMMIT succeeded or failed. Each turn that was taken must come back."""
        with self._lock:
            self._back[turn] = writes
            while self._due in self._back:
                ready = self._back.pop(self._due)
                self._due += 1
                # Under the lock, so that the event loop gets them in this order too.
                self.post(ready)

    def post(self, writes: Sequence[Job]) -> None:
        """Send settled writes to the event loop, from a thread."""
        if writes and not writes[0].loop.is_closed():
            writes[0].loop.call_soon_threadsafe(self._arrive, writes)

    def _arrive(self, writes: Sequence[Job]) -> None:
        facts = [fact for write in writes for fact in write.facts]
        try:
            if facts:
                for listener in self.listeners:
                    listener(facts)
        finally:
            for write in writes:
                write.settle()
