"""
CPU per forwarded packet of our media node, beside Debian's Janus, with the same publishers and subscribers.

Everything runs on the machine's few cores in one go, the servers taking turns within each row, so that what else the
machine does hits all of them. Ours has everything on: NACK, cache, transport-cc, statistics; once without and once
with recording. Janus runs without transport-cc and without recording, which is the cheaper way for it.
"""

import asyncio
import sys
from pathlib import Path
from typing import Literal

import msgspec

from benchmarks import janus, node, report
from benchmarks.load.plan import Figures, Plan

ServerName = Literal["node", "node, recording", "janus", "janus, event_loops=2"]
SERVERS: tuple[ServerName, ...] = ("node", "node, recording", "janus", "janus, event_loops=2")
SHAPES = ((1, 1), (10, 1), (66, 1), (100, 1), (10, 3))  # Rooms, subscribers of each.
REAL_ROOMS = 66
ROOT = Path(__file__).parents[1]


class Row(msgspec.Struct, frozen=True, rename="camel"):
    """One server at one shape."""

    server: str
    shape: str
    rooms: int
    subscribers: int
    figures: Figures
    recorded_bytes: int = 0


class Forwarding(msgspec.Struct, frozen=True, rename="camel"):
    """All rows, and what the project promises of them."""

    rows: list[Row]
    ratio_at_66_rooms: float | None  # Ours, recording, to Janus's better configuration.


async def run(*, quick: bool) -> None:
    """Measure all rows, write them and print the table."""
    rows = []
    for rooms, subscribers in SHAPES[:2] if quick else SHAPES:
        for server in SERVERS:
            rows.append(await measure(server, f"{rooms} × 1→{subscribers}", rooms, subscribers, quick=quick))
            print(".", end="", file=sys.stderr, flush=True)
    rooms = 2 if quick else REAL_ROOMS
    rows.append(await measure("node, recording", f"{rooms} real", rooms, 1, mix="real", quick=quick))
    print(file=sys.stderr)
    file = report.write("forwarding", Forwarding(rows, _ratio(rows)), quick=quick)
    print(_table(rows))
    print(f"\nratio at 66 rooms, recording, to the better Janus: {_ratio(rows)}\nwritten to {file.relative_to(ROOT)}")


async def measure(
    server: ServerName,
    shape: str,
    rooms: int,
    subscribers: int,
    *,
    mix: Literal["camera", "real"] = "camera",
    quick: bool,
) -> Row:
    """Start a server, load it from a process of its own, and return what that process saw."""
    plan = Plan(
        server="janus" if server.startswith("janus") else "node",
        rooms=rooms,
        subscribers=subscribers,
        mix=mix,
        record="recording" in server,
        seconds=1.0 if quick else 5.0,
        repeats=1 if quick else 3,
    )
    if plan.server == "janus":
        async with janus.running(event_loops=2 if "event_loops" in server else 0) as theirs:
            figures = await _load(msgspec.structs.replace(plan, url=theirs.url, pid=theirs.pid))
        return Row(server, shape, rooms, subscribers, figures)
    async with node.running() as ours:
        figures = await _load(msgspec.structs.replace(plan, url=ours.url, pid=ours.pid, key=ours.key))
        return Row(server, shape, rooms, subscribers, figures, ours.recorded_bytes())


async def _load(plan: Plan) -> Figures:
    load = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "benchmarks.load",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    said, _ = await load.communicate(msgspec.json.encode(plan))
    if load.returncode != 0:
        raise RuntimeError(f"the load failed: {plan}")
    return msgspec.json.decode(said, type=Figures)


def _ratio(rows: list[Row]) -> float | None:
    at = {row.server: row.figures.microseconds_per_packet for row in rows if row.rooms == 66 and "→" in row.shape}
    yardsticks = [cost for server, cost in at.items() if server.startswith("janus")]
    if not yardsticks or "node, recording" not in at:
        return None
    return round(at["node, recording"] / min(yardsticks), 3)


def _table(rows: list[Row]) -> str:
    heads = [
        "rooms",
        "server",
        "µs/packet",
        "CPU %",
        "idle %",
        "packets/s",
        "missing",
        "dropped",
        "late ms",
        "recorded MB",
    ]
    cells = []
    for row in rows:
        figures = row.figures
        seconds = sum(sample.seconds for sample in figures.samples)
        cells.append(
            [
                row.shape,
                row.server,
                f"{figures.microseconds_per_packet:.1f}",
                f"{sum(sample.cpu_seconds for sample in figures.samples) / seconds * 100:.0f}",
                f"{figures.idle_percent:.1f}",
                f"{sum(sample.forwarded for sample in figures.samples) / seconds:.0f}",
                str(figures.packets_missing),
                str(figures.socket_drops),
                f"{figures.load_lateness_seconds * 1000:.0f}",
                f"{row.recorded_bytes / 1e6:.1f}",
            ]
        )
    return report.table(heads, cells)
