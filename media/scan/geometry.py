"""Quadrilaterals in image pixels, as arrays of shape (4, 2), clockwise from the top left."""

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]  # Shape (height, width, 3), BGR.
Corners = NDArray[np.float64]  # Shape (4, 2): x, y of top left, top right, bottom right, bottom left.
Floats = NDArray[np.float64]
Lab = NDArray[np.float32]  # Shape (height, width, 3), CIELAB: lightness 0..100, a and b about -100..100.


def to_lab(image: Image, smoothing: float) -> Lab:
    """Return the picture in CIELAB, blurred by a Gaussian of so many pixels."""
    lab = cv2.cvtColor(image.astype(np.float32) / 255, cv2.COLOR_BGR2LAB)
    return np.asarray(cv2.GaussianBlur(lab, (0, 0), smoothing), np.float32)


def in_order(points: Floats) -> Corners:
    """Return four points clockwise, beginning with the one nearest the top left of their bounding box."""
    centre = points.mean(axis=0)
    turn = np.arctan2(points[:, 1] - centre[1], points[:, 0] - centre[0])
    ring = points[np.argsort(turn)]
    first = int(np.argmin((ring - ring.min(axis=0)).sum(axis=1)))
    return np.asarray(np.roll(ring, -first, axis=0), dtype=np.float64)


def area(corners: Corners) -> float:
    """Return the area in square pixels; positive for either direction of travel."""
    x, y = corners[:, 0], corners[:, 1]
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


def sides(corners: Corners) -> Floats:
    """Return the lengths of top, right, bottom and left side in pixels."""
    return np.asarray(np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1))


def overlap(one: Corners, other: Corners) -> float:
    """Return intersection over union of two convex quadrilaterals, 0..1."""
    common, _ = cv2.intersectConvexConvex(one.astype(np.float32), other.astype(np.float32))
    union = area(one) + area(other) - common
    return float(common / union) if union > 0 else 0.0


def meet(one: Floats, other: Floats) -> Floats | None:
    """Return where two lines (a, b, c of ax + by = c, with a² + b² = 1) meet; None where they are nearly parallel."""
    determinant = one[0] * other[1] - one[1] * other[0]
    if abs(determinant) < 0.2:  # Less than 12°.
        return None
    x = (one[2] * other[1] - one[1] * other[2]) / determinant
    y = (one[0] * other[2] - one[2] * other[0]) / determinant
    return np.array([x, y])


def shrink(image: Image, long_side: int) -> tuple[Image, float]:
    """Return the picture with its long side at most so many pixels, and by how much it shrank."""
    scale = min(1.0, long_side / max(image.shape[:2]))
    if scale == 1.0:
        return image, 1.0
    return np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8), scale
