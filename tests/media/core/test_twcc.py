"""Claims about transport-wide feedback: decoded, it says when each packet came, and which did not."""

from hypothesis import given
from hypothesis import strategies as some

from media.core.twcc import FeedbackWriter

TICK = 250_000


def decode(fci: bytes) -> dict[int, int | None]:
    """Return the arrival (in ticks, by the report's own clock) of each 16-bit number that a report covers."""
    base, count = int.from_bytes(fci[:2], "big"), int.from_bytes(fci[2:4], "big")
    clock = int.from_bytes(fci[4:7], "big") * 256
    symbols: list[int] = []
    at = 8
    while len(symbols) < count:
        chunk = int.from_bytes(fci[at : at + 2], "big")
        at += 2
        if not chunk & 0x8000:
            symbols += [chunk >> 13 & 3] * (chunk & 0x1FFF)
        elif chunk & 0x4000:
            symbols += [chunk >> 12 - 2 * index & 3 for index in range(7)]
        else:
            symbols += [chunk >> 13 - index & 1 for index in range(14)]
    arrivals: dict[int, int | None] = {}
    for index, symbol in enumerate(symbols[:count]):
        size = (0, 1, 2)[symbol]
        arrivals[(base + index) & 0xFFFF] = None
        if size:
            clock += int.from_bytes(fci[at : at + size], "big", signed=size == 2)
            arrivals[(base + index) & 0xFFFF] = clock
            at += size
    assert len(fci) % 4 == 0
    assert len(fci) - at < 4
    return arrivals


def test_nothing_came_nothing_is_reported() -> None:
    assert FeedbackWriter().write({}) == []


def test_a_report_tells_when_each_packet_came() -> None:
    (fci,) = FeedbackWriter().write({5: 1000 * TICK, 6: 1003 * TICK, 7: 1300 * TICK})
    assert decode(fci) == {5: 1000, 6: 1003, 7: 1300}


def test_what_did_not_come_is_reported_lost() -> None:
    (fci,) = FeedbackWriter().write({5: 0, 8: TICK})
    assert decode(fci) == {5: 0, 6: None, 7: None, 8: 1}


def test_numbers_are_unwrapped_before_they_are_sorted() -> None:
    (fci,) = FeedbackWriter().write({0: 2 * TICK, 65_534: 0, 65_535: TICK, 1: 3 * TICK})
    assert decode(fci) == {65_534: 0, 65_535: 1, 0: 2, 1: 3}


def test_a_loss_between_two_reports_is_reported() -> None:
    writer = FeedbackWriter()
    writer.write({10: 0})
    (fci,) = writer.write({13: TICK})
    assert decode(fci) == {11: None, 12: None, 13: 1}


def test_a_packet_that_overtook_is_told_to_have_come_back() -> None:
    (fci,) = FeedbackWriter().write({5: 9 * TICK, 6: 2 * TICK})
    assert decode(fci) == {5: 9, 6: 2}


def test_a_packet_that_comes_after_its_report_is_reported_again() -> None:
    writer = FeedbackWriter()
    writer.write({5: 0, 7: TICK})
    (fci,) = writer.write({6: 2 * TICK, 8: 3 * TICK})
    assert decode(fci)[6] == 2
    assert decode(fci)[8] == 3


def test_a_long_silence_begins_a_new_report() -> None:
    reports = FeedbackWriter().write({5: 0, 6: 40_000 * TICK})
    assert [set(decode(fci)) for fci in reports] == [{5}, {6}]


def test_a_jump_of_numbers_is_no_loss_of_all_between() -> None:
    reports = FeedbackWriter().write({5: 0, 6000: TICK})
    assert [set(decode(fci)) for fci in reports] == [{5}, {6000}]


def test_reports_are_counted() -> None:
    writer = FeedbackWriter()
    counts = [fci[7] for number in range(3) for fci in writer.write({number: 0})]
    assert counts == [0, 1, 2]


@given(
    some.integers(0, 65_535),
    some.lists(some.tuples(some.integers(1, 12), some.integers(0, 400)), min_size=1, max_size=300),
)
def test_every_arrival_is_told_exactly(first: int, steps: list[tuple[int, int]]) -> None:
    arrivals: dict[int, int] = {}
    number, clock = first, 1_000
    for ahead, ticks in steps:
        arrivals[number & 0xFFFF] = clock * TICK
        number, clock = number + ahead, clock + ticks
    told: dict[int, int | None] = {}
    for fci in FeedbackWriter().write(arrivals):
        assert len(fci) < 1400
        told |= decode(fci)
    assert {short: at for short, at in told.items() if at is not None} == {
        short: at // TICK for short, at in arrivals.items()
    }
