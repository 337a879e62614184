"""A report as a document."""

from datetime import datetime

from agent_console.api.bodies.reports import BaselineView, ReportLine, ReportView
from agent_console.receipts.paper import Block, Fields, Grid, Paper, Row, text
from signaling.protocol.views import Text

TOTAL = text("合计", "Total")


def paper_of(report: ReportView, at: datetime) -> Paper:
    """Return a report, ready to be set."""
    need = report.staffing
    facts = Fields(
        (
            Row(text("统计时段", "Period"), f"{report.first} – {report.last}"),
            Row(text("最忙的一小时", "Busiest hour"), need.busiest_hour.replace("T", " ") or "–"),
            Row(text("该小时取号数", "Numbers taken within it"), str(need.arrivals)),
            Row(text("开过的窗口", "Windows used"), str(need.windows)),
            Row(text("所需窗口（厄兰 C）", "Windows needed (Erlang C)"), str(need.windows_needed)),
            Row(text("所需窗口人员", "Clerks needed"), str(need.clerks_needed)),
        )
    )
    work = Grid(
        columns=(
            text("项目", "Line"),
            text("办理次数", "Sessions"),
            text("每次分钟", "Minutes"),
            text("等候分钟", "Waited"),
            text("一次办成", "First visit"),
            text("满意率", "Satisfied"),
        ),
        rows=tuple(
            (
                _name(line),
                str(line.sessions),
                _number(line.minutes),
                _number(line.waited_minutes),
                _share(line.first_visit),
                _share(line.satisfied),
            )
            for line in (report.total, *report.lines)
        ),
        widths=(4, 1, 1, 1, 1, 1),
        title=text("办理", "Sessions"),
    )
    periods = Grid(
        columns=(
            text("项目", "Line"),
            text("办结", "Decided"),
            text("法定", "Legal"),
            text("承诺", "Committed"),
            text("实际", "Actual"),
            text("压减", "Saved"),
            text("复用材料", "Reused"),
        ),
        rows=tuple(
            (
                _name(line),
                str(line.decided),
                _number(line.legal_days),
                _number(line.committed_days),
                _number(line.actual_days),
                _share(line.saved),
                str(line.reused),
            )
            for line in (report.total, *report.lines)
        ),
        widths=(4, 1, 1, 1, 1, 1, 1),
        title=text("时限（工作日）与材料", "Periods (working days) and materials"),
    )
    blocks: tuple[Block, ...] = (facts, work, periods, _baselines(report.baselines))
    return Paper(
        title=text("运行报告", "Report"),
        number=f"{report.first}/{report.last}",
        authority=text("政务服务", "Government services"),
        at=at,
        blocks=blocks,
    )


def _baselines(found: tuple[BaselineView, ...]) -> Grid:
    return Grid(
        columns=(text("对照", "Baseline"), text("之前", "Before"), text("之后", "After"), text("现在", "Now")),
        rows=tuple((each.label, _number(each.before), _number(each.after), _number(each.now)) for each in found),
        widths=(4, 1, 1, 1),
        title=text("与基线对照", "Beside the baselines"),
    )


def _name(line: ReportLine) -> Text | str:
    return TOTAL if not line.key else line.name or line.key


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"
