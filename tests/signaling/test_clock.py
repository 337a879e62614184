from datetime import UTC, datetime, timedelta

from signaling.clock import FakeClock, SystemClock


def test_the_system_clock_tells_aware_utc_and_never_runs_backwards() -> None:
    clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert clock.monotonic() <= clock.monotonic()


def test_a_fake_clock_moves_only_when_told_to() -> None:
    clock = FakeClock(datetime(2026, 1, 5, tzinfo=UTC))
    assert (clock.now(), clock.monotonic()) == (datetime(2026, 1, 5, tzinfo=UTC), 0.0)
    clock.advance(timedelta(seconds=90))
    assert (clock.now(), clock.monotonic()) == (datetime(2026, 1, 5, 0, 1, 30, tzinfo=UTC), 90.0)
