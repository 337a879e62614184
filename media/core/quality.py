"""Connection quality in words: what a page may say of a call instead of figures."""

from signaling.protocol.views import QualityWord

# Beyond these a voice is hard to follow although FEC and retransmissions help (ITU-T G.114 §4: 300 ms one way).
POOR_LOSS, FAIR_LOSS = 0.10, 0.03
POOR_ROUND_TRIP_SECONDS, FAIR_ROUND_TRIP_SECONDS = 0.6, 0.3


def word(loss: float, round_trip_seconds: float | None, *, connected: bool) -> QualityWord:
    """
    Put loss and round trip into a word.

    Args:
        loss: Fraction lost, the worse of both ways.
        round_trip_seconds: None while nothing has been heard of it.
    """
    trip = round_trip_seconds or 0.0
    if not connected:
        return QualityWord.LOST
    if loss > POOR_LOSS or trip > POOR_ROUND_TRIP_SECONDS:
        return QualityWord.POOR
    if loss > FAIR_LOSS or trip > FAIR_ROUND_TRIP_SECONDS:
        return QualityWord.FAIR
    return QualityWord.GOOD
