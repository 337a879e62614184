"""The page is found wherever it lies on the desk, and not where there is none."""

import numpy as np
import pytest

from media.scan.geometry import Image, overlap
from media.scan.page import find_page
from tests.support.paper import CARD, DESKS, Shot, desk, paper, photograph


@pytest.fixture(scope="module")
def sheet() -> Image:
    return paper()


@pytest.mark.parametrize(
    "shot",
    [
        *(Shot(desk=name) for name in DESKS),
        Shot(turn_degrees=-25.0, fill=0.7),
        Shot(turn_degrees=88.0),
        Shot(tilt=0.2),
        Shot(fill=0.4, shift=(0.15, -0.1)),
        Shot(blur=4.0),
        Shot(noise=12.0),
        Shot(glare=1.0),
        Shot(light=0.25),
        Shot(frame=(640, 480)),
        Shot(frame=(2560, 1920)),
    ],
    ids=str,
)
def test_a_sheet_is_found_to_a_few_pixels(sheet: Image, shot: Shot) -> None:
    picture, corners = photograph(sheet, shot)
    found = find_page(picture)
    assert found is not None
    assert overlap(found, corners) > 0.97


@pytest.mark.parametrize("name", DESKS)
def test_a_card_is_found(name: str) -> None:
    picture, corners = photograph(paper(CARD, pixels_per_mm=12), Shot(desk=name, fill=0.5))
    found = find_page(picture)
    assert found is not None
    assert overlap(found, corners) > 0.95


@pytest.mark.parametrize("name", DESKS)
def test_an_empty_desk_has_no_page(name: str) -> None:
    assert find_page(desk((1280, 960), name)) is None


def test_a_page_that_fills_the_frame_has_no_rim_to_be_found(sheet: Image) -> None:
    assert find_page(sheet[300:900, 200:1000]) is None


@pytest.mark.parametrize("value", [0, 128, 255])
def test_a_picture_of_nothing_has_no_page(value: int) -> None:
    assert find_page(np.full((480, 640, 3), value, np.uint8)) is None


def test_noise_is_no_page() -> None:
    assert find_page(np.random.default_rng(1).integers(0, 255, (480, 640, 3), dtype=np.uint8)) is None


@pytest.mark.parametrize("shape", [(1, 1, 3), (2, 300, 3), (300, 3, 3), (40, 40, 3)])
def test_pictures_of_odd_shapes_break_nothing(shape: tuple[int, int, int]) -> None:
    assert find_page(np.full(shape, 90, np.uint8)) is None


def test_a_page_found_is_told_in_the_pictures_own_pixels(sheet: Image) -> None:
    large, _ = photograph(sheet, Shot(frame=(1920, 1440)))
    small = large[::2, ::2]
    one, other = find_page(np.ascontiguousarray(large)), find_page(np.ascontiguousarray(small))
    assert one is not None
    assert other is not None
    assert overlap(one / 2, other) > 0.97
