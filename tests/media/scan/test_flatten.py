"""A page seen at an angle becomes straight, upright and of its own proportions."""

import cv2
import numpy as np
import pytest

from media.scan.flatten import MAX_LONG_SIDE, PageTooSmall, flatten, proportion
from media.scan.geometry import Corners
from tests.support.paper import A4, CARD, Shot, paper, photograph

FRAME = (1600, 1200)


def tilted(size: tuple[float, float], degrees: float, focal: float = 1500.0) -> Corners:
    """Return where a sheet's corners are seen by a camera of this focal length, the sheet tilted about both axes."""
    x, y = size
    flat = np.array([[-x, -y, 0], [x, -y, 0], [x, y, 0], [-x, y, 0]]) / 2
    turn, _ = cv2.Rodrigues(np.deg2rad(degrees) * np.array([1.0, 0.6, 0.2]))
    seen = flat @ turn.T + np.array([20.0, -10.0, 550.0])
    return np.asarray(seen[:, :2] / seen[:, 2:] * focal + np.array(FRAME) / 2)


@pytest.mark.parametrize("degrees", [0.0, 2.0, 15.0, 30.0, 45.0])
@pytest.mark.parametrize("size", [A4, A4[::-1], CARD], ids=["portrait", "landscape", "card"])
def test_known_sheets_get_their_exact_proportions(size: tuple[float, float], degrees: float) -> None:
    # The nominal centre is the camera's axis, so that perspective can be undone exactly.
    assert proportion(tilted(size, degrees), *FRAME) == pytest.approx(
        size[1] / size[0], rel=0.002 if size is CARD else 1e-3
    )


@pytest.mark.parametrize("degrees", [20.0, 35.0])
def test_a_till_receipt_gets_its_own_proportions(degrees: float) -> None:
    assert proportion(tilted((80.0, 230.0), degrees), *FRAME) == pytest.approx(230 / 80, rel=0.02)


def test_print_lies_where_it_was_printed() -> None:
    sheet = paper()
    picture, corners = photograph(sheet, Shot(tilt=0.03, turn_degrees=7, blur=0.5, noise=1))
    flat = flatten(picture, corners)
    assert flat.shape[0] / flat.shape[1] == pytest.approx(297 / 210, rel=0.01)
    shrunk = cv2.resize(sheet, flat.shape[1::-1], interpolation=cv2.INTER_AREA)
    seen, true = (
        cv2.GaussianBlur(cv2.cvtColor(one, cv2.COLOR_BGR2GRAY), (0, 0), 1.5).ravel() for one in (flat, shrunk)
    )
    assert np.corrcoef(seen, true)[0, 1] > 0.9


def test_a_page_of_few_pixels_is_refused() -> None:
    picture, corners = photograph(paper(), Shot(frame=(640, 480), fill=0.4))
    with pytest.raises(PageTooSmall):
        flatten(picture, corners)


def test_a_giant_page_is_kept_within_bounds() -> None:
    picture = np.zeros((5000, 4000, 3), np.uint8)
    corners = np.array([[0.0, 0.0], [3999.0, 0.0], [3999.0, 4999.0], [0.0, 4999.0]])
    assert max(flatten(picture, corners).shape) == MAX_LONG_SIDE
