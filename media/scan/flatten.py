"""See the page from straight above."""

import cv2
import numpy as np

from media.scan.geometry import Corners, Image, sides

MIN_LONG_SIDE = 400.0  # Pixels: an ID card (85.6 mm) at 120 dpi.
MIN_SHORT_SIDE = 160.0  # A narrow till receipt is legible at that.
MAX_LONG_SIDE = 3600  # A4 at 300 dpi, and a little.
# Height by width of what is laid down most: ISO 216 sheets, ISO 7810 ID-1 cards.
_KNOWN = (2**0.5, 85.6 / 53.98)
_KNOWN_WITHIN = 0.04


class PageTooSmall(Exception):
    """The page covers so few pixels that its text would blur."""

    problem = "too-small"


def flatten(image: Image, corners: Corners) -> Image:
    """
    Return the page as seen from straight above, in its own proportions.

    Args:
        image: Picture, shape (height, width, 3), uint8, BGR.
        corners: Page corners in pixels of the picture, shape (4, 2), clockwise from the top left.

    Raises:
        PageTooSmall: Less than 120 dpi of an ID card; its text would blur.
    """
    top, right, bottom, left = sides(corners)
    across, down = max(top, bottom), max(left, right)
    if max(across, down) < MIN_LONG_SIDE or min(across, down) < MIN_SHORT_SIDE:
        raise PageTooSmall(f"{across:.0f} x {down:.0f} pixels")
    ratio = proportion(corners, image.shape[1], image.shape[0])
    # Keep the resolution of the better resolved direction.
    if across * ratio >= down:
        width, height = across, across * ratio
    else:
        width, height = down / ratio, down
    shrink = min(1.0, MAX_LONG_SIDE / max(width, height))
    columns, rows = max(1, round(width * shrink)), max(1, round(height * shrink))
    target = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    flat = cv2.warpPerspective(image, matrix, (columns, rows), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(flat, np.uint8)


def proportion(corners: Corners, width: int, height: int) -> float:
    """
    Return the height of the page by its width, its perspective undone.

    The frame's centre is taken as the camera's axis, pixels as square. Method: Zhang and He, "Whiteboard scanning and
    image enhancement", Digital Signal Processing 17 (2007), §3.1. Where perspective is too slight to tell the focal
    length, the sides as seen are the answer.
    """
    top, right, bottom, left = sides(corners)
    seen = float((left + right) / (top + bottom))
    ratio = _undone(corners - np.array([width / 2, height / 2]), float(max(width, height)))
    # Noise in the corners is magnified where lines are nearly parallel; then what is seen is better.
    if ratio is None or not 0.7 < ratio / seen < 1.4:
        ratio = seen
    for known in _KNOWN:
        for shape in (known, 1 / known):
            if abs(ratio / shape - 1) < _KNOWN_WITHIN:
                return shape
    return ratio


def _undone(corners: Corners, size: float) -> float | None:
    one, two, three, four = (np.array([x / size, y / size, 1.0]) for x, y in corners[[0, 1, 3, 2]])
    second = np.dot(np.cross(one, four), three) / np.dot(np.cross(two, four), three)
    third = np.dot(np.cross(one, four), two) / np.dot(np.cross(three, four), two)
    across, down = second * two - one, third * three - one
    if abs(across[2] * down[2]) < 2e-3:
        return None
    focal_squared = -(across[0] * down[0] + across[1] * down[1]) / (across[2] * down[2])
    if not 0.16 < focal_squared < 16:  # Between a very wide and a long lens: else it is noise.
        return None
    weights = np.array([1 / focal_squared, 1 / focal_squared, 1.0])
    return float(np.sqrt((weights * down**2).sum() / (weights * across**2).sum()))
