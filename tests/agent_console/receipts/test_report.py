from datetime import UTC, datetime

import msgspec

from agent_console.api.bodies.reports import ReportLine, ReportView, StaffingView
from agent_console.core.report import By, line
from agent_console.receipts.paper import Grid
from agent_console.receipts.report import paper_of


def test_an_empty_report_shows_dashes_not_noughts() -> None:
    total = msgspec.convert(line("", [], [], []), ReportLine, from_attributes=True)
    report = ReportView(
        "2026-01-01", "2026-01-31", By.ITEM, total, (), (), StaffingView("", 0, 0.0, 0.0, 0, 0, 0, 0, 0.0), ()
    )
    paper = paper_of(report, datetime(2026, 2, 1, tzinfo=UTC))
    grids = [block for block in paper.blocks if isinstance(block, Grid)]
    assert len(grids) == 3
    assert grids[0].rows[0][2:] == ("–", "–", "–", "–")
