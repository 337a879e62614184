"""Sides that were placed roughly are moved onto the paper's rim, and stay where there is none."""

import numpy as np
import pytest

from media.scan.edges import snap
from tests.support.paper import DESKS, Shot, desk, paper, photograph


@pytest.mark.parametrize("name", DESKS)
@pytest.mark.parametrize("off", [-8.0, 6.0])
def test_rough_corners_are_moved_onto_the_rim(name: str, off: float) -> None:
    picture, corners = photograph(paper(), Shot(desk=name))
    rough = corners + np.array([[off, off], [-off, 0], [0, -off], [off, 0]])
    placed = snap(picture, rough)
    assert np.abs(placed - corners).max() < 1.5


def test_on_an_empty_desk_corners_stay_about_where_they_were() -> None:
    corners = np.array([[200.0, 150.0], [900.0, 160.0], [910.0, 700.0], [190.0, 690.0]])
    assert np.abs(snap(desk((1280, 960)), corners) - corners).max() < 40
