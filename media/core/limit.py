"""
How much less a subscriber's way bears than it is sent.

Subscribers estimate their downlink (REMB); the node passes that upward only as a cap below the present rate. An
estimate that merely trails a rising rate must not hold the publisher back: REMB grows slowly from what it sees.
"""

TRIGGER = 0.95  # Of what is sent: an estimate below it starts a cap.
RELEASE = 1.3  # Of what is sent: an estimate above it ends the cap; below, the cap follows the estimate.


class Limit:
    """One subscriber's way."""

    def __init__(self) -> None:
        self._limited = False

    def ratio(self, estimate_bps: int | None, sent_bps: float) -> float | None:
        """Return what its sources should send, as a ratio of what they do send; None: as much as they like."""
        if estimate_bps is None or sent_bps <= 0:
            self._limited = False
            return None
        ratio = estimate_bps / sent_bps
        self._limited = ratio < (RELEASE if self._limited else TRIGGER)
        return ratio if self._limited else None
