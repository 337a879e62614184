"""A signature as a hand would write it: strokes that bend, tremble a little and take their time."""

import math
import random

Point = tuple[float, float, float]  # x and y as fractions of the field, which is 3 wide by 1 high; milliseconds.
Strokes = tuple[tuple[Point, ...], ...]

_POINTS = 24
_POINT_MILLISECONDS = 16.0
_LIFT_MILLISECONDS = 140.0


def write(seed: str) -> Strokes:
    """
    Return the strokes of a signature; the same seed writes the same hand.

    Three characters of three strokes each: across, down, and a sweep between them.
    """
    chance = random.Random(seed)  # noqa: S311  Not a secret: how a hand trembles.
    strokes: list[tuple[Point, ...]] = []
    at = 0.0
    for character in range(3):
        left = 0.14 + 0.25 * character
        for start, bend, end in (
            ((0.00, 0.35), (0.08, 0.28), (0.17, 0.34)),
            ((0.09, 0.18), (0.07, 0.50), (0.02, 0.78)),
            ((0.08, 0.46), (0.14, 0.62), (0.20, 0.80)),
        ):
            shift = (left + chance.uniform(-0.01, 0.01), chance.uniform(-0.04, 0.04))
            strokes.append(_stroke(chance, at, shift, (start, bend, end)))
            at = strokes[-1][-1][2] + _LIFT_MILLISECONDS
    return tuple(strokes)


def _stroke(
    chance: random.Random, at: float, shift: tuple[float, float], curve: tuple[tuple[float, float], ...]
) -> tuple[Point, ...]:
    """Follow a quadratic Bézier curve, slower at its ends."""
    points: list[Point] = []
    for step in range(_POINTS):
        along = (1 - math.cos(math.pi * step / (_POINTS - 1))) / 2
        weights = ((1 - along) ** 2, 2 * along * (1 - along), along**2)
        x = shift[0] + sum(weight * place[0] for weight, place in zip(weights, curve, strict=True))
        y = shift[1] + sum(weight * place[1] for weight, place in zip(weights, curve, strict=True))
        tremble = chance.uniform(-0.003, 0.003)
        points.append((_inside(x + tremble / 3), _inside(y + tremble), round(at + step * _POINT_MILLISECONDS, 1)))
    return tuple(points)


def _inside(place: float) -> float:
    return round(min(1.0, max(0.0, place)), 4)
