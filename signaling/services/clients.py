"""The clients of this node: one socket an actor, the newest; and the officials who have gone without a word."""

from collections.abc import Iterator
from typing import Protocol

import msgspec

from signaling.core.access import Actor
from signaling.protocol.codes import Close
from signaling.protocol.messages import Directive
from signaling.protocol.names import OfficialId, Role
from signaling.services.hub import Reader

TAKEN_OVER = Directive("leave", reason="taken-over")


class Client(Reader, Protocol):
    """A connection, as the desk sees it."""

    actor: Actor
    since: float  # Seconds since the epoch: of two sockets of one actor the younger one stays.

    def send(self, frame: msgspec.Struct) -> None:
        """Send a frame after what waits. Must not block."""

    def dismiss(self, directive: Directive, code: Close) -> None:
        """Say what to do next, then close the socket."""


class Clients:
    """Who is here."""

    def __init__(self) -> None:
        self._here: dict[tuple[Role, str], Client] = {}
        self._missed: dict[OfficialId, float] = {}

    def __iter__(self) -> Iterator[Client]:
        return iter(tuple(self._here.values()))

    def enter(self, client: Client) -> None:
        """Let a client in; another socket of the same actor must go."""
        actor = client.actor
        before = self.find(actor.role, actor.id)
        if before is not None:
            before.dismiss(TAKEN_OVER, Close.TAKEN_OVER)
        self._here[actor.role, actor.id] = client
        self._missed.pop(OfficialId(actor.id), None)

    def take_over(self, role: Role, actor: str, since: float) -> None:
        """Close the actor's socket here, unless it is younger than the one that another node tells of."""
        client = self.find(role, actor)
        if client is not None and client.since <= since:
            client.dismiss(TAKEN_OVER, Close.TAKEN_OVER)

    def leave(self, client: Client, now: float) -> None:
        """Note that a client's socket is closed, at monotonic second `now`."""
        key = (client.actor.role, client.actor.id)
        if self._here.get(key) is client:
            del self._here[key]
            if client.actor.role is Role.OFFICIAL:
                self.miss(OfficialId(client.actor.id), now)

    def find(self, role: Role, actor: str) -> Client | None:
        """Return the actor's socket on this node."""
        return self._here.get((role, actor))

    def officials(self) -> frozenset[str]:
        """Return the officials who have a socket here."""
        return frozenset(actor for role, actor in self._here if role is Role.OFFICIAL)

    def miss(self, official: OfficialId, now: float) -> None:
        """Begin to wait for an official who has no socket."""
        if self.find(Role.OFFICIAL, official) is None:
            self._missed.setdefault(official, now)

    def heard_of(self, officials: frozenset[str]) -> None:
        """Stop waiting for officials who have a socket somewhere."""
        self._missed = {official: since for official, since in self._missed.items() if official not in officials}

    def given_up(self, before: float) -> tuple[OfficialId, ...]:
        """Return, once, the officials who have been missed since before this monotonic second."""
        gone = tuple(official for official, since in self._missed.items() if since < before)
        for official in gone:
            del self._missed[official]
        return gone
