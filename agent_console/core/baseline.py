"""What to compare a report with: figures from before and after, stored and edited by supervisors."""

import msgspec

from signaling.protocol.views import Text


class Baseline(msgspec.Struct, frozen=True):
    """One figure before and after a change. `yearly_cost` is yuan per unit, of people or places."""

    name: str
    label: Text
    before: float
    after: float
    unit: str
    yearly_cost: float | None = None


# What one city reported of its own change: shown until somebody stores better ones.
FIRST: tuple[Baseline, ...] = (
    Baseline("windows", Text(zh="窗口数", en="Windows"), 1113, 597, "count"),
    Baseline("materials", Text(zh="减少的申请材料", en="Materials removed"), 0, 170, "count"),
    Baseline("time-saved", Text(zh="时限压减（1 − 实际/法定）", en="Time saved (1 - actual/legal)"), 0, 82.95, "%"),
    Baseline("clerks", Text(zh="窗口人员", en="Clerks"), 18, 3, "count"),
)


def yearly_saving(baseline: Baseline) -> float | None:
    """Return the yuan saved in a year, where the cost of a unit is known."""
    return None if baseline.yearly_cost is None else (baseline.before - baseline.after) * baseline.yearly_cost
