"""Pages of paper: what was received, and what became of it."""

from datetime import datetime

import msgspec

from signaling.protocol.case_views import PageProblem, PageState
from signaling.protocol.names import Sha256


class Page(msgspec.Struct, frozen=True):
    """One page of paper within a case."""

    hash: Sha256
    state: PageState
    received_at: datetime
    size: int
    width: int
    height: int
    content_type: str
    still: str | None
    corners: tuple[tuple[float, float], ...] | None = None
    flat: Sha256 | None = None
    sharpness: float | None = None
    problems: tuple[PageProblem, ...] = ()
    material: str | None = None
    reason: str | None = None
    meant_for: str | None = None
