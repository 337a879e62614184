import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from signaling.core.refusal import Refused
from signaling.core.still import StillEvent, advance, request
from signaling.protocol.codes import Code
from signaling.protocol.views import Still, StillState

PENDING = Still("a", StillState.REQUESTED)


def test_a_still_is_asked_for_once_until_it_is_answered() -> None:
    assert request(None, "a") == PENDING
    with pytest.raises(Refused) as refused:
        request(PENDING, "b")
    assert refused.value.code is Code.STILL_PENDING


@pytest.mark.parametrize("event", StillEvent)
def test_an_answered_still_makes_room_for_the_next(event: StillEvent) -> None:
    assert request(advance(PENDING, "a", event, "no-camera"), "b") == Still("b", StillState.REQUESTED)


def test_a_declined_still_says_why_and_a_received_one_need_not() -> None:
    declined = advance(PENDING, "a", StillEvent.DECLINE, "no-camera")
    assert declined == Still("a", StillState.DECLINED, "no-camera")
    assert advance(declined, "a", StillEvent.RECEIVE) == Still("a", StillState.RECEIVED)


def test_an_upload_that_is_repeated_is_harmless() -> None:
    received = advance(PENDING, "a", StillEvent.RECEIVE)
    assert advance(received, "a", StillEvent.RECEIVE) == received


@pytest.mark.parametrize("latest", [None, Still("b", StillState.REQUESTED)])
def test_an_answer_to_another_still_is_refused(latest: Still | None) -> None:
    with pytest.raises(Refused) as refused:
        advance(latest, "a", StillEvent.RECEIVE)
    assert refused.value.code is Code.STILL_UNKNOWN


def test_a_received_still_is_not_declined_any_more() -> None:
    with pytest.raises(Refused):
        advance(Still("a", StillState.RECEIVED), "a", StillEvent.DECLINE, "no-camera")


class StillMachine(RuleBasedStateMachine):
    """At most one still is pending, and what was received stays received until the next is asked for."""

    @initialize()
    def nothing(self) -> None:
        self.latest: Still | None = None
        self.asked = 0

    @rule()
    def ask(self) -> None:
        pending = self.latest is not None and self.latest.state is StillState.REQUESTED
        try:
            self.latest = request(self.latest, str(self.asked))
        except Refused:
            assert pending
        else:
            assert not pending
            self.asked += 1

    @rule(event=st.sampled_from(StillEvent), back=st.integers(0, 2))
    def answer(self, event: StillEvent, back: int) -> None:
        before = self.latest
        try:
            self.latest = advance(self.latest, str(self.asked - 1 - back), event, "capture-failed")
        except Refused:
            return
        assert before is not None
        assert self.latest.id == before.id
        if before.state is StillState.RECEIVED:
            assert self.latest == before

    @invariant()
    def only_a_decline_has_a_reason(self) -> None:
        if self.latest is not None:
            assert (self.latest.reason is not None) == (self.latest.state is StillState.DECLINED)


TestStillMachine = StillMachine.TestCase
