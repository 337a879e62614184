import pytest

from agent_console.core.rating import PRAISE, RatingReason, Score, check, is_bad, reasons_for
from signaling.core.refusal import Refused


def test_the_two_worst_of_five_are_bad() -> None:
    assert [score.value for score in Score if is_bad(score)] == [4, 5]


def test_praise_goes_with_good_scores_and_faults_with_bad_ones() -> None:
    assert set(reasons_for(Score.VERY_SATISFIED)) == PRAISE
    assert not set(reasons_for(Score.DISSATISFIED)) & PRAISE
    assert set(reasons_for(Score.FAIR)) == set(RatingReason)


def test_a_rating_is_kept_without_doubles_or_margins() -> None:
    rating = check(5, (RatingReason.SLOW, RatingReason.SLOW, RatingReason.UNKIND), "  等了很久\n ")
    assert (rating.score, rating.reasons, rating.text) == (5, (RatingReason.SLOW, RatingReason.UNKIND), "等了很久")


@pytest.mark.parametrize(
    ("score", "reasons", "text", "code"),
    [
        (0, (), "", "rating-invalid"),
        (6, (), "", "rating-invalid"),
        (1, (RatingReason.SLOW,), "", "rating-invalid"),
        (4, (RatingReason.KIND,), "", "rating-invalid"),
        (3, (), "x" * 501, "text-invalid"),
        (3, (), "a\x00b", "text-invalid"),
    ],
)
def test_what_is_no_rating_is_refused(score: int, reasons: tuple[RatingReason, ...], text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        check(score, reasons, text)
    assert refused.value.code == code
