"""Bodies about department systems."""

from datetime import datetime

from agent_console.api.schemas import Body
from signaling.protocol.names import Sha256


class SystemView(Body, frozen=True):
    """A department system, and how it fares."""

    name: str
    items: tuple[str, ...]  # Ids of items that go there; `*` stands for any letters.
    waiting: int  # Cases that have not arrived.
    failing_since: datetime | None
    problem: str
    tried_at: datetime | None


class PushView(Body, frozen=True):
    """Where a case went, and what became of it there."""

    system: str
    state: str  # waiting | sent | answered
    tries: int
    due_at: datetime
    foreign_number: str | None
    foreign_state: str | None  # received | in-progress | granted | refused
    reason: str
    result: Sha256 | None
    problem: str | None
