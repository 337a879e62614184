"""The folder of a ticket that waits: pages scanned before the call, and the pre-check of the checklist."""

from datetime import datetime
from typing import Annotated

import msgspec

from agent_console.api.schemas import Body
from agent_console.core.folder import Mark
from signaling.protocol.case_views import PageProblem, PageState
from signaling.protocol.names import ItemId, Sha256, TicketId
from signaling.protocol.views import Text


class FolderPageView(Body, frozen=True):
    hash: Sha256
    material: str | None
    state: PageState
    problems: tuple[PageProblem, ...]
    received_at: datetime


class FolderMaterial(Body, frozen=True):
    """One line of the checklist, with what the clerk found."""

    code: str
    name: Text
    required: bool
    original: bool
    original_seen: bool  # The item wants a clerk to have held the original in hand.
    stays: bool
    mark: Mark | None
    seen_at: datetime | None


class FolderView(Body, frozen=True):
    """A folder as the clerk and the window see it."""

    ticket: TicketId
    number: str
    item: ItemId
    item_name: Text
    pages: tuple[FolderPageView, ...]
    materials: tuple[FolderMaterial, ...]


class MarkMaterial(Body, frozen=True):
    """What the clerk found of one material; `seen`: original seen, copy agrees."""

    material: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    mark: Mark
    seen: bool = False


class RemovePage(Body, frozen=True):
    page: Sha256


class ArrangePages(Body, frozen=True):
    """All pages of the folder, in their new order."""

    pages: Annotated[tuple[Sha256, ...], msgspec.Meta(min_length=1, max_length=100)]
