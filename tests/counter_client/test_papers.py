"""Papers as they are drawn."""

import pytest

from counter_client.papers import Kind, Paper, draw, paper_for
from counter_client.specimens import SPECIMENS

OWNER = SPECIMENS[0]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("经营者居民身份证", Kind.CARD),
        ("居民户口簿", Kind.REGISTER),
        ("不动产权属证书", Kind.LICENCE),
        ("公司章程", Kind.FORM),
    ],
)
def test_a_materials_name_calls_for_its_paper(title: str, kind: Kind) -> None:
    assert paper_for(title, OWNER).kind is kind


@pytest.mark.parametrize("kind", list(Kind))
def test_a_paper_keeps_its_proportions_at_the_cameras_resolution(kind: Kind) -> None:
    paper = Paper(kind, "材料", OWNER)
    height, width, channels = draw(paper).shape
    assert channels == 3
    assert width / height == pytest.approx(paper.width_mm / paper.height_mm, rel=0.01)
    assert width / paper.width_mm > 6.5  # Pixels a millimetre, below which fields are misread.


def test_every_paper_bears_the_specimens_red_mark() -> None:
    for kind in Kind:
        image = draw(Paper(kind, "材料", OWNER)).astype(int)
        reddish = (image[..., 2] - image[..., 1] > 20) & (image[..., 2] - image[..., 0] > 10)
        assert reddish.mean() > 0.01


def test_a_title_may_hold_any_character() -> None:
    assert draw(Paper(Kind.FORM, '"#) \\ $x$ [材料]', OWNER)).size
