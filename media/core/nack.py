"""Which packets of a producer are missing, and when to ask for them (again): RFC 4585 §6.2.1."""

MAX_GAP = 128  # More at once is an interruption: a keyframe mends it sooner than retransmissions.
MAX_MISSING = 256  # More altogether is congestion, which requests would only add to.
MAX_TRIES = 8
_RETRY_NS = 50_000_000  # Between requests where no round trip is known, and at least.


class Missing:
    """
    The gaps of one producer, by unwrapped sequence number.

    An entry stays after its last try, until it has left the cache's window: a packet that comes late is accepted once,
    and only because it stands here. A gap costs what it holds, never what all gaps hold: loss must not make a busy node
    slower, or it would lose more.
    """

    def __init__(self) -> None:
        self.numbers: dict[int, bool] = {}  # Ascending: number to whether it was asked for.
        self._asking: dict[int, tuple[int, int]] = {}  # Those with tries left: (tries, time of the next one in ns).

    def add(self, first: int, end: int, now_ns: int, retry_ns: int) -> bool:
        """Note a gap, up to but not including `end`; tell whether to ask for all of it now (counted as a try)."""
        asked = end - first <= MAX_GAP and len(self.numbers) < MAX_MISSING
        numbers = range(max(first, end - MAX_MISSING), end)
        self.numbers.update(dict.fromkeys(numbers, asked))
        if asked:
            self._asking.update(dict.fromkeys(numbers, (1, now_ns + max(retry_ns, _RETRY_NS))))
        return asked

    def recover(self, number: int) -> bool | None:
        """
        Take a number that has come out of the gaps.

        Returns:
            None where it was not missing (a duplicate, or too old), else whether it had been asked for.
        """
        self._asking.pop(number, None)
        return self.numbers.pop(number, None)

    def due(self, now_ns: int, retry_ns: int) -> list[int]:
        """Return the numbers to ask for again now, ascending, and count the try."""
        pause = max(retry_ns, _RETRY_NS)
        asking = self._asking
        due = [number for number, (_, at) in asking.items() if at <= now_ns]
        for number in due:
            tries = asking[number][0] + 1
            if tries < MAX_TRIES:
                asking[number] = (tries, now_ns + pause)
            else:
                del asking[number]
        return due

    def forget_before(self, number: int) -> None:
        """Give up what no longer fits the cache."""
        while self.numbers:
            oldest = next(iter(self.numbers))
            if oldest >= number:
                break
            del self.numbers[oldest]
            self._asking.pop(oldest, None)
