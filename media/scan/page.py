"""Find the sheet of paper in a picture."""

import numpy as np

from media.scan.candidates import candidates
from media.scan.contrast import Look
from media.scan.edges import snap
from media.scan.geometry import Corners, Image, shrink

_LEAST = 64  # Pixels of the shorter side; nothing could be read on less.
_SMALL = 512  # Long side in pixels of the picture that is searched.
_FINE = 1280  # Of the one in which sides are placed.
_CLEAR = (
    0.45  # Of the best candidate's rim; pages have 0.5 and more, the frame itself 0.35, which wins on an empty desk.
)


def find_page(image: Image) -> Corners | None:
    """
    Return the corners of the page in the picture, or None where nothing looks like one.

    Args:
        image: Picture, shape (height, width, 3), uint8, BGR, of any size.

    Returns:
        Corners in pixels of `image`, shape (4, 2), clockwise from the top left; they may lie a little outside it.
    """
    if min(image.shape[:2]) < _LEAST:
        return None
    small, scale = shrink(image, _SMALL)
    quads = candidates(small)
    if len(quads) == 0:
        return None
    scores, clearness = Look(small).scores(quads)
    best = int(np.argmax(scores))
    if clearness[best] < _CLEAR:
        return None
    fine, fine_scale = shrink(image, _FINE)
    return snap(fine, quads[best] * (fine_scale / scale)) / fine_scale
