"""The window's picture from snapshots and facts."""

from counter_client.core.state import Habits, Resident, Window
from counter_client.core.streams import hear_fact, hear_start, hear_welcome
from signaling.protocol.facts import (
    ConsentGiven,
    InvitationChanged,
    PresenceChanged,
    QueueSnapshot,
    SessionHeld,
    SessionOpened,
    StreamStart,
    TicketTaken,
)
from signaling.protocol.messages import Welcome
from signaling.protocol.names import ItemId, Role, StreamName
from signaling.protocol.views import Consent, InvitationState, Presence, SessionState
from tests.support.views import NAME, NOON, a_session, a_ticket, an_invitation

QUEUE = StreamName("queue/441302")
SESSION = StreamName("session/s1")
WINDOW = Window(Habits((Resident("44130219900101001X", "13800000000"),), ItemId("item-1")), "run", id="w1")
SEATED = hear_fact(WINDOW, SessionOpened(SESSION, 1, NOON, a_session()))


def test_a_fact_heard_twice_changes_nothing() -> None:
    held = hear_fact(SEATED, SessionHeld(SESSION, 2, NOON, on=True))
    again = hear_fact(hear_fact(held, SessionHeld(SESSION, 3, NOON, on=False)), SessionHeld(SESSION, 2, NOON, on=True))
    assert again.session is not None
    assert again.session.state is SessionState.OPEN


def test_another_windows_ticket_is_not_ours() -> None:
    assert hear_fact(WINDOW, TicketTaken(QUEUE, 1, NOON, a_ticket(window="w2"))).ticket is None


def test_a_snapshot_replaces_the_ticket_that_was_known() -> None:
    window = hear_fact(WINDOW, TicketTaken(QUEUE, 1, NOON, a_ticket()))
    assert hear_start(window, StreamStart(QUEUE, 9, False, QueueSnapshot(()))).ticket is None


def test_a_resumed_stream_keeps_its_own_offset_until_the_facts_come() -> None:
    resumed = hear_start(SEATED, StreamStart(SESSION, 7, True, None))
    assert resumed.offsets[SESSION] == 1
    assert resumed.session == SEATED.session


def test_a_session_that_is_not_in_the_welcome_is_over() -> None:
    assert hear_welcome(SEATED, Welcome(Role.WINDOW, "w1", NAME, False, ())).session is None


def test_an_ended_session_is_not_entered() -> None:
    ended = SessionOpened(SESSION, 1, NOON, a_session(state=SessionState.ENDED))
    assert hear_fact(WINDOW, ended).session is None


def test_consent_and_presence_are_followed() -> None:
    window = hear_fact(SEATED, ConsentGiven(SESSION, 2, NOON, granted=False))
    here = Presence(Role.OFFICIAL, NAME, None, connected=True)
    window = hear_fact(window, PresenceChanged(SESSION, 3, NOON, here))
    assert window.session is not None
    assert window.session.consent is Consent.DECLINED
    assert window.session.presences == (here,)


def test_a_second_official_comes_and_goes() -> None:
    there = Presence(Role.COLLEAGUE, NAME, None, connected=True)
    window = hear_fact(SEATED, InvitationChanged(SESSION, 2, NOON, an_invitation(InvitationState.JOINED)))
    window = hear_fact(window, PresenceChanged(SESSION, 3, NOON, there))
    assert window.session is not None
    assert window.session.presences == (there,)
    gone = an_invitation(InvitationState.LEFT)
    window = hear_fact(window, InvitationChanged(SESSION, 4, NOON, gone))
    assert window.session is not None
    assert (window.session.invitation, window.session.presences) == (gone, ())
