"""Place the sides of a quadrilateral exactly: on the step from paper to desk."""

import cv2
import numpy as np

from media.scan.geometry import Corners, Floats, Image, Lab, area, in_order, meet, overlap, to_lab

_SAMPLES = 60
_REACH = 0.016  # Of the long side: how far from its first place a side is looked for.
_HALF_STEP = 10.0  # CIELAB units that count half as much as the largest step.
_TOLERANCE = 1.5  # Pixels from the line beyond which a point stops to pull at it.


def snap(image: Image, corners: Corners) -> Corners:
    """
    Return the corners with each side moved onto the strongest step nearby that most of the side agrees on.

    Where the outcome is no quadrilateral like the first, the first is returned.
    """
    lab = to_lab(image, 1.0)
    placed = corners
    for reach in (_REACH, _REACH / 2):
        lines = [_side(lab, placed, index, reach * max(image.shape[:2])) for index in range(4)]
        points = [meet(lines[index - 1], lines[index]) for index in range(4)]
        if any(point is None for point in points):
            return corners
        moved = np.array(points, dtype=np.float64)
        if area(moved) <= 0 or overlap(in_order(moved), corners) < 0.85:
            return corners
        placed = moved
    return placed


def _side(lab: Lab, corners: Corners, index: int, reach: float) -> Floats:
    """Return one side's line (a, b, c of ax + by = c)."""
    start, end = corners[index], corners[(index + 1) % 4]
    along = end - start
    inward = np.array([-along[1], along[0]]) / np.linalg.norm(along)
    t = (np.arange(_SAMPLES) + 0.5) / _SAMPLES * 0.92 + 0.04
    base = start + along * t[:, None]
    depth = np.arange(-int(reach) - 3, int(reach) + 4)
    grid = base[:, None] + inward * depth[None, :, None]
    read = cv2.remap(
        lab,
        grid[..., 0].astype(np.float32),
        grid[..., 1].astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    ).astype(np.float64)
    # Step of the means of three pixels on either side, taken in the direction of colour in which the side steps.
    sums = np.cumsum(read, axis=1)
    after = (sums[:, 6:] - sums[:, 3:-3]) / 3
    before = np.concatenate([sums[:, 2:3], sums[:, 3:-4] - sums[:, :-7]], axis=1) / 3
    steps = after - before
    offsets = depth[3:-3].astype(np.float64)
    whole = np.median(read[:, -4:], axis=(0, 1)) - np.median(read[:, :4], axis=(0, 1))
    size = np.linalg.norm(whole)
    if size < 2:
        return _line(base, inward, np.zeros(len(base)), np.ones(len(base)))
    # A step counts the less the larger it is: a dark letter must not outvote the rim of the sheet.
    plain = np.maximum(steps @ (whole / size), 0)
    strength = plain / (plain + _HALF_STEP)
    # Prefer the step that the whole side shares: few points of print outvote a long edge of the sheet.
    shared = _consensus(strength)
    near = strength * np.exp(-0.5 * ((offsets[None, :] - offsets[shared][:, None]) / 3.0) ** 2)
    picked = np.argmax(near, axis=1)
    weights = near[np.arange(len(near)), picked]
    return _line(base, inward, offsets[picked], np.maximum(weights, 1e-3))


def _consensus(strength: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.intp]]:
    """Return per sample the column of the straight path, tilted or not, that collects the most step."""
    samples, width = strength.shape
    smooth = cv2.GaussianBlur(strength, (3, 1), 0)
    rows = np.arange(samples)
    best, path = -1.0, np.full(samples, width // 2)
    for first in range(width):
        ends = np.arange(width)
        columns = np.rint(first + (ends[:, None] - first) * rows[None, :] / (samples - 1)).astype(np.intp)
        totals = smooth[rows[None, :], columns].sum(axis=1)
        top = int(np.argmax(totals))
        if totals[top] > best:
            best, path = float(totals[top]), columns[top]
    return path


def _line(base: Floats, inward: Floats, offsets: Floats, weights: Floats) -> Floats:
    """Fit a line to the points found, down-weighting those far from it (iterated, Huber)."""
    points = base + inward * offsets[:, None]
    pull = weights.copy()
    normal, level = inward, 0.0
    for _ in range(6):
        centre = np.average(points, axis=0, weights=pull)
        _, _, axes = np.linalg.svd((points - centre) * np.sqrt(pull)[:, None], full_matrices=False)
        normal, level = axes[1], float(axes[1] @ centre)
        away = np.abs(points @ normal - level)
        pull = weights * np.where(away < _TOLERANCE, 1.0, (_TOLERANCE / np.maximum(away, 1e-9)) ** 2)
    return np.array([normal[0], normal[1], level])
