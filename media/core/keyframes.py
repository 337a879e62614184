"""When to ask a producer for a keyframe: as often as needed, never faster than it can answer."""

INTERVAL_NS = 300_000_000  # Chromium ignores requests that follow each other faster.
_PATIENCE = 4  # Requests at that pace; then each waits twice as long as the one before: the camera may be unplugged.
_LONGEST = 8  # Intervals.


class KeyframeRequest:
    """
    One producer's wish for a keyframe.

    A wish over the rate limit is deferred, not dropped, and it is repeated until a keyframe comes.
    """

    def __init__(self) -> None:
        self.wanted = False
        self._asked = 0  # Since the last fresh wish.
        self._next_ns = 0

    def want(self) -> None:
        """Note that somebody cannot go on without a keyframe."""
        self.wanted = True
        if self._asked > _PATIENCE:  # A fresh wish need not wait as long as an old one.
            self._next_ns = 0
        self._asked = 0

    def came(self) -> None:
        """Note that a keyframe has begun: all wishes are granted."""
        self.wanted = False

    def due(self, now_ns: int) -> bool:
        """Tell whether to ask now, and count it as asked."""
        if not self.wanted or now_ns < self._next_ns:
            return False
        self._asked += 1
        self._next_ns = now_ns + INTERVAL_NS * min(_LONGEST, 1 << max(0, self._asked - _PATIENCE))
        return True
