"""
When to read a socket: at once while there is little to read, every millisecond while there is much.

A wake-up of the event loop costs as much as two packets. Under load it would come for each packet or two; waiting a
millisecond gathers a batch, whose packets share one wake-up, one recvmmsg and one sendmmsg. Arrival times are the
kernel's (docs/decisions/0007), so the wait is invisible to senders' estimates.
"""

import asyncio
import time
from collections.abc import Callable

PERIOD_SECONDS = 0.001
BUSY = 3_000  # Datagrams a second: beyond it, on average, a few come in each period.
_WINDOW_NS = 100_000_000
_ROUNDS = 8  # Batches a wake-up at the most: what else the loop serves must not starve.


class Reader:
    """Reads one socket for the demultiplexer."""

    def __init__(self, fd: int, read: Callable[[], bool], received: Callable[[], int]) -> None:
        """
        Args:
            read: Reads one batch; tells whether it was full, so that more may be waiting.
            received: Returns how many datagrams have been received altogether.
        """
        self._fd = fd
        self._read = read
        self._received = received
        self.is_behind = False  # Whether more was waiting when the last wake-up had to end.
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None
        self._window = (time.monotonic_ns(), received())
        self._loop.add_reader(fd, self._readable)

    @property
    def is_waiting(self) -> bool:
        """Whether the next reading is the clock's."""
        return self._timer is not None

    def close(self) -> None:
        """Read no more. Idempotent."""
        self._loop.remove_reader(self._fd)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _readable(self) -> None:
        self._drain()
        if self._is_busy(former=False):
            self._loop.remove_reader(self._fd)
            self._timer = self._loop.call_later(PERIOD_SECONDS, self._due)

    def _due(self) -> None:
        self._drain()
        if self._is_busy(former=True):
            self._timer = self._loop.call_later(PERIOD_SECONDS, self._due)
        else:
            self._timer = None
            self._loop.add_reader(self._fd, self._readable)

    def _drain(self) -> None:
        for _ in range(_ROUNDS):
            if not self._read():
                self.is_behind = False
                return
        self.is_behind = True

    def _is_busy(self, *, former: bool) -> bool:
        """Tell whether to wait before the next reading; decided anew ten times a second."""
        now_ns, (since_ns, before) = time.monotonic_ns(), self._window
        if now_ns - since_ns < _WINDOW_NS:
            return former
        received = self._received()
        self._window = (now_ns, received)
        return (received - before) * 1_000_000_000 > BUSY * (now_ns - since_ns)
