"""End with the process that started us, however that ended: kill -9 included."""

import asyncio
import contextlib
import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>


async def outlived(parent: int) -> None:
    """
    Return when the process `parent` is gone; at once if it is already.

    By pidfd_open(2), Linux 5.3.
    """
    try:
        descriptor = os.pidfd_open(parent)
    except ProcessLookupError:
        return
    gone = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_reader(descriptor, gone.set)
    try:
        await gone.wait()
    finally:
        loop.remove_reader(descriptor)
        os.close(descriptor)


def die_with_parent() -> None:
    """Ask the kernel for SIGTERM when our parent dies: it comes even while the event loop is busy. Linux only."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
