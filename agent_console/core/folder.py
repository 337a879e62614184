"""The folder of a ticket that waits: its pages, and the clerk's pre-check of the checklist."""

from datetime import datetime
from typing import Literal

import msgspec

from signaling.protocol.case_views import PageProblem, PageState
from signaling.protocol.names import Sha256

Mark = Literal["have", "missing", "not-needed"]


class FolderPage(msgspec.Struct, frozen=True):
    """One page that was scanned before the call; width and height are those of the original's header."""

    page: Sha256
    place: int
    material: str | None
    size: int
    width: int
    height: int
    content_type: str
    state: PageState
    actor: str
    role: str
    received_at: datetime
    flat: Sha256 | None = None
    read_width: int | None = None
    read_height: int | None = None
    corners: tuple[tuple[float, float], ...] | None = None
    sharpness: float | None = None
    problems: tuple[PageProblem, ...] = ()


class FolderMark(msgspec.Struct, frozen=True):
    """What the clerk found of one material, and that its original was held in hand."""

    material: str
    mark: Mark
    clerk: str
    marked_at: datetime
    seen_by: str | None = None
    seen_at: datetime | None = None
