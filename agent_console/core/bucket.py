"""How often somebody may ask: a token bucket, as a value."""

import msgspec


class Bucket(msgspec.Struct, frozen=True):
    """So many tokens at a moment of a clock that never runs backwards."""

    tokens: float
    at_seconds: float


def take(bucket: Bucket | None, now_seconds: float, burst: int, per_second: float) -> tuple[Bucket, bool]:
    """Return the bucket after a request, and whether the request is within the rate; a new one is full."""
    had = burst if bucket is None else min(burst, bucket.tokens + (now_seconds - bucket.at_seconds) * per_second)
    allowed = had >= 1
    return Bucket(had - 1 if allowed else had, now_seconds), allowed


def full(bucket: Bucket, now_seconds: float, burst: int, per_second: float) -> bool:
    """Tell whether a bucket has filled again: then it need not be remembered."""
    return bucket.tokens + (now_seconds - bucket.at_seconds) * per_second >= burst
