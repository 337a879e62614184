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


class CaseSystemView(Body, frozen=True):
    """A department system that a case goes to, or that one of its papers can be fetched from."""

    name: str
    title: Text
    takes: bool  # The case goes there, once accepted; else papers are fetched from there only.
    failing_since: datetime | None
    fault: str | None  # Of the system, while it fails.
    push: PushView | None  # None: nothing was sent there yet.


class FetchedView(Body, frozen=True):
    """Where a page came from that no scanner took."""

    page: Sha256
    title: Text  # Of the system.
    number: str  # Of the licence.
    issued_on: str | None  # ISO dates.
    expires_on: str | None


class CaseSystems(Body, frozen=True):
    """What department systems have to do with a case."""

    systems: tuple[CaseSystemView, ...]
    fetched: tuple[FetchedView, ...]


class WaitingView(Body, frozen=True):
    """A case on its way to a department system, as the operator sees it."""

    case: CaseId
    number: str
    tries: int
    due_at: datetime  # Of the next try.
    fault: str | None
    problem: str | None
