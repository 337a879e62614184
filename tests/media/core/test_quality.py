"""Claims about quality in words."""

import pytest

from media.core.quality import word
from signaling.protocol.views import QualityWord


@pytest.mark.parametrize(
    ("loss", "trip", "said"),
    [
        (0.0, None, QualityWord.GOOD),
        (0.03, 0.3, QualityWord.GOOD),
        (0.04, 0.1, QualityWord.FAIR),
        (0.0, 0.4, QualityWord.FAIR),
        (0.2, 0.1, QualityWord.POOR),
        (0.0, 0.7, QualityWord.POOR),
    ],
)
def test_the_worse_of_loss_and_delay_is_the_word(loss: float, trip: float | None, said: QualityWord) -> None:
    assert word(loss, trip, connected=True) is said


def test_a_peer_without_connection_is_lost() -> None:
    assert word(0.0, None, connected=False) is QualityWord.LOST
