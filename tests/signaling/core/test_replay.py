"""
Snapshots and facts against the rows that they tell of: every command of the desk, on an SQLite database in memory.

A reader holds a snapshot of each stream, brings it forward by the facts meant for them, and must come to what a fresh
snapshot shows.
"""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import create_engine

from signaling.core.access import Actor
from signaling.core.invitation import ANSWER_TIME
from signaling.core.replay import NotOfThisStream, apply
from signaling.core.session import seat
from signaling.ports import PeerEvent, PeerState
from signaling.protocol.codec import decode_server
from signaling.protocol.commands import (
    AcceptInvitation,
    CallNext,
    DeclineInvitation,
    DeclineStill,
    DismissColleague,
    EndSession,
    GiveConsent,
    InviteColleague,
    JoinMedia,
    LeaveQueue,
    LeaveSession,
    RequestStill,
    Say,
    SetDuty,
    SetHold,
    StepOut,
    TakeTicket,
    WithdrawInvitation,
)
from signaling.protocol.facts import (
    BellSnapshot,
    CaseChanged,
    CaseSnapshot,
    Fact,
    FloorSnapshot,
    QueueSnapshot,
    SessionSnapshot,
    Snapshot,
    StillChanged,
    TicketTaken,
)
from signaling.protocol.names import ItemId, Language, OfficialId, PeerId, Role, SessionId, StreamName
from signaling.protocol.views import Outcome, Still, StillState, Wanted
from signaling.services import colleagues, drafts, presences
from signaling.services.commands import Command, execute
from signaling.services.context import Context
from signaling.services.streams import DESK_STREAMS
from signaling.store import ledger, sessions
from signaling.store.tables import metadata
from tests.support import hall
from tests.support.hall import ID_NUMBER, OFFICIAL, OFFICIAL_2, PHONE, SUPERVISOR, WINDOW, WINDOW_2
from tests.support.views import a_case, a_session, a_ticket

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
READERS = (WINDOW, WINDOW_2, OFFICIAL, OFFICIAL_2, SUPERVISOR)
WINDOWS = st.sampled_from([WINDOW, WINDOW_2])
OFFICIALS = st.sampled_from([OFFICIAL, OFFICIAL_2])
QUEUES = tuple(StreamName(name) for name in ("queue/441302", "queue/441300", "floor/441300", "bell/o1", "bell/o2"))
BACK = st.integers(0, 1)  # The latest session, or the one before it.
PLACE = (StreamName("s"), 1, NOW)


class DeskMachine(RuleBasedStateMachine):
    """Snapshot plus facts equals a fresh snapshot, for every reader of every stream, after every command."""

    @initialize()
    def open(self) -> None:
        # One transaction from the beginning to the end: here only what is in it matters.
        self.engine = create_engine("sqlite://", connect_args={"isolation_level": None})
        self.tx = self.engine.connect()
        self.tx.exec_driver_sql("BEGIN")
        metadata.create_all(self.tx)
        self.cases = hall.CaseBook()
        key = Ed25519PrivateKey.from_private_bytes(bytes(32))
        self.context = Context(hall.items, self.cases, "node-1", "/media/peers", key, bytes(32))
        self.owners = {stream.prefix: stream for stream in DESK_STREAMS}
        self.sessions: list[SessionId] = []
        self.peers: list[tuple[SessionId, PeerId, Actor]] = []
        self.held: dict[tuple[str, StreamName], tuple[int, Snapshot]] = {}
        self.now, self.refs = NOW, 0
        for official in (OFFICIAL, OFFICIAL_2):
            self.run(official, SetDuty(self.ref(), on=True))
        self.run(WINDOW, TakeTicket(self.ref(), ID_NUMBER, PHONE, hall.ITEM, Language.CHINESE))
        self.run(OFFICIAL, CallNext(self.ref()))

    def teardown(self) -> None:
        if hasattr(self, "tx"):
            self.tx.close()
            self.engine.dispose()

    def ref(self) -> str:
        self.refs += 1
        return f"ref-{self.refs:06d}"

    def run(self, actor: Actor, frame: Command) -> None:
        self.now += timedelta(seconds=1)
        result = execute(self.tx, self.context, actor, frame, self.now)
        if isinstance(frame, CallNext):
            running = sessions.all_running(self.tx)
            self.sessions += [session for session in running if session not in self.sessions]
        if result.granted is not None and isinstance(frame, JoinMedia):
            self.peers.append((frame.session, result.granted, actor))

    @rule(window=WINDOWS, item=st.sampled_from(sorted(hall.ROUTES)))
    def take(self, window: Actor, item: str) -> None:
        self.run(window, TakeTicket(self.ref(), ID_NUMBER, PHONE, ItemId(item), Language.CHINESE))

    @rule(window=WINDOWS)
    def give_back(self, window: Actor) -> None:
        for ticket in self.queue(window).tickets:
            self.run(window, LeaveQueue(self.ref(), ticket.id))

    @rule(official=OFFICIALS)
    def call(self, official: Actor) -> None:
        self.run(official, CallNext(self.ref()))

    @precondition(lambda self: self.sessions)
    @rule(back=BACK, granted=st.booleans())
    def consent(self, back: int, granted: bool) -> None:
        self.run(self.window(back), GiveConsent(self.ref(), self.session(back), granted))

    @precondition(lambda self: self.sessions)
    @rule(back=BACK, who=st.sampled_from(READERS), text=st.sampled_from(["您好", " ", "a\nb"]))
    def say(self, back: int, who: Actor, text: str) -> None:
        self.run(who, Say(self.ref(), self.session(back), text))

    @precondition(lambda self: self.sessions)
    @rule(back=BACK, on=st.booleans())
    def hold(self, back: int, on: bool) -> None:
        self.run(self.official(back), SetHold(self.ref(), self.session(back), on))

    @precondition(lambda self: self.sessions)
    @rule(back=BACK)
    def ask_for_a_still(self, back: int) -> None:
        self.run(self.official(back), RequestStill(self.ref(), self.session(back)))

    @precondition(lambda self: self.sessions)
    @rule(back=BACK)
    def decline_the_still(self, back: int) -> None:
        still = sessions.view(self.tx, self.session(back)).still
        if still is not None:
            self.run(self.window(back), DeclineStill(self.ref(), self.session(back), still.id, "no-camera"))

    @precondition(lambda self: self.sessions)
    @rule(back=BACK, who=st.sampled_from(READERS))
    def join(self, back: int, who: Actor) -> None:
        self.run(who, JoinMedia(self.ref(), self.session(back)))

    @precondition(lambda self: self.sessions)
    @rule(back=BACK, who=OFFICIALS, wanted=st.sampled_from(Wanted))
    def ring(self, back: int, who: Actor, wanted: Wanted) -> None:
        frame = InviteColleague(self.ref(), self.session(back), OfficialId(who.id), wanted)
        self.run(self.official(back), frame)

    @precondition(lambda self: self.sessions)
    @rule(back=BACK, who=OFFICIALS, kind=st.sampled_from([AcceptInvitation, DeclineInvitation, StepOut]))
    def answer(self, back: int, who: Actor, kind: type[AcceptInvitation | DeclineInvitation | StepOut]) -> None:
        self.run(who, kind(self.ref(), self.session(back)))

    @precondition(lambda self: self.sessions)
    @rule(back=BACK, kind=st.sampled_from([WithdrawInvitation, DismissColleague]))
    def call_off(self, back: int, kind: type[WithdrawInvitation | DismissColleague]) -> None:
        self.run(self.official(back), kind(self.ref(), self.session(back)))

    @rule()
    def wait_for_an_answer(self) -> None:
        self.now += ANSWER_TIME
        colleagues.expire(self.tx, "node-1", self.now)

    @precondition(lambda self: self.peers)
    @rule(back=st.integers(0, 3), state=st.sampled_from(PeerState))
    def hear_of_a_peer(self, back: int, state: PeerState) -> None:
        session, peer, actor = self.peers[-1 - back % len(self.peers)]
        self.now += timedelta(seconds=1)
        role = seat(actor, sessions.get(self.tx, session).parties) or Role.COLLEAGUE
        event = PeerEvent(session, peer, role, state)
        visitor = actor if actor.role is Role.SUPERVISOR else None
        presences.peer_changed(self.tx, "node-1", event, visitor, self.now)

    @precondition(lambda self: self.sessions)
    @rule(back=BACK, accepted=st.booleans(), outcome=st.sampled_from(Outcome))
    def end(self, back: int, accepted: bool, outcome: Outcome) -> None:
        if accepted:
            self.cases.accepted.add(sessions.get(self.tx, self.session(back)).case)
        self.run(self.official(back), EndSession(self.ref(), self.session(back), outcome))

    @precondition(lambda self: self.sessions)
    @rule(back=BACK)
    def leave(self, back: int) -> None:
        self.run(self.window(back), LeaveSession(self.ref(), self.session(back)))

    @invariant()
    def every_reader_comes_to_what_a_fresh_snapshot_shows(self) -> None:
        for reader in READERS:
            for stream in (*QUEUES, *(drafts.session(session) for session in self.sessions)):
                owner = self.owners[stream.partition("/")[0]]
                if owner.may_read(self.tx, reader, stream):
                    fresh = owner.snapshot(self.tx, reader, stream)
                    assert self.brought_forward(reader, stream, fresh) == fresh

    def brought_forward(self, reader: Actor, stream: StreamName, fresh: Snapshot) -> Snapshot:
        """Return what the reader holds after hearing what is new to them; whoever comes first is given it fresh."""
        offset, snapshot = self.held.setdefault((reader.id, stream), (ledger.head(self.tx, stream), fresh))
        missed = ledger.facts_after(self.tx, stream, offset)
        assert missed is not None
        for stored in missed:
            fact = decode_server(stored.body)
            if not stored.audience or stored.audience & drafts.labels(reader):
                assert isinstance(fact, Fact)
                snapshot = apply(snapshot, fact)
        self.held[reader.id, stream] = offset + len(missed), snapshot
        return snapshot

    def queue(self, reader: Actor) -> QueueSnapshot:
        snapshot = self.owners["queue"].snapshot(self.tx, reader, StreamName("queue/440000"))
        assert isinstance(snapshot, QueueSnapshot)
        return snapshot

    def session(self, back: int) -> SessionId:
        return self.sessions[-1 - back % len(self.sessions)]

    def window(self, back: int) -> Actor:
        parties = sessions.get(self.tx, self.session(back)).parties
        return next(reader for reader in READERS if reader.id == parties.window)

    def official(self, back: int) -> Actor:
        parties = sessions.get(self.tx, self.session(back)).parties
        return next(reader for reader in READERS if reader.id == parties.official)


TestDeskMachine = DeskMachine.TestCase
TestDeskMachine.settings = settings(max_examples=25, stateful_step_count=40, deadline=None)


def test_a_case_is_what_its_last_fact_carries() -> None:
    before = CaseSnapshot(a_case())
    fact = CaseChanged(*PLACE, event="presented", by=Role.OFFICIAL, case=a_case())
    assert apply(before, fact) == CaseSnapshot(fact.case)


@pytest.mark.parametrize(
    "snapshot",
    [QueueSnapshot(()), FloorSnapshot(()), CaseSnapshot(a_case()), SessionSnapshot(a_session()), BellSnapshot(None)],
)
def test_a_fact_of_another_kind_of_stream_is_a_bug_that_shows(snapshot: Snapshot) -> None:
    ticket = TicketTaken(*PLACE, ticket=a_ticket())
    still = StillChanged(*PLACE, still=Still("a", StillState.REQUESTED))
    with pytest.raises(NotOfThisStream):
        apply(snapshot, still if isinstance(snapshot, QueueSnapshot) else ticket)
