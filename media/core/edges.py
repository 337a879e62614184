"""
The table of edges: which source feeds which subscriber, of one session.

Pure: from the plans, the peers present and the edges that were shut follows who is wired to whom. The engine applies
the difference; nothing is renegotiated, since every m-line exists from the start.
"""

from collections.abc import Iterable, Mapping

import msgspec

from signaling.protocol.media import PLANS, Line, Source
from signaling.protocol.names import PeerId, Role


class Member(msgspec.Struct, frozen=True):
    """A peer as the table sees it. `sends` names the plan's lines on which it negotiated to send."""

    peer: PeerId
    role: Role
    sends: frozenset[int]
    receives: frozenset[int]


class Place(msgspec.Struct, frozen=True):
    """One m-line of one peer."""

    peer: PeerId
    line: int


class Edges(msgspec.Struct, frozen=True):
    """The edges of one session. The plans' are open at first; a hold shuts them, for whoever comes later too."""

    shut: frozenset[tuple[Source, Role]] = frozenset()

    def set(self, source: Source, subscriber: Role, *, on: bool) -> "Edges":
        """Return the table with one edge opened or shut."""
        edge = (source, subscriber)
        return Edges(self.shut - {edge} if on else self.shut | {edge})

    def wiring(self, members: Iterable[Member]) -> Mapping[Place, Place]:
        """
        Return for each subscribing m-line the m-line that feeds it.

        Args:
            members: The peers present, oldest first. The newest peer of a role that sends a track is its source
                (make-before-break: the former one goes on until the newer one's first keyframe).
        """
        present = tuple(members)
        sources: dict[Source, Place] = {}
        for member in present:
            for index, line in enumerate(PLANS[member.role]):
                if line.sends is not None and index in member.sends:
                    sources[Source(member.role, line.sends)] = Place(member.peer, index)
        wiring: dict[Place, Place] = {}
        for member in present:
            for index, line in enumerate(PLANS[member.role]):
                feeding = self._source_of(line, member.role)
                if feeding is not None and feeding in sources and index in member.receives:
                    wiring[Place(member.peer, index)] = sources[feeding]
        return wiring

    def _source_of(self, line: Line, subscriber: Role) -> Source | None:
        if line.receives is None or (line.receives, subscriber) in self.shut:
            return None
        return line.receives
