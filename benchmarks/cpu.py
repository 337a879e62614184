"""CPU time from the scheduler's nanoseconds: the clock ticks of `times()` are too coarse for µs per packet."""

from pathlib import Path


def seconds(pid: int) -> float:
    """Return the CPU seconds that all threads of a process and of its descendants have run so far."""
    total = 0
    for process in (pid, *descendants(pid)):
        for thread in Path(f"/proc/{process}/task").glob("*/schedstat"):
            try:
                total += int(thread.read_text().split()[0])
            except (FileNotFoundError, ProcessLookupError):  # The thread ended just now.
                continue
    return total / 1e9


def descendants(pid: int) -> list[int]:
    """Return the processes that a process started, and theirs."""
    found: list[int] = []
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            own = [int(child) for child in children.read_text().split()]
        except (FileNotFoundError, ProcessLookupError):
            continue
        for child in own:
            found += [child, *descendants(child)]
    return found


def socket_drops(pid: int) -> int:
    """Return how many datagrams the kernel threw away because a UDP socket of this process was full."""
    inodes = set()
    for file in Path(f"/proc/{pid}/fd").iterdir():
        try:
            target = str(file.readlink())
        except FileNotFoundError:
            continue
        if target.startswith("socket:["):
            inodes.add(target[8:-1])
    drops = 0
    for table in ("udp", "udp6"):
        for row in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            columns = row.split()
            if columns[9] in inodes:
                drops += int(columns[12])
    return drops
