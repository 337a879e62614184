"""A document camera that is not there: a desk, a hand that lays papers on it, light, shadow and grain."""

import math
import random
from functools import lru_cache

import cv2
import msgspec
import numpy as np
import numpy.typing as npt

from counter_client.devices import Image, jpeg
from counter_client.papers import Kind, Paper, draw, paper_for
from counter_client.specimens import masked_like

Quad = npt.NDArray[np.float32]  # Corners TL TR BR BL in pixels, shape (4, 2).

_STREAM = (1280, 720)
_STILL = (3840, 2160)
_AWAY_SECONDS, _IN_SECONDS, _HAND_SECONDS = 0.6, 1.0, 0.4
_GRAINS = 3  # Patterns of noise that a resting picture alternates between.
_SKIN = (142, 172, 214)


class Placed(msgspec.Struct, frozen=True):
    """A paper in its place; in another turn it lies a little differently."""

    paper: Paper
    turn: int


class _Lay(msgspec.Struct, frozen=True):
    """One paper brought in (None: nothing) over another one taken away, from a time on."""

    paper: "Placed | None"
    over: "Placed | None"
    at: float

    @property
    def settled_at(self) -> float:
        return self.arrives_at + (_IN_SECONDS + _HAND_SECONDS if self.paper is not None else 0.0)

    @property
    def arrives_at(self) -> float:
        return self.at + (_AWAY_SECONDS if self.over is not None else 0.0)


class Desk:
    """The document stream (1280x720, 5 a second), and stills of 3840x2160 that show the same papers as it."""

    rate = 5.0

    def __init__(self) -> None:
        self._lay = _Lay(None, None, 0.0)

    def lay(self, title: str, owner: str, turn: int, now: float) -> None:
        """Bring the paper of this name; the one before is taken away first. What lies there already stays."""
        placed = Placed(paper_for(title, masked_like(owner)), turn)
        if placed != self._lay.paper:
            self._lay = _Lay(placed, self._lay.paper, now)

    def clear(self, now: float) -> None:
        """Take the last paper away."""
        if self._lay.paper is not None:
            self._lay = _Lay(None, self._lay.paper, now)

    def settled_at(self) -> float:
        """Return the time from which on nothing moves."""
        return self._lay.settled_at

    def at(self, seconds: float) -> Image:
        """Return the stream's picture. Papers at rest are drawn once and cost nothing afterwards."""
        lay = self._lay
        if seconds >= lay.settled_at:
            return _resting(lay.paper, int(seconds * self.rate) % _GRAINS)
        return _photograph(_STREAM, *_moving(lay, seconds), grain=int(seconds * self.rate) % _GRAINS)

    def still(self, now: float) -> bytes:
        """Return a full-resolution JPEG of what lies there now (60 ms of work, 2 s the first time)."""
        lay = self._lay
        scene = (lay.paper, 0.0, 0.0, False) if now >= lay.settled_at else _moving(lay, now)
        # No two photographs are alike: the same bytes would be the same page, and a page sent back stays sent back.
        return jpeg(_photograph(_STILL, *scene, grain=0, drift=int(now * 1000)))


def corners(placed: Placed, size: tuple[int, int]) -> Quad:
    """
    Return where the paper comes to rest in a picture of this size, in pixels.

    Each paper lies a little askew in its own way, so that the stream and the still agree.
    """
    width, height = size
    paper = placed.paper
    chance = random.Random(f"{paper.title}/{paper.owner.id_number}/{placed.turn}")  # noqa: S311  Not a secret: how a paper lies.
    fill = {Kind.CARD: 0.62, Kind.REGISTER: 0.78, Kind.LICENCE: 0.86, Kind.FORM: 0.92}[paper.kind]
    per_mm = min(fill * height / paper.height_mm, 0.9 * width / paper.width_mm)
    half = np.array([paper.width_mm, paper.height_mm]) * per_mm / 2
    turn = math.radians(chance.uniform(-3.0, 3.0))
    rotation = np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
    lean = np.array([[1 + chance.uniform(-0.012, 0.012)] for _ in range(4)])
    centre = np.array([width / 2, height / 2]) + height * 0.01 * np.array(
        [chance.uniform(-1, 1), chance.uniform(-1, 1)]
    )
    signs = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
    return np.asarray((signs * half * lean) @ rotation + centre, np.float32)


def _moving(lay: _Lay, seconds: float) -> tuple[Placed | None, float, float, bool]:
    """Return (paper, its offset right, its offset down, whether a hand holds it), offsets in picture heights."""
    if seconds < lay.arrives_at:
        gone = max(0.0, (seconds - lay.at) / _AWAY_SECONDS)
        return lay.over, -1.6 * gone**2, -0.2 * gone**2, True
    here = min(1.0, (seconds - lay.arrives_at) / _IN_SECONDS)
    left = (1 - here) ** 3
    return lay.paper, 1.6 * left, 0.4 * left, True


@lru_cache(maxsize=8)
def _resting(paper: Placed | None, grain: int) -> Image:
    return _photograph(_STREAM, paper, 0.0, 0.0, hand=False, grain=grain)


def _photograph(
    size: tuple[int, int], paper: Placed | None, right: float, down: float, hand: bool, *, grain: int, drift: int = 0
) -> Image:
    height = size[1]
    image = _desk(size)
    if paper is not None:
        quad = corners(paper, size) + np.array([right, down], np.float32) * height
        image = _with_paper(image, paper.paper, quad.astype(np.float32))
        if hand:
            _hold(image, quad.astype(np.float32), height)
    return _grained(image, grain, drift)


def _with_paper(image: Image, paper: Paper, quad: Quad) -> Image:
    height, width = image.shape[:2]
    page = draw(paper)
    # Shrink before warping: sampling a page at a third of its size by itself would break up its strokes.
    shrink = float(np.linalg.norm(quad[1] - quad[0])) / page.shape[1]
    if shrink < 0.8:
        page = np.asarray(cv2.resize(page, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA), np.uint8)
    high, wide = page.shape[:2]
    flat = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    matrix = cv2.getPerspectiveTransform(flat, quad)
    shade = np.zeros((height // 8, width // 8), np.uint8)
    fallen = (quad / 8 + np.array([1.2, 1.8], np.float32) * height / 720).astype(np.int32)
    cv2.fillConvexPoly(shade, fallen, 90)
    shade = cv2.GaussianBlur(shade, (0, 0), 1.6 * height / 720).astype(np.uint8)
    soft = cv2.resize(shade, (width, height), interpolation=cv2.INTER_LINEAR)
    dark = cv2.subtract(image, cv2.merge([soft, soft, soft]))
    warped = cv2.warpPerspective(
        page, matrix, (width, height), dst=dark, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_TRANSPARENT
    )
    return np.asarray(warped, np.uint8)


def _hold(image: Image, quad: Quad, height: int) -> None:
    """Draw the fingers at the paper's right edge, and the arm behind them."""
    grip = quad[1] * 0.35 + quad[2] * 0.65
    x, y = int(grip[0]), int(grip[1])
    arm = (np.array([[0.0, -0.05], [1.2, 0.25], [1.2, 0.6], [0.05, 0.12]]) * height + (x, y)).astype(np.int32)
    cv2.fillConvexPoly(image, arm, (96, 70, 60), cv2.LINE_AA)
    cv2.ellipse(
        image, (x + height // 14, y + height // 40), (height // 8, height // 14), 18, 0, 360, _SKIN, -1, cv2.LINE_AA
    )
    for finger in range(3):
        tip = (x + height // 60, y + (finger - 1) * height // 28)
        cv2.ellipse(image, tip, (height // 18, height // 64), 8, 0, 360, _SKIN, -1, cv2.LINE_AA)


@lru_cache(maxsize=2)
def _desk(size: tuple[int, int]) -> Image:
    """Return the empty desk: brown, with a little grain of wood, and light that falls from the upper left."""
    width, height = size
    noise = np.random.default_rng(7)
    wood = cv2.resize(noise.normal(0, 5, (height // 3, 20)).astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
    across = np.linspace(1.06, 0.82, width, dtype=np.float32)[None, :]
    down = np.linspace(1.04, 0.92, height, dtype=np.float32)[:, None]
    light = across * down
    planes = [np.clip((base + wood) * light, 0, 255).astype(np.uint8) for base in (74, 104, 138)]
    desk = np.asarray(cv2.merge(planes), np.uint8)
    desk.flags.writeable = False
    return desk


def _grained(image: Image, grain: int, drift: int) -> Image:
    height, width = image.shape[:2]
    noise = _grain((width, height), grain)
    if drift:
        noise = np.roll(noise, (drift // width % height, drift % width), axis=(0, 1))
    return np.asarray(cv2.add(image, cv2.merge([noise, noise, noise]), dtype=cv2.CV_8U), np.uint8)


@lru_cache(maxsize=_GRAINS + 1)
def _grain(size: tuple[int, int], number: int) -> npt.NDArray[np.int16]:
    """Return the sensor's noise, about one step in 256: visible to a measure, not to the bit rate."""
    width, height = size
    noise = np.random.default_rng(number).normal(0, 1.6, (height // 2, width // 2)).astype(np.float32)
    return np.asarray(cv2.resize(noise, size, interpolation=cv2.INTER_LINEAR).round(), np.int16)
