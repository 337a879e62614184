"""`python -m benchmarks [NAME …] [--quick]`: run the named benchmarks, or all of them."""

import argparse
import importlib
import sys
from typing import Protocol

import uvloop

from benchmarks import island

NAMES = ("commands", "forwarding", "join", "page_finder", "search")


class Benchmark(Protocol):
    """What each named module has."""

    async def run(self, *, quick: bool) -> None:
        """Measure, write the result and print it."""


def main() -> int:
    """Move to the island, then run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"any of: {', '.join(NAMES)} (all)")
    parser.add_argument("--quick", action="store_true", help="show that it runs; figures are worth nothing")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(NAMES):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    try:
        island.settle()
    except island.NoIsland as problem:
        print(problem, file=sys.stderr)
        return 1
    for name in asked.names or NAMES:
        print(f"{name}:", file=sys.stderr)
        module: Benchmark = importlib.import_module(f"benchmarks.{name}")
        uvloop.run(module.run(quick=asked.quick))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
