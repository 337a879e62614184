import xml.etree.ElementTree as ET

import pytest

from agent_console.core.signature import MAX_POINTS, MAX_STROKES, Strokes, check_strokes, draw, ink
from signaling.core.refusal import Refused
from signaling.protocol.names import Sha256

HASH = Sha256("ab" * 32)
HAND: Strokes = (((0.1, 0.5, 0), (0.4, 0.2, 40), (0.7, 0.8, 90)), ((0.2, 0.9, 200), (0.8, 0.9, 260)))


def test_a_hand_passes() -> None:
    check_strokes(HAND)


@pytest.mark.parametrize(
    "strokes",
    [
        (),
        ((),),
        (((0.5, 0.5, 0),),),
        (((0.5, 0.5, 0), (0.51, 0.5, 10)),),
        (((0.1, 0.5, 0), (1.2, 0.5, 40)),),
        (((0.1, float("nan"), 0), (0.9, 0.5, 40)),),
        (((0.1, 0.5, -1), (0.9, 0.5, 40)),),
        (((0.1, 0.5, 0), (0.9, 0.5, float("inf"))),),
        (HAND[0],) * (MAX_STROKES + 1),
        (((0.0, 0.0, 0), (1.0, 1.0, 1)) * (MAX_POINTS // 2 + 1),),
    ],
    ids=["none", "empty", "dot", "slip", "outside", "nan", "before", "inf", "strokes", "points"],
)
def test_what_no_hand_writes_is_refused(strokes: Strokes) -> None:
    with pytest.raises(Refused, match="signature-invalid"):
        check_strokes(strokes)


def test_ink_is_measured_in_heights_of_the_field() -> None:
    assert ink((((0, 0, 0), (1, 0, 1)),)) == 3.0
    assert ink((((0, 0, 0), (0, 1, 1)),)) == 1.0


def test_the_picture_names_what_was_signed_and_is_the_same_every_time() -> None:
    picture = draw(HAND, HASH)
    assert picture == draw(HAND, HASH)
    root = ET.fromstring(picture)
    svg = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{svg}desc") == HASH
    assert len(root.findall(f".//{svg}path")) == 2


def test_a_tap_is_drawn_as_a_dot() -> None:
    assert b"M300.0 100.0L300.0 100.0" in draw((((0.5, 0.5, 0),),), HASH)
