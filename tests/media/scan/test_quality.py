"""A page's faults are named, and a good page has none."""

import cv2
import numpy as np
import pytest

from media.scan.flatten import flatten
from media.scan.geometry import Image
from media.scan.quality import BLURRED_BELOW, Quality, measure, sharpness
from tests.support.paper import Shot, paper, photograph


def measured(shot: Shot) -> Quality:
    return measure(flatten(*photograph(paper(), shot)))


@pytest.fixture(scope="module")
def page() -> Image:
    return paper()


def test_a_good_page_has_no_fault() -> None:
    quality = measured(Shot())
    assert quality.problems == ()
    assert quality.sharpness > 0.5


def test_sharpness_falls_as_blur_grows() -> None:
    grades = [measured(Shot(blur=blur)).sharpness for blur in (0.6, 1.0, 1.5, 2.0, 3.0, 5.0)]
    assert grades == sorted(grades, reverse=True)


@pytest.mark.parametrize("blur", [3.0, 5.0])
def test_a_blurred_page_is_called_blurred(blur: float) -> None:
    assert "blurred" in measured(Shot(blur=blur)).problems


@pytest.mark.parametrize("axis", [0, 1])
def test_motion_across_one_direction_is_blur(page: Image, axis: int) -> None:
    kernel = np.zeros((15, 15), np.float32)
    kernel[(7, slice(None)) if axis == 0 else (slice(None), 7)] = 1 / 15
    moved = np.asarray(cv2.filter2D(page, -1, kernel), np.uint8)
    assert "blurred" in measure(moved).problems


def test_noise_is_not_taken_for_sharpness() -> None:
    assert measured(Shot(blur=3.0, noise=8.0)).sharpness < BLURRED_BELOW + 0.1


def test_glare_is_named_where_it_is() -> None:
    assert "glare" in measured(Shot(glare=1.0, light=0.8)).problems


def test_paper_burnt_out_evenly_is_no_glare(page: Image) -> None:
    assert "glare" not in measure(np.asarray(cv2.add(page, np.full_like(page, 11)), np.uint8)).problems


def test_a_dark_page_is_called_dark() -> None:
    assert "too-dark" in measured(Shot(light=0.2)).problems


def test_an_empty_page_is_not_blurred(page: Image) -> None:
    empty = np.full_like(page, 230)
    assert sharpness(np.asarray(cv2.cvtColor(empty, cv2.COLOR_BGR2GRAY), np.uint8)) == 1.0
    assert measure(empty).problems == ()
