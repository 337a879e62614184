from agent_console.core.bucket import Bucket, full, take


def test_a_burst_is_allowed_and_then_a_rate() -> None:
    bucket, now = None, 10.0
    for _ in range(3):
        bucket, allowed = take(bucket, now, burst=3, per_second=0.5)
        assert allowed
    bucket, allowed = take(bucket, now, burst=3, per_second=0.5)
    assert not allowed
    bucket, allowed = take(bucket, now + 2, burst=3, per_second=0.5)
    assert allowed
    _, allowed = take(bucket, now + 3, burst=3, per_second=0.5)
    assert not allowed


def test_a_bucket_never_holds_more_than_a_burst() -> None:
    bucket, _ = take(Bucket(2.0, 0.0), 1000.0, burst=3, per_second=1.0)
    assert bucket.tokens == 2
    assert not full(bucket, 1000.5, burst=3, per_second=1.0)
    assert full(bucket, 1001.0, burst=3, per_second=1.0)
