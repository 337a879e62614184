import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.core.session import (
    COMMANDS,
    CONSENT,
    TRANSITIONS,
    Parties,
    SessionEvent,
    advance,
    consent,
    end_outcome,
    may,
    seat,
    takes_part,
    ticket_event,
)
from signaling.core.ticket import TicketEvent
from signaling.protocol.codes import Code
from signaling.protocol.commands import (
    EndSession,
    GiveConsent,
    InviteColleague,
    JoinMedia,
    Say,
    SetHold,
    StepOut,
    TakeTicket,
    WatchSession,
)
from signaling.protocol.frames import Frame
from signaling.protocol.names import OfficialId, Role, WindowId
from signaling.protocol.views import Consent, Outcome, SessionState
from tests.support.desk import NAME, official

PARTIES = Parties(WindowId("w1"), OfficialId("o1"), "441302", "d1")
WINDOW = Actor(Role.WINDOW, "w1", NAME, "441302")
REGION = Actor(Role.SUPERVISOR, "s1", NAME, "441300")


def test_window_official_and_the_regions_supervisors_take_part_and_nobody_else() -> None:
    assert all(takes_part(actor, PARTIES) for actor in (WINDOW, official("o1"), REGION))
    others = [
        Actor(Role.WINDOW, "w2", NAME, "441302"),
        Actor(Role.WINDOW, "o1", NAME, "441302"),
        official("o2"),
        official("w1"),
        Actor(Role.SUPERVISOR, "s1", NAME, "441303"),
        Actor(Role.SUPERVISOR, "s1", NAME, "441302", departments=frozenset({"d2"})),
        Actor(Role.OPERATOR, "root", NAME, "441302"),
        Actor(Role.CLERK, "w1", NAME, "441302"),
    ]
    assert not any(takes_part(actor, PARTIES) for actor in others)


def test_the_second_official_has_a_seat_while_they_are_in_it() -> None:
    with_two = replace(PARTIES, colleague=OfficialId("o2"))
    assert [seat(official(name), with_two) for name in ("o1", "o2", "o3")] == [Role.OFFICIAL, Role.COLLEAGUE, None]
    assert seat(official("o2"), PARTIES) is None
    assert may(official("o2"), StepOut, with_two)
    assert not any(may(official("o2"), command, with_two) for command in (EndSession, SetHold, InviteColleague))
    assert not may(official("o1"), StepOut, with_two)


@pytest.mark.parametrize(
    ("actor", "command", "expected"),
    [
        (WINDOW, GiveConsent, True),
        (WINDOW, EndSession, False),
        (WINDOW, SetHold, False),
        (official("o1"), EndSession, True),
        (official("o1"), GiveConsent, False),
        (official("o2"), Say, False),
        (REGION, WatchSession, True),
        (REGION, JoinMedia, True),
        (REGION, Say, False),
        (WINDOW, TakeTicket, False),
    ],
)
def test_each_may_do_what_is_theirs(actor: Actor, command: type[Frame], expected: bool) -> None:
    assert may(actor, command, PARTIES) is expected


@given(st.sampled_from(list(Role)), st.sampled_from(sorted(set().union(*COMMANDS.values()), key=str)))
def test_nobody_may_do_anything_in_a_session_that_is_not_theirs(role: Role, command: type[Frame]) -> None:
    assert not may(Actor(role, "stranger", NAME, "110101"), command, PARTIES)


@pytest.mark.parametrize("asked", Outcome)
def test_a_session_whose_case_was_accepted_ended_as_served_whatever_it_is_called(asked: Outcome) -> None:
    assert end_outcome(asked, accepted=True) is Outcome.SERVED


@pytest.mark.parametrize("asked", Outcome)
def test_a_session_without_an_acceptance_did_not_serve(asked: Outcome) -> None:
    outcome = end_outcome(asked, accepted=False)
    assert outcome is (Outcome.BROKEN_OFF if asked is Outcome.SERVED else asked)
    served = TicketEvent.SERVE if asked is Outcome.CONSULTED else TicketEvent.BREAK_OFF  # An answer is what was wanted.
    assert ticket_event(outcome) is served


def test_a_served_session_serves_its_ticket() -> None:
    assert ticket_event(Outcome.SERVED) is TicketEvent.SERVE


def test_consent_may_come_later_and_is_not_withdrawn_backwards() -> None:
    assert consent(Consent.UNASKED, granted=False) is Consent.DECLINED
    assert consent(Consent.DECLINED, granted=True) is Consent.GRANTED
    with pytest.raises(Refused) as refused:
        consent(Consent.GRANTED, granted=False)
    assert refused.value.code is Code.NOT_ALLOWED


def test_the_tables_know_every_state_that_is_not_the_last() -> None:
    live = {SessionState.OPEN, SessionState.HELD}
    assert TRANSITIONS.keys() == {(state, event) for state in live for event in SessionEvent}
    assert CONSENT.keys() | {(Consent.GRANTED, False)} == {
        (word, granted) for word in Consent for granted in (True, False)
    }


class SessionMachine(RuleBasedStateMachine):
    """Whatever is asked in whatever order: the last hold or resume counts, the end is the end, a grant stays."""

    @initialize()
    def begin(self) -> None:
        self.state, self.word = SessionState.OPEN, Consent.UNASKED
        self.ended = self.granted = False

    @rule(event=st.sampled_from(SessionEvent))
    def happen(self, event: SessionEvent) -> None:
        if self.ended:
            with pytest.raises(Refused) as refused:
                advance(self.state, event)
            assert refused.value.code is Code.SESSION_ENDED
            return
        self.state = advance(self.state, event)
        self.ended = event is SessionEvent.END
        assert (self.state is SessionState.HELD) == (event is SessionEvent.HOLD)

    @rule(granted=st.booleans())
    def speak(self, granted: bool) -> None:
        if self.granted and not granted:
            with pytest.raises(Refused):
                consent(self.word, granted=granted)
            return
        self.word = consent(self.word, granted=granted)
        self.granted = granted

    @invariant()
    def what_was_said_holds(self) -> None:
        assert (self.state is SessionState.ENDED) == self.ended
        assert (self.word is Consent.GRANTED) == self.granted


TestSessionMachine = SessionMachine.TestCase
