import pytest
from hypothesis import given
from hypothesis import strategies as st

from signaling.protocol.names import Role, StreamName
from signaling.services.nodes import (
    AnyWord,
    Arrived,
    Committed,
    Present,
    RollCall,
    Signalled,
    SignedOut,
    decode,
    encode,
)

WORDS: list[AnyWord] = [
    Committed("n1", {StreamName("queue/441302"): 7}),
    Signalled("n1", StreamName("session/1"), "{}"),
    Arrived("n1", Role.WINDOW, "w1", 1.5),
    SignedOut("n1", Role.OFFICIAL, "o1"),
    RollCall("n1"),
    Present("n1", frozenset({"o1"})),
]


@pytest.mark.parametrize("word", WORDS, ids=lambda word: type(word).__name__)
def test_a_word_is_understood_as_it_was_meant(word: AnyWord) -> None:
    assert decode(encode(word)) == word


@given(st.binary())
def test_what_is_no_word_of_ours_is_passed_over(payload: bytes) -> None:
    assert decode(payload) is None
