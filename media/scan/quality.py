"""Whether a flattened page can be read: sharp, lit, without glare."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from media.scan.geometry import Image, shrink

# Ratio of edge slopes at the scale of a pixel and of two. On photographs of print that were blurred on purpose it falls
# from 2.2..4.7 as taken to 1.3..1.6 at sigma = 2 pixels, where small print is lost, and to 1.0 at sigma = 4.
_BLURRED_RATIO, _CRISP_RATIO = 1.0, 2.8
BLURRED_BELOW = 0.22
# Weaker by stronger direction: photographs of print have 0.47..0.97, moved by 15 pixels 0.2..0.5.
_MOVED_RATIO, _STILL_RATIO = 0.2, 0.45
_STANDARD_LONG_SIDE = 2000  # Pixels: A4 at 6.7 px/mm; a camera of finer pixels may blur more of them.
_GLARE_SHARE = 0.004
_DARK_PAPER = 75


@dataclass(frozen=True)
class Quality:
    """Sharpness 0 (blurred) to 1 (crisp), and what is wrong: "blurred", "glare", "too-dark"."""

    sharpness: float
    problems: tuple[str, ...]


def measure(page: Image) -> Quality:
    """
    Return how well the page can be read.

    Args:
        page: Flattened page, shape (height, width, 3), uint8, BGR, at the camera's own resolution: a page that was
            enlarged is blurred by that.
    """
    standard, _ = shrink(page, _STANDARD_LONG_SIDE)
    grey = np.asarray(cv2.cvtColor(_middle(standard), cv2.COLOR_BGR2GRAY), np.uint8)
    sharp = sharpness(grey)
    problems = []
    if sharp < BLURRED_BELOW:
        problems.append("blurred")
    thumbnail = np.asarray(cv2.resize(_middle(page), (256, 256), interpolation=cv2.INTER_AREA), np.uint8)
    if _glare(thumbnail):
        problems.append("glare")
    if np.percentile(cv2.cvtColor(thumbnail, cv2.COLOR_BGR2GRAY), 80) < _DARK_PAPER:
        problems.append("too-dark")
    return Quality(sharp, tuple(problems))


def sharpness(grey: NDArray[np.uint8]) -> float:
    """
    Return 0..1 from the slopes of the strongest edges, compared with those of the same edges blurred.

    Both directions are measured and the worse one counts: motion blurs only along its path. There it also flattens thin
    strokes, whose ends stay steep: so a direction in which edges are far weaker than in the other loses for that too.
    A page without any edge counts as sharp, since nothing on it could be illegible.
    """
    smooth = cv2.GaussianBlur(grey, (0, 0), 0.7).astype(np.float32)
    blurred = cv2.GaussianBlur(smooth, (0, 0), 2.0)
    ratios, slopes = [], []
    for x, y in ((1, 0), (0, 1)):
        fine = np.abs(cv2.Sobel(smooth, cv2.CV_32F, x, y, ksize=3)) / 8
        coarse = np.abs(cv2.Sobel(blurred, cv2.CV_32F, x, y, ksize=3)) / 8
        slope = float(np.percentile(fine[::2, ::2], 97))
        strong = fine >= max(slope, 3.0)
        if strong.sum() > 50:
            ratios.append(float(fine[strong].mean() / (coarse[strong].mean() + 0.5)))
            slopes.append(slope)
    if not ratios:
        return 1.0
    grade = np.clip((min(ratios) - _BLURRED_RATIO) / (_CRISP_RATIO - _BLURRED_RATIO), 0, 1)
    even = min(slopes) / max(slopes) if min(slopes) > 0 else 1.0
    return float(grade * np.clip((even - _MOVED_RATIO) / (_STILL_RATIO - _MOVED_RATIO), 0, 1))


def _middle(page: Image) -> Image:
    """Return the page without its rim, where desk may show and the paper's edge is."""
    height, width = page.shape[:2]
    return page[height // 30 : height - height // 30, width // 30 : width - width // 30]


def _glare(thumbnail: Image) -> bool:
    """Tell whether a patch outshines the paper round it: paper evenly burnt out is bright, not glaring."""
    unprinted = cv2.dilate(cv2.cvtColor(thumbnail, cv2.COLOR_BGR2GRAY), np.ones((9, 9), np.uint8))
    grey = cv2.GaussianBlur(unprinted, (0, 0), 1.5)
    paper = float(np.percentile(grey, 60))
    burnt = ((thumbnail.min(axis=2) >= 248) & (grey > paper + 18)).astype(np.uint8)
    burnt = cv2.morphologyEx(burnt, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    return bool(burnt.mean() > _GLARE_SHARE)
