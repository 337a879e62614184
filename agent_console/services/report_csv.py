"""Tables as CSV that spreadsheets open rightly: UTF-8 with its mark, and no cell that they would calculate."""

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence

from agent_console.api.bodies.reports import ReportLine, ReportView

Cell = str | int | float | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # OWASP, CSV injection.


def table(heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as CSV (RFC 4180)."""
    return BOM_UTF8 + lines_of((heading, *rows))


def lines_of(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return more lines of a table, to be sent after it."""
    out = io.StringIO()
    csv.writer(out).writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode()


def csv_of(report: ReportView) -> bytes:
    """Return a report's lines, the total first."""
    columns = [name for name in ReportLine.__struct_fields__ if name != "name"]
    heading = ["name_zh", "name_en", *columns]
    return table(heading, ([*_names(line), *(getattr(line, name) for name in columns)] for line in _all(report)))


def _all(report: ReportView) -> tuple[ReportLine, ...]:
    return report.total, *report.lines


def _names(line: ReportLine) -> tuple[str, str]:
    if not line.key:
        return "合计", "Total"
    return (line.name.zh, line.name.en) if line.name else ("", "")


def _cell(value: Cell) -> Cell:
    if isinstance(value, float):
        return round(value, 4)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
