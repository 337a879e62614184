"""An invitation goes one way: from ringing to an answer, and from being there to having gone."""

from itertools import product

import pytest
from msgspec.structs import replace

from signaling.core.invitation import LIVE, TRANSITIONS, InvitationEvent, advance, is_live, order
from signaling.core.refusal import Refused
from signaling.protocol.names import OfficialId
from signaling.protocol.views import Colleague, InvitationState, Text, Wanted
from tests.support.views import NAME, an_invitation


@pytest.mark.parametrize(("state", "event"), list(product(InvitationState, InvitationEvent)))
def test_what_is_over_stays_over(state: InvitationState, event: InvitationEvent) -> None:
    following = TRANSITIONS.get((state, event))
    if following is None:
        with pytest.raises(Refused, match="invitation-over"):
            advance(an_invitation(state), event)
    else:
        assert advance(an_invitation(state), event) == an_invitation(following)
        assert state in LIVE


def test_the_end_of_a_session_ends_every_live_invitation() -> None:
    for state in LIVE:
        assert not is_live(advance(an_invitation(state), InvitationEvent.END))


def test_there_is_nothing_to_do_without_an_invitation() -> None:
    assert not is_live(None)
    with pytest.raises(Refused, match="invitation-over"):
        advance(None, InvitationEvent.DISMISS)


def test_who_is_free_comes_first() -> None:
    anna = Colleague(OfficialId("a"), Text("安", "Anna"), "d1", NAME, (Wanted.ADVICE,), free=False)
    bert = replace(anna, official=OfficialId("b"), name=Text("柏", "Bert"), free=True)
    carl = replace(anna, official=OfficialId("c"), name=Text("安", "Carl"), free=True)
    assert sorted([anna, bert, carl], key=order) == [carl, bert, anna]
