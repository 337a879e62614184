"""
Ratings (好差评): what a resident may say of a session, in the five words of GB/T 39735.

Voluntary, never defaulted. 4 and 5 are bad: each opens a complaint.
"""

from enum import IntEnum, StrEnum

import msgspec

from signaling.core.refusal import Refused
from signaling.protocol.codes import Code

MOST_LETTERS = 500


class Score(IntEnum):
    """From the best to the worst, as the standard numbers them."""

    VERY_SATISFIED = 1  # 非常满意
    SATISFIED = 2  # 满意
    FAIR = 3  # 基本满意
    DISSATISFIED = 4  # 不满意
    VERY_DISSATISFIED = 5  # 非常不满意


class RatingReason(StrEnum):
    """What was good, or was not; a page shows those that fit the score."""

    QUICK = "quick"
    KIND = "kind"
    CLEAR = "clear"
    ONE_VISIT = "one-visit"
    SLOW = "slow"
    UNKIND = "unkind"
    UNCLEAR = "unclear"
    EXTRA_PAPERS = "extra-papers"  # Asked for more than the checklist says.
    SEVERAL_VISITS = "several-visits"
    CALL_QUALITY = "call-quality"
    SENT_AWAY = "sent-away"


PRAISE = frozenset({RatingReason.QUICK, RatingReason.KIND, RatingReason.CLEAR, RatingReason.ONE_VISIT})


class Rating(msgspec.Struct, frozen=True):
    """What was said, checked."""

    score: Score
    reasons: tuple[RatingReason, ...]
    text: str


def reasons_for(score: Score) -> tuple[RatingReason, ...]:
    """Return what may be the reason of a score: praise of a good one, faults of a bad one, either of a fair one."""
    if score is Score.FAIR:
        return tuple(RatingReason)
    return tuple(reason for reason in RatingReason if (reason in PRAISE) is not is_bad(score))


def is_bad(score: Score) -> bool:
    """Tell whether a score opens a complaint."""
    return score >= Score.DISSATISFIED


def check(score: int, reasons: tuple[RatingReason, ...], text: str) -> Rating:
    """
    Return a rating as it is kept.

    Raises:
        Refused: rating-invalid, for a number that is none of the five, or a reason that does not fit it; text-invalid.
    """
    if score not in list(Score) or not set(reasons) <= set(reasons_for(Score(score))):
        raise Refused(Code.RATING_INVALID)
    words = text.strip()
    if len(words) > MOST_LETTERS or any(letter != "\n" and not letter.isprintable() for letter in words):
        raise Refused(Code.TEXT_INVALID)
    return Rating(Score(score), tuple(sorted(set(reasons))), words)
