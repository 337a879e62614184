"""The resident's hand: strokes checked, and drawn as an SVG that names what was signed."""

from itertools import pairwise
from math import hypot, isfinite

from signaling.core.refusal import Refused
from signaling.protocol.codes import Code
from signaling.protocol.names import Sha256

Point = tuple[float, float, float]  # x and y as fractions of a field 3 wide by 1 high; milliseconds.
Strokes = tuple[tuple[Point, ...], ...]

MAX_STROKES = 200
MAX_POINTS = 5_000
LEAST_INK = 0.5  # Length of all strokes, in heights of the field; a dot or a slip of the hand is shorter.
ASPECT = 3.0
_SCALE = 200  # SVG units to the height of the field.


def check_strokes(strokes: Strokes) -> None:
    """
    Refuse what is no handwriting.

    Raises:
        Refused: signature-invalid: out of the field, too little ink, or more points than a hand makes.
    """
    points = [point for stroke in strokes for point in stroke]
    if not 0 < len(strokes) <= MAX_STROKES or not 0 < len(points) <= MAX_POINTS:
        raise Refused(Code.SIGNATURE_INVALID)
    if not all(isfinite(at) and at >= 0 and 0 <= x <= 1 and 0 <= y <= 1 for x, y, at in points):
        raise Refused(Code.SIGNATURE_INVALID)
    if ink(strokes) < LEAST_INK:
        raise Refused(Code.SIGNATURE_INVALID)


def ink(strokes: Strokes) -> float:
    """Return the length of all strokes, in heights of the field."""
    return sum(
        hypot((after[0] - before[0]) * ASPECT, after[1] - before[1])
        for stroke in strokes
        for before, after in pairwise(stroke)
    )


def draw(strokes: Strokes, summary_hash: Sha256) -> bytes:
    """Return the signature as SVG, the same bytes for the same strokes; `desc` binds it to what was signed."""
    paths = "".join(f'<path d="{_path(stroke)}"/>' for stroke in strokes if stroke)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {round(ASPECT * _SCALE)} {_SCALE}">'
        f"<desc>{summary_hash}</desc>"
        '<g fill="none" stroke="#111" stroke-width="5" stroke-linecap="round" stroke-linejoin="round">'
        f"{paths}</g></svg>"
    ).encode()


def _path(stroke: tuple[Point, ...]) -> str:
    dots = [f"{x * ASPECT * _SCALE:.1f} {y * _SCALE:.1f}" for x, y, _ in stroke]
    # A tap is drawn as a line of no length, which round caps make a dot.
    return f"M{dots[0]}" + "".join(f"L{dot}" for dot in dots[1:] or dots)
