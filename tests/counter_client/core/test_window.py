"""The window's state machine, without a socket, a camera or a clock."""

from collections import deque

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_client.core.effects import (
    ClearDesk,
    Closed,
    ConfirmCase,
    Effect,
    Heard,
    JoinPeer,
    LayPaper,
    LeavePeer,
    Opened,
    Pause,
    PeerLost,
    PeerUp,
    Redial,
    Rested,
    Send,
    SignCase,
    StillFailed,
    Stop,
    TakeStill,
)
from counter_client.core.state import Habits, Link, Media, Resident, Window
from counter_client.core.window import hear
from signaling.protocol.case_views import CaseAction, CaseState
from signaling.protocol.codes import Code
from signaling.protocol.commands import DeclineStill, GiveConsent, Hello, JoinMedia, Say, TakeTicket
from signaling.protocol.facts import (
    CaseChanged,
    CaseSnapshot,
    MessageSaid,
    QueueSnapshot,
    SessionEnded,
    SessionSnapshot,
    StillChanged,
    StreamStart,
    TicketLeft,
    TicketTaken,
)
from signaling.protocol.messages import (
    Directive,
    Done,
    Granted,
    Refused,
    ServerFrame,
    StreamClosed,
    StreamOpened,
    TicketIssued,
    Welcome,
)
from signaling.protocol.names import CaseId, ItemId, Role, SessionId, StreamName
from signaling.protocol.views import Consent, Message, Outcome, Still, StillState, TicketState
from tests.support.views import NAME, NOON, a_case, a_material, a_session, a_ticket

HABITS = Habits((Resident("44130219900101001X", "13800000000"),), ItemId("item-1"), answer="好的。")
QUEUE = StreamName("queue/441302")
SESSION = StreamName("session/s1")
CASE = StreamName("case/c1")
S1 = SessionId("s1")


class Seat:
    """A window and what it asked of its edge; `rest` lets every pause pass."""

    def __init__(self, habits: Habits = HABITS) -> None:
        self.window = Window(habits, "run")
        self.effects: list[Effect] = []
        self.pauses: deque[str] = deque()

    def hear(self, *heard: ServerFrame | Heard) -> list[Effect]:
        before = len(self.effects)
        for one in heard:
            self.window, effects = hear(self.window, one)
            self.effects += effects
            self.pauses += [effect.key for effect in effects if isinstance(effect, Pause)]
        return self.effects[before:]

    def rest(self) -> list[Effect]:
        before = len(self.effects)
        while self.pauses:
            self.hear(Rested(self.pauses.popleft()))
        return self.effects[before:]

    def sent(self, *kinds: type) -> list[object]:
        return [e.frame for e in self.effects if isinstance(e, Send) and isinstance(e.frame, kinds)]


def start(stream: StreamName, snapshot: object, offset: int = 1) -> StreamStart:
    assert isinstance(snapshot, (QueueSnapshot, SessionSnapshot, CaseSnapshot))
    return StreamStart(stream, offset, False, snapshot)


def welcome(*starts: StreamStart) -> Welcome:
    return Welcome(Role.WINDOW, "w1", NAME, False, starts or (start(QUEUE, QueueSnapshot(())),))


@pytest.fixture
def seat() -> Seat:
    """A window that has been welcomed and has asked for its first number."""
    seat = Seat()
    seat.hear(Opened(), welcome())
    return seat


@pytest.fixture
def called(seat: Seat) -> Seat:
    """A window in session s1 with case c1, its peer up and consent given."""
    ref = seat.sent(TakeTicket)[0].ref  # type: ignore[attr-defined]
    seat.hear(
        TicketIssued(ref, a_ticket()),
        TicketTaken(QUEUE, 2, NOON, a_ticket()),
        StreamOpened(start(SESSION, SessionSnapshot(a_session(consent=Consent.GRANTED)))),
        StreamOpened(start(CASE, CaseSnapshot(a_case(materials=(a_material("id"), a_material("form")))))),
    )
    seat.hear(Granted(seat.sent(JoinMedia)[0].ref, "grant", "/media/peers", ()), PeerUp(S1))  # type: ignore[attr-defined]
    return seat


def test_it_greets_first_and_resumes_nothing_at_first() -> None:
    assert isinstance(Seat().hear(Opened())[0], Send)
    seat = Seat()
    seat.hear(Opened())
    assert [hello.resume for hello in seat.sent(Hello)] == [{}]  # type: ignore[attr-defined]


def test_it_takes_a_number_once_it_is_welcome(seat: Seat) -> None:
    (ticket,) = seat.sent(TakeTicket)
    assert isinstance(ticket, TakeTicket)
    assert ticket.id_number == "44130219900101001X"
    assert seat.window.tickets == 1


def test_a_resident_who_comes_back_names_the_case() -> None:
    seat = Seat(msgspec.structs.replace(HABITS, case=CaseId("c1")))
    seat.hear(Opened(), welcome())
    (ticket,) = seat.sent(TakeTicket)
    assert isinstance(ticket, TakeTicket)
    assert ticket.case == "c1"


def test_it_takes_no_second_number_while_the_first_is_unanswered(seat: Seat) -> None:
    seat.hear(Closed(), Opened(), welcome())
    seat.rest()
    assert {frame.ref for frame in seat.sent(TakeTicket)} == {"run-0001"}  # type: ignore[attr-defined]


def test_a_command_whose_answer_was_lost_is_repeated_with_its_ref(seat: Seat) -> None:
    again = seat.hear(Closed(), Opened(), welcome())
    assert Send(seat.sent(TakeTicket)[0]) in again  # type: ignore[arg-type]


def test_an_answered_command_is_not_repeated(seat: Seat) -> None:
    seat.hear(TicketTaken(QUEUE, 2, NOON, a_ticket()), TicketIssued("run-0001", a_ticket()))
    again = seat.hear(Closed(), Opened(), welcome(start(QUEUE, QueueSnapshot((a_ticket(),)))))
    assert again == [Send(Hello(1, HABITS.residents[0].language, {QUEUE: 2}))]


def test_a_refused_number_is_asked_for_again_after_a_pause(seat: Seat) -> None:
    seat.hear(Refused("run-0001", Code.TICKET_EXISTS))
    assert len(seat.sent(TakeTicket)) == 1
    seat.rest()
    assert len(seat.sent(TakeTicket)) == 2


def test_a_window_that_serves_once_stops_when_its_number_is_refused() -> None:
    seat = Seat(Habits(HABITS.residents, HABITS.item, ticket_after=None))
    seat.hear(Opened(), welcome())
    assert seat.hear(Refused("run-0001", Code.ITEM_UNKNOWN)) == [Stop("item-unknown")]


def test_it_joins_the_media_only_when_called(seat: Seat) -> None:
    assert not seat.sent(JoinMedia)
    seat.hear(StreamOpened(start(SESSION, SessionSnapshot(a_session()))))
    (join,) = seat.sent(JoinMedia)
    assert isinstance(join, JoinMedia)
    assert seat.hear(Granted(join.ref, "grant", "/media/peers", ())) == [JoinPeer(S1, "grant", "/media/peers")]
    assert seat.hear(PeerUp(S1)) == []
    assert seat.window.media is Media.UP


def test_it_consents_after_a_pause(seat: Seat) -> None:
    seat.hear(StreamOpened(start(SESSION, SessionSnapshot(a_session()))))
    assert not seat.sent(GiveConsent)
    seat.rest()
    assert [consent.granted for consent in seat.sent(GiveConsent)] == [True]  # type: ignore[attr-defined]


def test_a_lost_peer_is_asked_for_again(called: Seat) -> None:
    called.hear(PeerLost(S1))
    called.rest()
    assert len(called.sent(JoinMedia)) == 2


def test_a_directive_to_rejoin_asks_for_a_new_grant(called: Seat) -> None:
    called.hear(Directive("rejoin-media", S1))
    called.rest()
    assert len(called.sent(JoinMedia)) == 2


def test_a_grant_lost_with_the_socket_is_asked_for_anew(seat: Seat) -> None:
    seat.hear(StreamOpened(start(SESSION, SessionSnapshot(a_session()))))
    seat.hear(Closed(), Opened(), welcome(start(SESSION, SessionSnapshot(a_session()))))
    seat.rest()
    first, second = seat.sent(JoinMedia)
    assert first.ref != second.ref  # type: ignore[attr-defined]


def test_the_peer_outlives_the_socket(called: Seat) -> None:
    effects = called.hear(Closed(), Opened())
    assert not any(isinstance(effect, (LeavePeer, JoinPeer)) for effect in effects)
    assert called.window.offsets == {QUEUE: 2, SESSION: 1, CASE: 1}
    assert called.window.session is not None


def test_a_session_that_ended_while_it_was_away_is_left(called: Seat) -> None:
    effects = called.hear(Closed(), Opened(), welcome())
    assert LeavePeer() in effects
    assert ClearDesk() in effects
    assert called.window.session is None


def test_papers_are_laid_down_in_the_order_of_the_list(called: Seat) -> None:
    assert LayPaper("id", "材料id", "4413**********1234", 0) in called.rest()


def test_a_still_is_taken_at_once_and_once(called: Seat) -> None:
    asked = StillChanged(SESSION, 2, NOON, Still("still-1", StillState.REQUESTED))
    assert called.hear(asked, asked) == [
        TakeStill(S1, "still-1", a_session().case, LayPaper("id", "材料id", "4413**********1234", 0))
    ]


def test_a_still_that_fails_is_declined(called: Seat) -> None:
    called.hear(StillFailed(S1, "still-1", "capture-failed"))
    assert [frame.reason for frame in called.sent(DeclineStill)] == ["capture-failed"]  # type: ignore[attr-defined]


def test_it_signs_and_confirms_what_was_presented_after_reading(called: Seat) -> None:
    presented = a_case(version=5, state=CaseState.PRESENTED, allowed=(CaseAction.SIGN,))
    called.hear(CaseChanged(CASE, 2, NOON, "presented", Role.OFFICIAL, presented))
    (sign,) = [effect for effect in called.rest() if isinstance(effect, SignCase)]
    assert (sign.version, sign.summary_hash) == (5, "a" * 64)
    signed = a_case(version=6, state=CaseState.SIGNED, allowed=(CaseAction.CONFIRM,))
    called.hear(CaseChanged(CASE, 3, NOON, "signed", Role.WINDOW, signed))
    assert [effect.version for effect in called.rest() if isinstance(effect, ConfirmCase)] == [6]


def test_it_does_not_sign_what_was_taken_back_while_it_read(called: Seat) -> None:
    presented = a_case(version=5, state=CaseState.PRESENTED, allowed=(CaseAction.SIGN,))
    called.hear(CaseChanged(CASE, 2, NOON, "presented", Role.OFFICIAL, presented))
    called.hear(CaseChanged(CASE, 3, NOON, "taken-back", Role.OFFICIAL, a_case(version=6)))
    assert not any(isinstance(effect, SignCase) for effect in called.rest())


def test_it_answers_the_official_and_never_itself(called: Seat) -> None:
    called.hear(MessageSaid(SESSION, 2, NOON, Message("m1", Role.OFFICIAL, "请放身份证", NOON)))
    called.rest()
    called.hear(MessageSaid(SESSION, 3, NOON, Message("m2", Role.WINDOW, "好的。", NOON)))
    called.rest()
    assert [frame.text for frame in called.sent(Say)] == ["好的。"]  # type: ignore[attr-defined]


def test_after_the_session_it_leaves_and_takes_a_new_number(called: Seat) -> None:
    effects = called.hear(SessionEnded(SESSION, 2, NOON, S1, Outcome.SERVED))
    assert [effect for effect in effects if not isinstance(effect, Pause)] == [LeavePeer(), ClearDesk()]
    called.rest()
    assert len(called.sent(TakeTicket)) == 2


def test_a_closed_session_stream_is_the_end_of_the_session(called: Seat) -> None:
    assert LeavePeer() in called.hear(StreamClosed(SESSION))


def test_a_window_that_serves_once_stops_after_its_session() -> None:
    seat = Seat(Habits(HABITS.residents, HABITS.item, ticket_after=None))
    seat.hear(Opened(), welcome(), StreamOpened(start(SESSION, SessionSnapshot(a_session()))))
    assert Stop("served") in seat.hear(SessionEnded(SESSION, 2, NOON, S1, Outcome.SERVED))


def test_a_ticket_given_back_by_the_desk_is_replaced(seat: Seat) -> None:
    seat.hear(TicketIssued("run-0001", a_ticket()), TicketTaken(QUEUE, 2, NOON, a_ticket()))
    seat.hear(TicketLeft(QUEUE, 3, NOON, a_ticket(TicketState.LEFT)))
    seat.rest()
    assert len(seat.sent(TakeTicket)) == 2


def test_another_client_on_this_device_takes_over(called: Seat) -> None:
    assert called.hear(Directive("leave", None, "taken-over")) == [Stop("taken-over")]


def test_a_directive_to_resume_dials_again(called: Seat) -> None:
    assert called.hear(Directive("resume")) == [Redial()]


_SCRIPT = st.lists(
    st.sampled_from(
        [
            Opened(),
            Closed(),
            welcome(),
            welcome(start(SESSION, SessionSnapshot(a_session())), start(CASE, CaseSnapshot(a_case()))),
            StreamOpened(start(SESSION, SessionSnapshot(a_session()))),
            StreamClosed(SESSION),
            SessionEnded(SESSION, 9, NOON, S1, Outcome.SERVED),
            TicketTaken(QUEUE, 2, NOON, a_ticket()),
            TicketLeft(QUEUE, 3, NOON, a_ticket(TicketState.LEFT)),
            PeerUp(S1),
            PeerLost(S1),
            Directive("rejoin-media", S1),
            Granted("run-0002", "grant", "/media/peers", ()),
            Done("run-0003"),
            Refused("run-0001", Code.TICKET_EXISTS),
            None,
        ]
    ),
    max_size=40,
)


@given(_SCRIPT)
def test_whatever_happens_it_publishes_only_in_a_session_and_speaks_only_when_welcome(
    script: list[ServerFrame | Heard | None],
) -> None:
    seat = Seat()
    for heard in script:
        effects = seat.rest() if heard is None else seat.hear(heard)
        if seat.window.session is None:
            assert seat.window.media is Media.ABSENT
            assert not any(isinstance(effect, JoinPeer) for effect in effects)
        for effect in effects:
            if isinstance(effect, Send) and not isinstance(effect.frame, Hello):
                assert seat.window.link is Link.WELCOMED
        refs = [command.ref for command in seat.window.commands if hasattr(command, "ref")]
        assert len(set(refs)) == len(refs)
