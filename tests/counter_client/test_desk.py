"""The desk under the document camera: what lies there, where, and when it lies still."""

import cv2
import numpy as np
import pytest

from counter_client.desk import Desk, Placed, corners
from counter_client.papers import paper_for
from counter_client.specimens import SPECIMENS
from media.scan.page import find_page

CARD, FORM = "居民身份证", "参保申请表"


def decoded(still: bytes) -> np.ndarray:
    image = cv2.imdecode(np.frombuffer(still, np.uint8), cv2.IMREAD_COLOR)
    assert image is not None
    return image


def overlap(one: np.ndarray, other: np.ndarray) -> float:
    """Return the intersection over union of two quadrilaterals."""
    shared, _ = cv2.intersectConvexConvex(one.astype(np.float32), other.astype(np.float32))
    union = cv2.contourArea(one.astype(np.float32)) + cv2.contourArea(other.astype(np.float32)) - shared
    return float(shared / union)


def test_the_stream_shows_720_lines() -> None:
    image = Desk().at(1.0)
    assert image.shape == (720, 1280, 3)
    assert image.dtype == np.uint8


def test_a_paper_is_brought_and_lies_still() -> None:
    desk = Desk()
    empty = desk.at(10.0)
    desk.lay(CARD, "", 0, 10.0)
    moving = desk.at(10.5)
    assert desk.settled_at() > 10.5
    at_rest = desk.at(desk.settled_at())
    assert not np.array_equal(moving, empty)
    assert not np.array_equal(at_rest, moving)
    assert np.array_equal(desk.at(20.0), desk.at(20.0 + 3 / desk.rate)), "the same grain, the same picture"


def test_a_picture_at_rest_is_not_drawn_again() -> None:
    desk = Desk()
    desk.lay(CARD, "", 0, 0.0)
    assert desk.at(10.0) is desk.at(10.0 + 3 / desk.rate)


def test_the_same_paper_again_does_not_move() -> None:
    desk = Desk()
    desk.lay(CARD, "", 0, 0.0)
    settled = desk.settled_at()
    desk.lay(CARD, "", 0, 50.0)
    assert desk.settled_at() == settled


def test_a_paper_that_was_sent_back_is_laid_down_afresh() -> None:
    desk = Desk()
    desk.lay(CARD, "", 0, 0.0)
    desk.lay(CARD, "", 1, 50.0)
    assert desk.settled_at() > 50.0


def test_no_two_stills_are_alike() -> None:
    desk = Desk()
    desk.lay(CARD, "", 0, 0.0)
    assert desk.still(10.0) != desk.still(10.5)


def test_the_next_paper_takes_the_place_of_the_last() -> None:
    desk = Desk()
    desk.lay(CARD, "", 0, 0.0)
    desk.lay(FORM, "", 0, 10.0)
    assert desk.settled_at() > 10.0 + 1.0
    desk.clear(20.0)
    assert np.array_equal(desk.at(30.0), Desk().at(30.0))


@pytest.mark.parametrize("title", [CARD, FORM, "营业执照", "户口簿"])
def test_the_scanner_finds_the_paper_where_it_lies(title: str) -> None:
    desk = Desk()
    desk.lay(title, "", 0, 0.0)
    image = decoded(desk.still(10.0))
    assert image.shape == (2160, 3840, 3)
    found = find_page(image)
    assert found is not None
    assert overlap(np.asarray(found), corners(Placed(paper_for(title, SPECIMENS[0]), 0), (3840, 2160))) > 0.95


def test_still_and_stream_show_the_paper_in_the_same_place() -> None:
    desk = Desk()
    desk.lay(FORM, "", 0, 0.0)
    small = cv2.resize(decoded(desk.still(10.0)), (1280, 720), interpolation=cv2.INTER_AREA).astype(int)
    difference = np.abs(small - desk.at(10.0).astype(int)).mean()
    assert difference < 6
