"""Bodies about notices: what went out or could not, and what lies on an official's desk."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from agent_console.api.schemas import Body
from agent_console.core.notice import DeskEvent
from signaling.protocol.names import CaseId
from signaling.protocol.views import Text


class SentNotice(Body, frozen=True):
    """A notice by SMS or e-mail, as the operator sees it."""

    id: str
    event: str
    channel: Literal["sms", "email"]
    to: str  # The address, masked; empty where there is none.
    account: str | None  # Of an official; none: the case's resident.
    number: str | None  # The case's.
    state: Literal["waiting", "sent", "failed"]
    tries: int
    made_at: datetime
    due_at: datetime
    sent_at: datetime | None
    problem: str | None


class SentNotices(Body, frozen=True):
    """One page of notices, the newest first, and how many there are in each state."""

    notices: tuple[SentNotice, ...]
    waiting: int
    sent: int
    failed: int
    # Where they go: Apprise's services, or, where no URL is set, the file of `data`.
    sms: Literal["service", "file"]
    email: Literal["service", "file"]


class RetryNotice(Body, frozen=True):
    """Nothing to say."""


class DeskNotice(Body, frozen=True):
    """A notice on an official's desk."""

    id: str
    event: DeskEvent
    case: CaseId
    number: str | None
    item_name: Text
    due_on: str | None
    at: datetime
    seen: bool


class SeeNotices(Body, frozen=True):
    """Notices that were seen."""

    ids: Annotated[tuple[str, ...], msgspec.Meta(max_length=100)]


class GiveEmail(Body, frozen=True):
    """Where notices of a case go beside SMS; empty: nowhere any more."""

    email: Annotated[str, msgspec.Meta(max_length=254)]


class GivenEmail(Body, frozen=True):
    email: str | None  # Masked.
