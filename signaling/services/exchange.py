"""Between the ledger, the readers on this node and the other nodes: facts in order, signals while they are fresh."""

import asyncio
from collections import deque
from collections.abc import Sequence

import msgspec

from signaling.ports import Bus
from signaling.protocol.codec import encode
from signaling.protocol.names import StreamName
from signaling.services import nodes
from signaling.services.hub import Hub, Reader
from signaling.services.nodes import AnyWord, Committed, Signalled
from signaling.store import ledger
from signaling.store.engine import Store
from signaling.store.ledger import StoredFact

MAX_WORDS = 1_000  # Towards the bus; beyond, the oldest go: other nodes reread.


class Exchange:
    """One node's share in the traffic of facts and signals."""

    def __init__(self, store: Store, bus: Bus, node: str) -> None:
        self.hub = Hub()
        self.node = node
        self._store = store
        self._bus = bus
        self._words: deque[AnyWord] = deque(maxlen=MAX_WORDS)
        self._spoken = asyncio.Event()
        self.gap = asyncio.Event()  # Set when rereading should not wait for the next second.
        self.queues_moved = asyncio.Event()

    def committed(self, facts: Sequence[StoredFact]) -> None:
        """Tell facts that were just committed: here at once, elsewhere by a wake-up. A listener of the store."""
        self._tell(facts)
        self.tell(Committed(self.node, {fact.stream: fact.offset for fact in facts}))

    def _tell(self, facts: Sequence[StoredFact]) -> None:
        if self.hub.publish(facts):
            self.gap.set()
        if any(fact.stream.startswith("queue/") for fact in facts):
            self.queues_moved.set()

    def signal(self, stream: StreamName, frame: msgspec.Struct, but: Reader | None = None) -> None:
        """Tell a signal to a stream's readers everywhere."""
        text = encode(frame).decode()
        self.hub.signal(stream, text, but)
        self.tell(Signalled(self.node, stream, text))

    def tell(self, word: AnyWord) -> None:
        """Tell the other nodes."""
        self._words.append(word)
        self._spoken.set()

    def hear(self, word: Committed | Signalled) -> None:
        """Take in what another node told."""
        if isinstance(word, Signalled):
            self.hub.signal(word.stream, word.text)
        elif self.hub.behind(word.heads):
            self.gap.set()

    async def speak(self) -> None:
        """Hand the words to the bus, for as long as the node runs."""
        while True:
            await self._spoken.wait()
            self._spoken.clear()
            while self._words:
                await self._bus.publish(nodes.TOPIC, nodes.encode(self._words.popleft()))

    async def reread(self) -> None:
        """Tell what the ledger has and this node has not told: facts of other nodes, whatever the bus lost."""
        self.gap.clear()
        cursors = self.hub.cursors()
        if not cursors:
            return
        heads = await self._store.read(lambda tx: ledger.heads(tx, list(cursors)))
        for stream, cursor in self.hub.behind(heads).items():
            missed = await self.after(stream, cursor)
            if missed is None:
                for reader in self.hub.skip(stream, heads[stream]):
                    reader.start_over()
                continue
            self._tell(missed)
            if missed and missed[-1].offset < heads[stream]:
                self.gap.set()  # More than one page of them.

    async def after(self, stream: StreamName, offset: int) -> tuple[StoredFact, ...] | None:
        """Return the next facts of a stream; None where they cannot be told any more."""
        return await self._store.read(lambda tx: ledger.facts_after(tx, stream, offset))
