"""Write figures where they can be compared later, and print them where they are read now."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from benchmarks.machine import Machine, describe

RESULTS = Path(__file__).parent / "results"


class Result(msgspec.Struct, frozen=True, rename="camel"):
    """One run of one benchmark. `figures` is the benchmark's own Struct."""

    benchmark: str
    taken_at: datetime
    quick: bool  # A check that it runs, not a measurement.
    machine: Machine
    figures: msgspec.Struct


def write(benchmark: str, figures: msgspec.Struct, *, quick: bool) -> Path:
    """Store a run as `results/NAME.json`; a quick one goes beside it, so that it never replaces a measurement."""
    file = RESULTS / f"{benchmark}{'.quick' if quick else ''}.json"
    result = Result(benchmark=benchmark, taken_at=datetime.now(UTC), quick=quick, machine=describe(), figures=figures)
    RESULTS.mkdir(exist_ok=True)
    file.write_bytes(msgspec.json.format(msgspec.json.encode(result), indent=2) + b"\n")
    return file


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows under their heads, columns aligned: the first to the left, figures to the right."""
    widths = [max(len(line[n]) for line in [heads, *rows]) for n in range(len(heads))]
    lines = [
        "  ".join(
            [line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))]
        )
        for line in [heads, *rows]
    ]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])
