"""Reading a QR code as a phone does, from the picture that a page shows."""

import re

import cv2
import numpy as np

_RUN = re.compile(r"([Mm])([-\d.]+) ([-\d.]+)|h(\d+)")
_PIXELS = 8  # A side of one module.


def read_code(svg: str) -> str:
    """Return what the code says; its dark modules are drawn as runs to the right, one row after the other."""
    size = re.search(r'width="(\d+)"', svg)
    path = re.search(r'class="qrline"[^>]* d="([^"]+)"', svg)
    assert size is not None
    assert path is not None
    picture = np.full((int(size[1]), int(size[1])), 255, np.uint8)
    x = y = 0.0
    for kind, right, down, run in _RUN.findall(path[1]):
        if run:
            picture[int(y), int(x) : int(x) + int(run)] = 0
            x += int(run)
        elif kind == "M":
            x, y = float(right), float(down)
        else:
            x, y = x + float(right), y + float(down)
    large = cv2.resize(picture, None, fx=_PIXELS, fy=_PIXELS, interpolation=cv2.INTER_NEAREST)
    said, _, _ = cv2.QRCodeDetector().detectAndDecode(large)
    assert said
    return said
