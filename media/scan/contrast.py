"""How far a quadrilateral looks like the rim of a sheet, and like all of it."""

import cv2
import numpy as np

from media.scan.geometry import Floats, Image, Lab, to_lab

_SAMPLES = 24  # A side.
_NEAR, _WIDE, _INSIDE = 2.5, 8.0, (3.0, 6.0, 10.0)  # Pixels from the side at which its two sides are read.
_FULL_CONTRAST = 14.0  # CIELAB units beyond which an edge is as clear as it need be.
_AT_RIM = 0.35  # What a side scores where the frame ends: neither proof nor disproof.
_TINY = 128  # Long side in pixels of the picture in which the paper's colour is counted.
_PAPER_WITHIN = 9.0  # Distance, by the weights below, up to which a pixel is of the paper's colour.
_COLOUR_WEIGHTS = np.array([0.6, 1.3, 1.3])  # Shadows change lightness more than colour.
_BATCH = 800

# Fitted on 215 photographs with known corners, by how often the best candidate is right (benchmarks/page_finder.py).
# Each is of one column of `Look._marks` or `Look._coverage`; in four-fold cross-validation the choice is right on 96 %.
_WEIGHTS = np.array([8.7, 2.7, 8.1, 4.7, 1.5, 0.64, -1.3, 8.7])
_COVERAGE_WEIGHTS = np.array([7.7, -2.6])
_LIKELY = 100  # Candidates whose coverage is worth counting.


class Look:
    """The small picture, smoothed once, with what scoring reads from it."""

    def __init__(self, small: Image) -> None:
        self._fine = to_lab(small, 1.0)
        self._coarse = to_lab(small, 3.0)
        self._height, self._width = small.shape[:2]
        self._shrink = min(1.0, _TINY / max(small.shape[:2]))
        tiny = cv2.resize(self._fine, None, fx=self._shrink, fy=self._shrink, interpolation=cv2.INTER_AREA)
        self._tiny = np.asarray(tiny, np.float64)

    def scores(self, quads: Floats) -> tuple[Floats, Floats]:
        """
        Return for each of (n, 4, 2) quadrilaterals a score, the page's the highest, and how clear its rim is, 0..1.

        Scores compare candidates of one picture; whether there is a page at all, the clearness of the best one tells.
        """
        batches = [self._marks(quads[at : at + _BATCH]) for at in range(0, len(quads), _BATCH)]
        marks = np.concatenate([marks for marks, _ in batches])
        papers = np.concatenate([papers for _, papers in batches])
        scores = marks @ _WEIGHTS
        likely = np.argsort(-scores)[:_LIKELY]
        scores += scores.min() - scores.max() - 20  # Whatever is not looked at further stays behind.
        coverage = self._coverage(quads[likely], papers[likely])
        scores[likely] = marks[likely] @ _WEIGHTS + coverage @ _COVERAGE_WEIGHTS
        return scores, marks[:, :4].mean(axis=1)

    def _marks(self, quads: Floats) -> tuple[Floats, Floats]:
        """Return the marks of each quadrilateral, shape (n, 8), and its paper's colour, (n, 3)."""
        starts, ends = quads, np.roll(quads, -1, axis=1)
        along = ends - starts
        # Corners are clockwise with y downwards, so the inside lies to the right of travel.
        inward = np.stack([-along[..., 1], along[..., 0]], axis=2) / np.linalg.norm(along, axis=2)[..., None]
        t = (np.arange(_SAMPLES) + 0.5) / _SAMPLES * 0.94 + 0.03
        points = starts[:, :, None] + along[:, :, None] * t[None, None, :, None]
        step = inward[:, :, None]

        x, y = np.moveaxis(points - 4 * step, 3, 0)
        in_frame = (x >= 0) & (y >= 0) & (x <= self._width - 1) & (y <= self._height - 1)
        near = _read(self._fine, points + _NEAR * step) - _read(self._fine, points - _NEAR * step)
        wide = _read(self._coarse, points + _WIDE * step) - _read(self._coarse, points - _WIDE * step)
        near_sides = np.where(in_frame, _agreement(near), _AT_RIM).mean(axis=2)
        wide_sides = np.where(in_frame, _agreement(wide), _AT_RIM).mean(axis=2)
        at_rim = (in_frame.mean(axis=2) < 0.5).sum(axis=1)

        papers = self._papers(points, step)
        paper = papers.mean(axis=1)
        unlike = np.linalg.norm((papers - paper[:, None]) * _COLOUR_WEIGHTS, axis=2).max(axis=1)
        marks = np.stack(
            [
                near_sides.mean(axis=1),
                near_sides.min(axis=1),  # One side that lies on nothing disproves the whole.
                wide_sides.mean(axis=1),
                wide_sides.min(axis=1),
                np.log(np.clip(_areas(quads) / (self._width * self._height), 1e-3, 1)),
                at_rim,
                np.minimum(unlike, 30) / 30,  # Paper is of one colour along its four sides.
                paper[:, 0] / 100,  # Paper is light.
            ],
            axis=1,
        )
        return marks, paper

    def _papers(self, points: Floats, step: Floats) -> Floats:
        """Return the paper's colour inside each side, shape (n, 4, 3): of the lighter half, for the rest is print."""
        depths = np.array(_INSIDE)[:, None]
        inner = _read(self._fine, points[:, :, :, None] + step[:, :, :, None] * depths).reshape(len(points), 4, -1, 3)
        light = inner[..., 0] >= np.median(inner[..., 0], axis=2, keepdims=True)
        return np.asarray((inner * light[..., None]).sum(axis=2) / light.sum(axis=2)[..., None])

    def _coverage(self, quads: Floats, papers: Floats) -> Floats:
        """
        Return which share of the frame's pixels of the paper's colour lies within each quadrilateral, and fills it.

        A block of print or a QR code has sides as clear as the sheet's, but most of the paper lies outside it.
        """
        coverage = np.zeros((len(quads), 2))
        for index, (quad, paper) in enumerate(zip(quads, papers, strict=True)):
            alike = np.linalg.norm((self._tiny - paper) * _COLOUR_WEIGHTS, axis=2) < _PAPER_WITHIN
            inside = np.zeros(alike.shape, np.uint8)
            cv2.fillPoly(inside, [np.rint(quad * self._shrink).astype(np.int32)], [1])
            both = int(np.count_nonzero(alike & (inside > 0)))
            of_paper, of_quad = int(np.count_nonzero(alike)), int(np.count_nonzero(inside))
            coverage[index] = both / max(of_paper, 1), both / max(of_quad, 1)
        return coverage


def _read(picture: Lab, points: Floats) -> Floats:
    """Return the nearest pixels' colours; beyond the frame, those of its rim."""
    x = np.clip(np.rint(points[..., 0]).astype(np.intp), 0, picture.shape[1] - 1)
    y = np.clip(np.rint(points[..., 1]).astype(np.intp), 0, picture.shape[0] - 1)
    return np.asarray(picture[y, x], dtype=np.float64)


def _areas(quads: Floats) -> Floats:
    x, y = quads[..., 0], quads[..., 1]
    return np.asarray(np.abs((x * np.roll(y, -1, axis=1) - y * np.roll(x, -1, axis=1)).sum(axis=1)) / 2)


def _agreement(difference: Floats) -> Floats:
    """Return per sample how far it differs in the same sense as its whole side, -0.5..1. Last axis: L, a, b."""
    mean = np.median(difference, axis=2, keepdims=True)
    strength = np.linalg.norm(mean, axis=3, keepdims=True)
    projected = (difference * (mean / np.maximum(strength, 1e-6))).sum(axis=3)
    return np.asarray(np.clip(projected / _FULL_CONTRAST, -0.5, 1.0))
