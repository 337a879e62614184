"""Read one still: what a worker process runs on the bytes that a window uploaded."""

from dataclasses import dataclass

import cv2
import numpy as np

from media.scan.flatten import PageTooSmall, flatten
from media.scan.geometry import Corners, Image
from media.scan.header import ImageBroken, ImageKind, read_header
from media.scan.page import find_page
from media.scan.quality import measure

_FLAT_QUALITY = 92
_RIM = 0.01  # Of the long side: a corner nearer to the frame's rim may as well lie on it.


@dataclass(frozen=True)
class Scan:
    """
    What was seen on one still.

    `problems` are the names that pages know, in the order in which they should be mended: "no-page", "cut-off",
    "too-small", "blurred", "glare", "too-dark".
    """

    kind: ImageKind
    width: int  # Pixels, turned upright as EXIF asks; corners are in the same.
    height: int
    corners: tuple[tuple[float, float], ...] | None  # Clockwise from the top left.
    flat: bytes  # The page from above as JPEG; the whole picture where no page was found.
    sharpness: float  # 0 blurred … 1 crisp.
    problems: tuple[str, ...]


_ORDER = ("no-page", "cut-off", "too-small", "blurred", "glare", "too-dark")


def read_still(original: bytes) -> Scan:
    """
    Find, flatten and measure the page on a still.

    Raises:
        ImageInvalid: The bytes are no JPEG or PNG that we decode.
    """
    header = read_header(original)
    image = _decode(original)
    height, width = image.shape[:2]
    problems = []
    corners = find_page(image)
    flat = image
    if corners is None:
        problems.append("no-page")
    else:
        if _cut_off(corners, width, height):
            problems.append("cut-off")
        try:
            flat = flatten(image, corners)
        except PageTooSmall as error:
            problems.append(error.problem)
    quality = measure(flat)
    problems.extend(quality.problems)
    return Scan(
        kind=header.kind,
        width=width,
        height=height,
        corners=None if corners is None else tuple((round(float(x), 1), round(float(y), 1)) for x, y in corners),
        flat=_encode(flat),
        sharpness=round(quality.sharpness, 3),
        problems=tuple(sorted(problems, key=_ORDER.index)),
    )


def _decode(original: bytes) -> Image:
    try:
        image = cv2.imdecode(np.frombuffer(original, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error as error:
        raise ImageBroken(f"the decoder gave up: {error.err}") from None
    if image is None:
        raise ImageBroken("the decoder gave up")
    return np.asarray(image, np.uint8)


def _encode(image: Image) -> bytes:
    _, encoded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, _FLAT_QUALITY])
    return bytes(encoded)


def _cut_off(corners: Corners, width: int, height: int) -> bool:
    """Tell whether a corner of the page lies on the frame's rim or beyond: paper is missing there."""
    margin = _RIM * max(width, height)
    x, y = corners[:, 0], corners[:, 1]
    return bool(
        (x < margin).any() or (y < margin).any() or (x > width - 1 - margin).any() or (y > height - 1 - margin).any()
    )
