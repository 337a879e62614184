"""`remote-counter demo-department`: the demonstration's department systems, alone or beside `make run`."""

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from agent_console.demo.department.address import Address, CannotListen, listen, settle
from agent_console.demo.department.service import serve

FAILED = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until a signal comes, or until who started it has gone; return the exit status."""
    asked = _parser().parse_args(arguments)
    address = settle(asked.folder)
    try:
        listener = listen(address)
    except CannotListen as error:
        sys.stderr.write(f"demo-department: {error}\n")
        return FAILED
    with listener, contextlib.suppress(KeyboardInterrupt):
        if not asked.beside:
            sys.stdout.write(_told(address))
            sys.stdout.flush()
        serve(address, listener, asked.folder, parent=sys.stdin.fileno() if asked.beside else None)
    return 0


def _told(address: Address) -> str:
    return f"The departments' own systems, demonstration: {address.page}\nStop them with Ctrl-C; their address stays.\n"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="remote-counter demo-department", description=__doc__)
    data = Path(os.environ.get("REMOTE_COUNTER_DATA", "var"))
    parser.add_argument("--folder", type=Path, default=data / "department", help="where its records lie")
    parser.add_argument("--beside", action="store_true", help="say nothing, and end when standard input does")
    return parser


if __name__ == "__main__":
    sys.exit(main())
