"""Claims about gaps."""

from media.core.nack import MAX_GAP, MAX_MISSING, MAX_TRIES, Missing

RETRY = 100_000_000


def test_a_gap_is_asked_for_at_once() -> None:
    assert Missing().add(10, 13, 0, RETRY)


def test_what_stays_missing_is_asked_for_again_after_a_round_trip() -> None:
    missing = Missing()
    missing.add(10, 13, 0, RETRY)
    assert missing.due(RETRY - 1, RETRY) == []
    assert missing.due(RETRY, RETRY) == [10, 11, 12]
    assert missing.due(RETRY, RETRY) == []


def test_after_the_last_try_a_packet_is_given_up_but_still_welcome() -> None:
    missing = Missing()
    missing.add(10, 11, 0, RETRY)
    tries = 1 + sum(bool(missing.due(at * RETRY, RETRY)) for at in range(1, 50))
    assert tries == MAX_TRIES
    assert missing.recover(10) is True


def test_a_recovered_packet_is_recovered_once() -> None:
    missing = Missing()
    missing.add(10, 12, 0, RETRY)
    assert missing.recover(11) is True
    assert missing.recover(11) is None
    assert missing.due(RETRY, RETRY) == [10]


def test_a_gap_too_wide_is_not_asked_for_but_what_comes_late_is_welcome() -> None:
    missing = Missing()
    assert not missing.add(0, MAX_GAP + 1, 0, RETRY)
    assert missing.due(RETRY, RETRY) == []
    assert missing.recover(5) is False


def test_however_wide_the_gap_little_is_remembered() -> None:
    missing = Missing()
    missing.add(0, 30_000, 0, RETRY)
    assert len(missing.numbers) == MAX_MISSING


def test_congestion_is_not_answered_with_more_requests() -> None:
    missing = Missing()
    asked = [missing.add(at, at + 64, 0, RETRY) for at in range(0, 640, 64)]
    assert asked == [True] * 4 + [False] * 6


def test_what_the_cache_cannot_hold_any_more_is_forgotten() -> None:
    missing = Missing()
    missing.add(10, 15, 0, RETRY)
    missing.forget_before(13)
    assert list(missing.numbers) == [13, 14]
