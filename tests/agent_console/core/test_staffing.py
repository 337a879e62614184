from datetime import UTC, datetime, timedelta

import pytest

from agent_console.core.staffing import Aim, served_in_time, servers_needed, staffing, waiting_probability

NINE = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)  # 9:00 in the halls.


@pytest.mark.parametrize(
    ("servers", "load", "probability"),
    [(1, 0.5, 0.5), (2, 1.0, 1 / 3), (5, 4.0, 0.5541), (12, 10.0, 0.4493)],
)
def test_the_probability_of_waiting_is_that_of_the_tables(servers: int, load: float, probability: float) -> None:
    assert waiting_probability(servers, load) == pytest.approx(probability, abs=5e-4)


def test_a_load_that_is_not_carried_makes_everybody_wait() -> None:
    assert (waiting_probability(3, 3.0), served_in_time(3, 3.0, 10, 10)) == (1.0, 0.0)
    assert waiting_probability(3, 0.0) == 0.0


def test_one_window_fewer_breaks_the_promise() -> None:
    aim = Aim(share=0.8, minutes=10)
    needed = servers_needed(60, 10, aim)
    assert served_in_time(needed, 10, 10, 10) >= 0.8 > served_in_time(needed - 1, 10, 10, 10)


def test_where_nobody_comes_no_window_is_needed() -> None:
    found = staffing((), 0.0, 0, 0, Aim())
    assert (found.busiest_hour, found.windows_needed, found.clerks_needed) == ("", 0, 0)


def test_the_busiest_hour_decides() -> None:
    arrivals = [NINE + timedelta(minutes=n) for n in range(0, 60, 2)] + [NINE + timedelta(hours=2)]
    found = staffing(arrivals, 12.0, 16, 8, Aim())
    assert (found.busiest_hour, found.arrivals, found.load) == ("2026-01-05T09", 30, 6.0)
    assert found.windows_needed == servers_needed(30, 12.0, Aim())
    assert found.clerks_needed == -(-found.windows_needed // 4)
