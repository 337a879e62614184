"""
From committed facts to the readers on this node, each stream in the order of its offsets.

Facts come from two sides: from this node's own commits at once, and from other nodes by rereading the ledger. The
cursor of a topic makes one order of them: what lies beyond the next offset waits until the gap before it was reread.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol

from signaling.protocol.names import StreamName
from signaling.store.ledger import StoredFact


class Reader(Protocol):
    """A connection, as the hub sees it."""

    def hear(self, fact: StoredFact, text: str) -> None:
        """Take a fact of a stream that was joined; `text` is its body, decoded once for all. Must not block."""

    def hear_signal(self, text: str) -> None:
        """Take a signal. Must not block."""

    def start_over(self) -> None:
        """Take note that a part of a stream cannot be told any more: the reader needs a snapshot."""


class _Topic:
    """One stream with readers on this node."""

    __slots__ = ("cursor", "readers")

    def __init__(self) -> None:
        self.cursor: int | None = None  # Offset of the last fact told; None until a reader knows where it begins.
        self.readers: set[Reader] = set()


class Hub:
    """The streams that are read on this node."""

    def __init__(self) -> None:
        self._topics: dict[StreamName, _Topic] = {}

    def join(self, stream: StreamName, reader: Reader) -> None:
        """
        Send a stream's facts to a reader from now on.

        To be called before the reader's picture is read from the database, so that nothing falls between the two; the
        reader itself passes over what its picture already shows.
        """
        self._topics.setdefault(stream, _Topic()).readers.add(reader)

    def leave(self, stream: StreamName, reader: Reader) -> None:
        """Undo `join`; the last reader takes the topic with it."""
        topic = self._topics.get(stream)
        if topic is None:
            return
        topic.readers.discard(reader)
        if not topic.readers:
            del self._topics[stream]

    def begin(self, stream: StreamName, seen: int) -> bool:
        """
        Note how far a reader's picture goes, and tell whether the reader is up to date.

        For the first reader the topic begins there. One that is not up to date read its picture before facts that the
        others have been told since, and before it could hear them: it must read these itself.
        """
        topic = self._topics[stream]
        if topic.cursor is None:
            topic.cursor = seen
        return topic.cursor <= seen

    def publish(self, facts: Iterable[StoredFact]) -> set[StreamName]:
        """Tell the readers; return the streams in which a gap must be reread first (`cursors` says from where)."""
        gaps: set[StreamName] = set()
        for fact in facts:
            topic = self._topics.get(fact.stream)
            if topic is None:
                continue
            if topic.cursor is not None:
                if fact.offset <= topic.cursor:
                    continue
                if fact.offset > topic.cursor + 1:
                    gaps.add(fact.stream)
                    continue
                topic.cursor = fact.offset
            text = fact.body.decode()
            for reader in tuple(topic.readers):
                reader.hear(fact, text)
        return gaps

    def cursors(self) -> dict[StreamName, int]:
        """Return how far each stream was told."""
        return {name: topic.cursor for name, topic in self._topics.items() if topic.cursor is not None}

    def behind(self, heads: Mapping[StreamName, int]) -> dict[StreamName, int]:
        """Return the cursors of the streams that have more to tell than was told."""
        return {name: cursor for name, cursor in self.cursors().items() if heads.get(name, 0) > cursor}

    def skip(self, stream: StreamName, head: int) -> set[Reader]:
        """Go on after a part of a stream that cannot be told any more; return the readers who need a snapshot."""
        topic = self._topics.get(stream)
        if topic is None:
            return set()
        topic.cursor = head
        return set(topic.readers)

    def signal(self, stream: StreamName, text: str, but: Reader | None = None) -> None:
        """Tell the readers of a stream what is never stored."""
        topic = self._topics.get(stream)
        if topic is None:
            return
        for reader in tuple(topic.readers):
            if reader is not but:
                reader.hear_signal(text)
