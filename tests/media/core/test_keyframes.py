"""Claims about keyframe requests."""

from media.core.keyframes import INTERVAL_NS, KeyframeRequest


def test_nothing_is_asked_for_unwanted() -> None:
    assert not KeyframeRequest().due(0)


def test_a_wish_is_asked_for_at_once() -> None:
    request = KeyframeRequest()
    request.want()
    assert request.due(0)


def test_a_wish_over_the_rate_limit_is_deferred_and_not_dropped() -> None:
    request = KeyframeRequest()
    request.want()
    assert request.due(0)
    request.came()
    request.want()
    assert not request.due(INTERVAL_NS - 1)
    assert request.due(INTERVAL_NS)


def test_a_wish_is_repeated_until_a_keyframe_comes() -> None:
    request = KeyframeRequest()
    request.want()
    assert [request.due(round_ * INTERVAL_NS) for round_ in range(3)] == [True, True, True]
    request.came()
    assert not request.due(3 * INTERVAL_NS)


def test_a_silent_camera_is_asked_ever_more_seldom() -> None:
    request = KeyframeRequest()
    request.want()
    asked = [at for at in range(0, 60 * INTERVAL_NS, INTERVAL_NS) if request.due(at)]
    assert len(asked) < 15
    assert asked[-1] - asked[-2] == 8 * INTERVAL_NS


def test_a_fresh_wish_does_not_wait_as_long_as_an_old_one() -> None:
    request = KeyframeRequest()
    request.want()
    at = 0
    while at < 30 * INTERVAL_NS:
        request.due(at)
        at += INTERVAL_NS
    request.want()
    assert request.due(at)
