"""What a receiver reports of a stream: loss, jitter and round trip (RFC 3550 §6.4.1, appendix A)."""


class Reception:
    """
    Counts of one received stream, since its first packet and since the last report.

    The forwarding loop writes `received`, `jitter` and `transit` directly; numbers are unwrapped.
    """

    __slots__ = ("_reported_expected", "_reported_received", "first", "jitter", "received")

    def __init__(self) -> None:
        self.first = 0
        self.received = 0
        self.jitter = 0.0  # Units of the RTP clock.
        self._reported_expected = 0
        self._reported_received = 0

    def lost(self, next_number: int) -> int:
        """Return how many packets never came on their first way, as a 24-bit signed count."""
        lost = next_number - self.first - self.received
        return max(-0x800000, min(0x7FFFFF, lost))

    def fraction_lost(self, next_number: int) -> int:
        """Return the loss since the last call, in 1/256."""
        expected = next_number - self.first
        interval = expected - self._reported_expected
        lost = interval - (self.received - self._reported_received)
        self._reported_expected, self._reported_received = expected, self.received
        if interval <= 0 or lost <= 0:
            return 0
        return min(255, (lost << 8) // interval)


def round_trip_seconds(now_ntp: int, last_sr: int, delay: int) -> float | None:
    """
    Return the round trip that a report block tells, None where it answers no report of ours.

    Args:
        now_ntp: 64-bit NTP time at which the block came.
        last_sr, delay: The block's LSR and DLSR, in 1/65536 s.
    """
    if not last_sr:
        return None
    trip = ((now_ntp >> 16) - delay - last_sr) & 0xFFFFFFFF
    return trip / 65536 if trip < 0x80000000 else None
