"""Claims about loss and round trip."""

from media.core.reception import Reception, round_trip_seconds


def test_loss_is_what_never_came() -> None:
    reception = Reception()
    reception.first, reception.received = 100, 90
    assert reception.lost(200) == 10


def test_the_fraction_lost_covers_the_time_since_the_last_report() -> None:
    reception = Reception()
    reception.received = 50
    assert reception.fraction_lost(100) == 128
    reception.received = 150
    assert reception.fraction_lost(200) == 0


def test_more_received_than_expected_is_no_loss() -> None:
    reception = Reception()
    reception.received = 12
    assert reception.fraction_lost(10) == 0
    assert reception.lost(10) == -2


def test_a_stream_that_lost_everything_says_the_most_there_is() -> None:
    reception = Reception()
    assert reception.fraction_lost(1000) == 255


def test_a_round_trip_is_what_the_reports_leave() -> None:
    now = 10 << 32
    assert round_trip_seconds(now, 9 << 16, 1 << 15) == 0.5


def test_a_block_that_answers_no_report_tells_no_round_trip() -> None:
    assert round_trip_seconds(10 << 32, 0, 0) is None


def test_a_round_trip_is_never_negative() -> None:
    assert round_trip_seconds(10 << 32, 11 << 16, 0) is None
