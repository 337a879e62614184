"""A drawn resident before a window's wall: cheap to make, plainly no real person, and never standing still."""

import math
from datetime import datetime
from functools import lru_cache
from typing import Protocol

import cv2
import numpy as np
import typst

from counter_client.devices import Image

WIDTH, HEIGHT = 640, 360
_SHIFT = 4  # OpenCV draws at 1/16 pixel, so that slow movements do not jump.
_SKIN, _HAIR, _LIPS = (150, 182, 222), (38, 34, 42), (92, 92, 190)


class Mouth(Protocol):
    """Whose loudness opens the mouth."""

    def level(self, seconds: float) -> float: ...


class Scene:
    """The picture of the window's camera: 640x360 at 15 a second."""

    rate = 15.0

    def __init__(self, mouth: Mouth | None, jacket: tuple[int, int, int] = (120, 84, 58)) -> None:
        self._mouth = mouth
        self._jacket = jacket

    def at(self, seconds: float) -> Image:
        image: Image = _wall().copy()
        sway = 7 * math.sin(seconds * 0.9) + 3 * math.sin(seconds * 2.3)
        nod = 2.5 * math.sin(seconds * 1.7)
        x, y = WIDTH / 2 + sway, 150 + nod
        _ellipse(image, (WIDTH / 2 + sway * 0.4, 372 + nod * 0.5), (148, 150), self._jacket)
        _ellipse(image, (x * 0.7 + WIDTH * 0.15, 238 + nod), (34, 40), _darker(_SKIN))
        _ellipse(image, (x, y - 16), (72, 82), _HAIR)
        _ellipse(image, (x, y + 6), (60, 76), _SKIN)
        _ellipse(image, (x, y - 58), (62, 30), _HAIR)
        closed = seconds % 3.7 < 0.15
        for side in (-24, 24):
            _ellipse(image, (x + side + sway * 0.2, y - 6), (9, 1.5 if closed else 5.5), (44, 40, 36))
            _ellipse(image, (x + side, y - 22), (13, 2), _HAIR)
        level = self._mouth.level(seconds) if self._mouth is not None else 0.0
        _ellipse(image, (x + sway * 0.15, y + 44), (17 - 4 * level, 2.5 + 11 * level), _LIPS)
        clock = datetime.now().astimezone().strftime("%H:%M:%S")
        cv2.putText(image, clock, (516, 344), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (250, 250, 250), 1, cv2.LINE_AA)
        return image


def _ellipse(
    image: Image, centre: tuple[float, float], axes: tuple[float, float], colour: tuple[int, int, int]
) -> None:
    scale = 1 << _SHIFT
    at = (round(centre[0] * scale), round(centre[1] * scale))
    size = (round(axes[0] * scale), round(axes[1] * scale))
    cv2.ellipse(image, at, size, 0, 0, 360, colour, -1, cv2.LINE_AA, _SHIFT)


def _darker(colour: tuple[int, int, int]) -> tuple[int, int, int]:
    return (int(colour[0] * 0.86), int(colour[1] * 0.86), int(colour[2] * 0.86))


@lru_cache(maxsize=1)
def _wall() -> Image:
    """The part that does not move: wall, banner and counter."""
    png = typst.compile(_WALL.encode(), format="png", ppi=72.0)
    decoded = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    assert decoded is not None
    return np.ascontiguousarray(cv2.resize(decoded, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA), np.uint8)


_WALL = """\
#set page(width: 640pt, height: 360pt, margin: 0pt, fill: gradient.linear(rgb("#dfe6ea"), rgb("#b9c5cd"), angle: 90deg))
#set text(font: ("Noto Sans CJK SC", "Noto Sans CJK JP"), fill: white)
#place(rect(width: 640pt, height: 44pt, fill: rgb("#2d5b8e"))[
  #align(horizon)[#h(8pt) #text(size: 17pt, weight: "bold")[模拟办事人]
    #h(6pt) #text(size: 13pt)[Simulated resident]]])
#place(dx: 40pt, dy: 80pt, rect(width: 96pt, height: 128pt, fill: rgb("#eef2f4"), stroke: 2pt + rgb("#9fb0bb")))
#place(dx: 52pt, dy: 96pt, text(size: 13pt, fill: rgb("#5b7286"))[样本海报\\ Specimen\\ poster])
#place(dx: 508pt, dy: 74pt, circle(radius: 34pt, fill: rgb("#e9d9a6"), stroke: 2pt + rgb("#b39b57")))
#place(dx: 500pt, dy: 318pt, rect(width: 132pt, height: 36pt, fill: rgb("#33414c"), radius: 4pt))
"""
