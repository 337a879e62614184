"""Claims about caps."""

from media.core.limit import Limit


def test_an_estimate_above_the_rate_caps_nothing() -> None:
    assert Limit().ratio(1_000_000, 900_000) is None


def test_an_estimate_that_only_trails_the_rate_caps_nothing() -> None:
    assert Limit().ratio(960_000, 1_000_000) is None


def test_an_estimate_below_the_rate_is_a_cap() -> None:
    assert Limit().ratio(500_000, 1_000_000) == 0.5


def test_a_cap_follows_the_estimate_until_there_is_room_enough() -> None:
    limit = Limit()
    limit.ratio(500_000, 1_000_000)
    assert limit.ratio(600_000, 500_000) == 1.2
    assert limit.ratio(700_000, 500_000) is None
    assert limit.ratio(500_000, 500_000) is None


def test_a_subscriber_that_says_or_is_sent_nothing_caps_nothing() -> None:
    limit = Limit()
    limit.ratio(500_000, 1_000_000)
    assert limit.ratio(None, 1_000_000) is None
    assert limit.ratio(500_000, 0) is None
