"""Quadrilaterals keep their order and their measures."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.scan.geometry import area, in_order, meet, overlap, shrink, sides

SQUARE = np.array([[10.0, 10.0], [30.0, 10.0], [30.0, 40.0], [10.0, 40.0]])


@given(st.permutations(range(4)), st.floats(-40, 40))
def test_corners_come_clockwise_from_the_top_left(order: list[int], degrees: float) -> None:
    turn = np.deg2rad(degrees)
    turned = (SQUARE - SQUARE.mean(axis=0)) @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    np.testing.assert_allclose(in_order(turned[order]), turned, atol=1e-9)


def test_area_and_sides_are_in_pixels() -> None:
    assert area(SQUARE) == 600.0
    assert sides(SQUARE).tolist() == [20.0, 30.0, 20.0, 30.0]


def test_overlap_is_of_the_union() -> None:
    assert overlap(SQUARE, SQUARE) == pytest.approx(1.0)
    assert overlap(SQUARE, SQUARE + np.array([10, 0])) == pytest.approx(1 / 3)
    assert overlap(SQUARE, SQUARE + np.array([100, 0])) == 0.0


def test_lines_meet_unless_they_are_nearly_parallel() -> None:
    upright, level = np.array([1.0, 0.0, 3.0]), np.array([0.0, 1.0, 5.0])
    met = meet(upright, level)
    assert met is not None
    assert met.tolist() == [3.0, 5.0]
    assert meet(upright, np.array([np.cos(0.1), np.sin(0.1), 9.0])) is None


def test_small_pictures_are_not_enlarged() -> None:
    picture = np.zeros((30, 40, 3), np.uint8)
    assert shrink(picture, 512) == (picture, 1.0)
    small, scale = shrink(picture, 20)
    assert (small.shape, scale) == ((15, 20, 3), 0.5)
