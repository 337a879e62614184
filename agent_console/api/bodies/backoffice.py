"""The back office: the list of cases, what was done to one, and doing one thing to several."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from agent_console.api.schemas import Body
from agent_console.core.backoffice import MOST_BULK, Standing
from signaling.protocol.case_views import CaseState, Closing, Decision
from signaling.protocol.names import CaseId, Role
from signaling.protocol.views import Text

BulkAction = Literal["review", "decide", "answer-urge", "urge", "assign"]


class CaseBrief(Body, frozen=True):
    """One row of the list; nothing personal but a masked ID number."""

    id: CaseId
    version: int
    number: str | None
    state: CaseState
    stage_since: datetime | None
    item_name: Text
    department: str
    home: str
    deciding: str
    service_type: int
    resident: str
    accepted_at: datetime | None
    due_on: str | None
    standing: Standing
    decision: Decision | None
    closing: Closing | None
    official: str
    owner: str | None  # Who was named to work on it.
    owner_name: Text | None
    urged: bool
    child: bool
    may: tuple[BulkAction, ...]  # What the reader may do to it from the list.


class CaseList(Body, frozen=True):
    """One page of the list, with the counts of every stage and what may be filtered by."""

    cases: tuple[CaseBrief, ...]
    total: int
    page: int
    page_size: int
    counts: dict[CaseState, int]
    departments: tuple[str, ...]


class CaseAct(Body, frozen=True):
    """One line of a case's history."""

    at: datetime
    act: str  # The kebab-case name of the act; of most, the event that tells of it.
    role: Role
    name: Text | None


class Chosen(Body, frozen=True):
    case: CaseId
    version: int


class DoToSeveral(Body, frozen=True):
    """Do one thing to several cases; each is done or refused by itself."""

    action: BulkAction
    cases: Annotated[tuple[Chosen, ...], msgspec.Meta(min_length=1, max_length=MOST_BULK)]
    text: Annotated[str, msgspec.Meta(max_length=500)] = ""  # Note, reason, answer or what is urged.
    decision: Literal["granted", "refused"] = "granted"  # Of `review`, what is proposed.
    ground: Annotated[str, msgspec.Meta(max_length=500)] = ""  # The clause, where it is refused.
    owner: Annotated[str, msgspec.Meta(max_length=64)] = ""  # Of `assign`: the account.


class DoneToOne(Body, frozen=True):
    """What became of one of them; `refused` is a code."""

    case: CaseId
    number: str | None
    refused: str | None
