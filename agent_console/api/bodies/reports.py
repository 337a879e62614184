"""Reports and their baselines."""

from typing import Annotated

import msgspec

from agent_console.api.schemas import Body
from agent_console.core.report import By
from signaling.protocol.views import Text

Figure = Annotated[float, msgspec.Meta(ge=-1e12, le=1e12)]


class ReportLine(Body, frozen=True):
    """Figures of one division, department, item or day, or of all; None where there is nothing to take a mean of."""

    key: str
    name: Text | None
    sessions: int
    served: int
    minutes: float | None
    target_minutes: float | None
    within_target: float | None
    waited_minutes: float | None
    cases: int
    first_visit: float | None
    materials: int
    reused: int
    decided: int
    legal_days: float | None
    committed_days: float | None
    actual_days: float | None
    saved: float | None
    in_time: float | None
    ratings: int
    satisfied: float | None


class StaffingView(Body, frozen=True):
    """What the busiest hour needs by Erlang C, beside what there was."""

    busiest_hour: str
    arrivals: int
    handling_minutes: float
    load: float
    windows: int
    officials: int
    windows_needed: int
    clerks_needed: int
    waiting_share: float


class BaselineView(Body, frozen=True):
    """A figure before and after, and ours now where the report has it."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    label: Text
    before: Figure
    after: Figure
    unit: Annotated[str, msgspec.Meta(max_length=16)]
    yearly_cost: Figure | None = None
    now: float | None = None
    yearly_saving: float | None = None


class SetBaselines(Body, frozen=True):
    baselines: Annotated[tuple[BaselineView, ...], msgspec.Meta(max_length=40)]


class ReportView(Body, frozen=True):
    """One report."""

    first: str
    last: str
    by: By
    total: ReportLine
    lines: tuple[ReportLine, ...]
    days: tuple[ReportLine, ...]
    staffing: StaffingView
    baselines: tuple[BaselineView, ...]
