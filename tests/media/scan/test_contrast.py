"""The sheet's own corners score higher than anything like them."""

import numpy as np
import pytest

from media.scan.contrast import Look
from media.scan.geometry import Corners, Image, shrink
from tests.support.paper import DESKS, Shot, paper, photograph


def seen(name: str = "wood") -> tuple[Image, Corners]:
    picture, corners = photograph(paper(), Shot(desk=name))
    small, scale = shrink(picture, 512)
    return small, corners * scale


@pytest.mark.parametrize("name", DESKS)
def test_the_sheet_beats_what_is_like_it(name: str) -> None:
    small, corners = seen(name)
    centre = corners.mean(axis=0)
    half = corners.copy()
    half[2:] = (corners[2:] + corners[[1, 0]]) / 2
    frame = np.array([[0, 0], [small.shape[1], 0], [small.shape[1], small.shape[0]], [0, small.shape[0]]], np.float64)
    rivals = [centre + (corners - centre) * size for size in (0.5, 0.8, 0.93, 1.07)]
    scores, clearness = Look(small).scores(np.array([corners, half, frame, corners + 12.0, *rivals]))
    assert np.argmax(scores) == 0
    assert np.argmax(clearness) == 0
    assert clearness[0] > 0.8


def test_the_frame_itself_is_neither_clear_nor_unclear() -> None:
    small, _ = seen()
    height, width = small.shape[:2]
    frame = np.array([[[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]]], np.float64)
    _, clearness = Look(small).scores(frame)
    assert clearness[0] == pytest.approx(0.35)


def test_many_candidates_are_scored_as_few_are() -> None:
    small, corners = seen()
    quads = corners + np.random.default_rng(1).normal(0, 6, (900, 4, 2))
    quads[850] = corners
    scores, _ = Look(small).scores(quads)
    alone, _ = Look(small).scores(quads[850:851])
    assert scores.max() >= alone[0] - 1e-9
    assert scores[850] == pytest.approx(alone[0])
