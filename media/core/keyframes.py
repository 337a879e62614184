"""When to ask a producer for a keyframe: as often as needed, never faster than it can answer."""

INTERVAL_NS = 300_000_000  # Chromium ignores requests that follow each other faster.


class KeyframeRequest:
    """
    One producer's wish for a keyframe.

    A wish over the rate limit is deferred, not dropped, and it is repeated until a keyframe comes.
    """

    def __init__(self) -> None:
        self.wanted = False
        self._asked_ns = -INTERVAL_NS

    def want(self) -> None:
        """Note that somebody cannot go on without a keyframe."""
        self.wanted = True

    def came(self) -> None:
        """Note that a keyframe has begun: all wishes are granted."""
        self.wanted = False

    def due(self, now_ns: int) -> bool:
        """Tell whether to ask now, and count it as asked."""
        if not self.wanted or now_ns - self._asked_ns < INTERVAL_NS:
            return False
        self._asked_ns = now_ns
        return True
