"""Among the candidates is the page, in a picture of any light; none of them is a shape that no sheet could have."""

import cv2
import numpy as np
import pytest

from media.scan.candidates import MIN_SHARE, candidates
from media.scan.geometry import area, overlap, shrink
from tests.support.paper import DESKS, Shot, desk, paper, photograph


@pytest.mark.parametrize("name", DESKS)
def test_the_page_is_among_the_candidates(name: str) -> None:
    picture, corners = photograph(paper(), Shot(desk=name))
    small, scale = shrink(picture, 512)
    assert max(overlap(quad / scale, corners) for quad in candidates(small)) > 0.95


def test_candidates_are_convex_and_large_enough() -> None:
    picture, _ = photograph(paper(), Shot(tilt=0.2, turn_degrees=20))
    small, _ = shrink(picture, 512)
    for quad in candidates(small):
        assert cv2.isContourConvex(quad.astype(np.float32))
        assert area(quad) >= MIN_SHARE * small.shape[0] * small.shape[1]


def test_an_empty_picture_may_have_none() -> None:
    assert candidates(np.full((480, 640, 3), 90, np.uint8)).shape[1:] == (4, 2)


def test_the_same_picture_has_the_same_candidates() -> None:
    small = desk((512, 384))
    np.testing.assert_array_equal(candidates(small), candidates(small))
