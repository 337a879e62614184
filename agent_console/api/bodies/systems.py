"""Bodies about department systems."""

from datetime import datetime

from agent_console.api.schemas import Body
from signaling.protocol.names import CaseId, Sha256
from signaling.protocol.views import Text


class SystemView(Body, frozen=True):
    """A department system, and how it fares."""

    name: str
    title: Text
    items: tuple[str, ...]  # Ids of items that go there; `*` stands for any letters.
    waiting: int  # Cases that have not arrived.
    failing_since: datetime | None
    fault: str | None  # unreachable | denied | broken, while it fails.
    problem: str  # The same in technical words.
    tried_at: datetime | None


class PushView(Body, frozen=True):
    """Where a case went, and what became of it there."""

    system: str
    title: Text
    state: str  # waiting | sent | answered
    tries: int
    due_at: datetime
    foreign_number: str | None
    foreign_state: str | None  # received | in-progress | granted | refused
    reason: str
    result: Sha256 | None
    fault: str | None  # unreachable | denied | broken | incomplete | unknown; none where the last try went well.
    problem: str | None  # The same in technical words.


class WaitingView(Body, frozen=True):
    """A case on its way to a department system, as the operator sees it."""

    case: CaseId
    number: str
    tries: int
    due_at: datetime  # Of the next try.
    fault: str | None
    problem: str | None
