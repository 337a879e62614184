"""Bodies about materials that need not be brought again."""

from datetime import datetime

from agent_console.api.schemas import Body
from signaling.protocol.names import CaseId, Sha256
from signaling.protocol.views import Text, Value


class ReuseAnswer(Body, frozen=True):
    """The resident's word on looking up earlier papers, at departments and in earlier cases of theirs."""

    granted: bool


class Look(Body, frozen=True):
    """Which material of which earlier case is to be looked at; it is put on record."""

    source: CaseId
    material: str


class MaterialOffer(Body, frozen=True):
    """A material of an earlier case that could serve this one."""

    material: str  # Its code in this case.
    source: CaseId
    case_number: str
    item_name: Text  # What it was verified for.
    office: str
    office_name: Text | None
    verified_at: datetime
    age_days: int
    expires_on: str | None  # ISO date; null: it does not expire.
    expired: bool
    pages: int
    looked: bool  # One's own look is on record: its pages may be opened.
    answers: dict[str, Value]  # Once looked at: what that case says to questions that this form asks, too.


class FetchedPage(Body, frozen=True):
    """A page that a department system gave."""

    page: Sha256
    material: str
    system: str
    number: str
    issued_on: str | None
    expires_on: str | None


class Offers(Body, frozen=True):
    """What is at hand beside the scanner."""

    offers: tuple[MaterialOffer, ...]
    fetched: tuple[FetchedPage, ...]


class FetchMaterial(Body, frozen=True):
    """Fetch a material from the department system that the item names."""


class AwaitedView(Body, frozen=True):
    """What a case waits for, by the notice's link."""

    material: str  # Or the form's field.
    name: Text
    due_on: str  # ISO date: the last day.
    is_field: bool  # To be written on a page, and signed.
    sent: int  # Pages that came from the phone, and that somebody still has to look at.
