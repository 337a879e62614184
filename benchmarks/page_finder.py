"""
How often the page is found on photographs with known corners, and how long that takes.

The photographs lie outside the repository (their licences differ): a folder with `index.json`, a list of objects with
`file`, `quad` (corners clockwise from the top left, in pixels) and `split`. It is looked for in `../shared/data/scan`,
or where `REMOTE_COUNTER_PHOTOGRAPHS` says. The weights of `media.scan.contrast` were fitted on this very set: what to
expect of photographs never seen is the share in cross-validation, 96 %.
"""

import asyncio
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import mean, median

import cv2
import msgspec
import numpy as np

from benchmarks.report import table, write
from media.scan.geometry import overlap
from media.scan.page import find_page

PHOTOGRAPHS = Path(__file__).parents[2] / "shared" / "data" / "scan"


class Photograph(msgspec.Struct, frozen=True):
    """One line of the index; other fields are not read."""

    file: str
    quad: tuple[tuple[float, float], ...]
    split: str


class Found(msgspec.Struct, frozen=True):
    """What became of one photograph."""

    split: str
    overlap: float  # Intersection over union; 0 where no page was found.
    cpu_seconds: float


class Split(msgspec.Struct, frozen=True, rename="camel"):
    """The figures of one group of photographs."""

    photographs: int
    above_90: float  # Share with IoU above 0.9.
    above_95: float
    mean_overlap: float
    missed: int  # Where no page was found at all.
    median_cpu_ms: float
    worst_cpu_ms: float


class Figures(msgspec.Struct, frozen=True):
    """The figures by group; "all" is every photograph."""

    splits: dict[str, Split]


def look(folder: Path, photograph: Photograph) -> Found:
    """Find the page on one photograph and compare."""
    cv2.setNumThreads(1)
    image = np.asarray(cv2.imread(str(folder / photograph.file)), np.uint8)
    began = time.process_time()
    corners = find_page(image)
    took = time.process_time() - began
    right = 0.0 if corners is None else overlap(corners, np.array(photograph.quad))
    return Found(photograph.split, right, took)


def summarise(found: Sequence[Found]) -> Split:
    """Return the figures of some photographs."""
    times = [one.cpu_seconds * 1000 for one in found]
    return Split(
        photographs=len(found),
        above_90=round(mean(one.overlap > 0.9 for one in found), 4),
        above_95=round(mean(one.overlap > 0.95 for one in found), 4),
        mean_overlap=round(mean(one.overlap for one in found), 4),
        missed=sum(one.overlap == 0.0 for one in found),
        median_cpu_ms=round(median(times), 1),
        worst_cpu_ms=round(max(times), 1),
    )


async def run(*, quick: bool) -> None:
    """Look at every photograph (every tenth where that is enough), write the figures and print them."""
    folder = Path(os.environ.get("REMOTE_COUNTER_PHOTOGRAPHS", PHOTOGRAPHS))
    index = folder / "index.json"
    if not await asyncio.to_thread(index.is_file):
        print(
            f"no photographs: {index} is not there; REMOTE_COUNTER_PHOTOGRAPHS may name their folder", file=sys.stderr
        )
        return
    photographs = msgspec.json.decode(await asyncio.to_thread(index.read_bytes), type=list[Photograph])
    photographs = photographs[:: 10 if quick else 1]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        loop = asyncio.get_running_loop()
        found = await asyncio.gather(*(loop.run_in_executor(pool, look, folder, one) for one in photographs))
    names = sorted({one.split for one in found})
    splits = {name: summarise([one for one in found if one.split == name]) for name in names}
    splits["all"] = summarise(found)
    print(
        table(
            ("photographs", "count", "IoU > 0.9", "IoU > 0.95", "mean", "missed", "CPU ms", "worst"),
            [
                (
                    name,
                    str(split.photographs),
                    f"{split.above_90:.1%}",
                    f"{split.above_95:.1%}",
                    f"{split.mean_overlap:.3f}",
                    str(split.missed),
                    f"{split.median_cpu_ms:.0f}",
                    f"{split.worst_cpu_ms:.0f}",
                )
                for name, split in splits.items()
            ],
        )
    )
    write("page-finder", Figures(splits), quick=quick)
