"""How far a quadrilateral looks like the edge of a sheet: both sides of each side, compared."""

import numpy as np

from media.scan.geometry import Floats, Image, Lab, to_lab

_SAMPLES = 24
_FULL_CONTRAST = 14.0  # CIELAB units beyond which an edge is as clear as it need be.
_BATCH = 1500
_AT_RIM = 0.35  # What a side scores where the frame ends: neither proof nor disproof.
_AREA_PRIOR = 0.04


class Look:
    """The small picture, smoothed once, with what scoring reads from it."""

    def __init__(self, small: Image) -> None:
        self.fine = to_lab(small, 1.0)
        self.coarse = to_lab(small, 3.0)
        self.height, self.width = small.shape[:2]

    def scores(self, quads: Floats) -> Floats:
        """Return a score for each of (n, 4, 2) quadrilaterals; the page's is the highest, about 0..1."""
        return np.concatenate([self._scores(quads[i : i + _BATCH]) for i in range(0, len(quads), _BATCH)])

    def _scores(self, quads: Floats) -> Floats:
        starts, ends = quads, np.roll(quads, -1, axis=1)
        along = ends - starts
        lengths = np.linalg.norm(along, axis=2)
        # Corners are clockwise with y downwards, so the inside lies to the right of travel.
        inward = np.stack([-along[..., 1], along[..., 0]], axis=2) / lengths[..., None]
        t = (np.arange(_SAMPLES) + 0.5) / _SAMPLES * 0.94 + 0.03
        points = starts[:, :, None] + along[:, :, None] * t[None, None, :, None]
        step = inward[:, :, None]
        near = self._read(self.fine, points + 2.5 * step) - self._read(self.fine, points - 2.5 * step)
        wide = self._read(self.coarse, points + 8 * step) - self._read(self.coarse, points - 8 * step)
        beyond = points - 4 * step
        inside_frame = (
            (beyond[..., 0] >= 0)
            & (beyond[..., 1] >= 0)
            & (beyond[..., 0] <= self.width - 1)
            & (beyond[..., 1] <= self.height - 1)
        )
        near_score = _agreement(near)
        wide_score = _agreement(wide)
        support = np.where(inside_frame, 0.55 * near_score + 0.45 * wide_score, _AT_RIM)
        per_side = support.mean(axis=2)
        # One side that lies on nothing disproves the whole; three good ones do not make up for it.
        total = 0.6 * per_side.mean(axis=1) + 0.4 * per_side.min(axis=1)
        x, y = quads[..., 0], quads[..., 1]
        areas = np.abs((x * np.roll(y, -1, axis=1) - y * np.roll(x, -1, axis=1)).sum(axis=1)) / 2
        share = np.clip(areas / (self.width * self.height), 1e-3, 1)
        return np.asarray(total + _AREA_PRIOR * np.log(share))

    def _read(self, picture: Lab, points: Floats) -> Floats:
        x = np.clip(np.rint(points[..., 0]).astype(np.intp), 0, self.width - 1)
        y = np.clip(np.rint(points[..., 1]).astype(np.intp), 0, self.height - 1)
        return np.asarray(picture[y, x], dtype=np.float64)


def _agreement(difference: Floats) -> Floats:
    """Return per sample how far it differs in the same sense as its whole side, -1..1. Last axis: L, a, b."""
    mean = np.median(difference, axis=2, keepdims=True)
    strength = np.linalg.norm(mean, axis=3, keepdims=True)
    direction = mean / np.maximum(strength, 1e-6)
    projected = (difference * direction).sum(axis=3)
    return np.asarray(np.clip(projected / _FULL_CONTRAST, -0.5, 1.0))
