"""The drawn resident moves, and opens the mouth when speaking."""

import numpy as np

from counter_client.scene import HEIGHT, WIDTH, Scene


class Voice:
    def __init__(self, level: float) -> None:
        self._level = level

    def level(self, seconds: float) -> float:
        return self._level


def test_the_picture_has_its_size() -> None:
    assert Scene(None).at(0.0).shape == (HEIGHT, WIDTH, 3)


def test_the_resident_never_stands_still() -> None:
    scene = Scene(None)
    assert not np.array_equal(scene.at(1.0)[60:300], scene.at(1.5)[60:300])


def test_the_mouth_opens_with_the_voice() -> None:
    silent, loud = (Scene(Voice(level)).at(1.0)[:300] for level in (0.0, 1.0))
    assert not np.array_equal(silent, loud)
