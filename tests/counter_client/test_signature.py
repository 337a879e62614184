"""The written name: within the field, in the order of time, and ink enough."""

from itertools import pairwise
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from counter_client.signature import write


@given(st.text(max_size=30))
def test_a_signature_stays_in_its_field_and_time_runs_forward(seed: str) -> None:
    points = [point for stroke in write(seed) for point in stroke]
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y, _ in points)
    assert all(before[2] < after[2] for before, after in pairwise(points))


def test_there_is_ink_enough_for_a_name() -> None:
    length = sum(
        hypot((after[0] - before[0]) * 3, after[1] - before[1])
        for stroke in write("case-1")
        for before, after in pairwise(stroke)
    )
    assert length > 2.0


def test_the_same_seed_writes_the_same_hand() -> None:
    assert write("case-1") == write("case-1")
    assert write("case-1") != write("case-2")
