"""Every command, carried out once; and after each, what a page has made of the facts is what it would be shown anew."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from sqlalchemy import select

from signaling.ports import PeerEvent, PeerState
from signaling.protocol.codes import Code
from signaling.protocol.commands import (
    AcceptInvitation,
    CallNext,
    DeclineInvitation,
    DeclineStill,
    DismissColleague,
    EndSession,
    FindColleagues,
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
    UnwatchSession,
    WatchSession,
    WithdrawInvitation,
)
from signaling.protocol.facts import PresenceChanged, StillChanged
from signaling.protocol.frames import Frame
from signaling.protocol.messages import (
    ColleaguesFound,
    Done,
    Granted,
    Refused,
    StreamClosed,
    StreamOpened,
    TicketIssued,
)
from signaling.protocol.names import OfficialId, Role, SessionId
from signaling.protocol.views import Outcome, Wanted
from signaling.services.commands import SERVICES
from signaling.store.tables import audit, tickets
from tests.support.hall import OFFICIAL, OFFICIAL_2, SUPERVISOR, WINDOW, Caller, Hall, a_take, open_hall, with_tables


@pytest.fixture
async def hall(database_url: str) -> AsyncIterator[Hall]:
    """On each database: what two do at once is decided there."""
    async with open_hall(await with_tables(database_url)) as opened:
        yield opened


Do = Callable[..., Awaitable[Frame]]


async def agree(hall: Hall, *callers: Caller) -> None:
    """Check that snapshot plus facts is a fresh snapshot, for every stream of everybody."""
    for caller in callers:
        await caller.settle()
        fresh = await hall.desk.starts(caller.actor, list(caller.streams), {})
        assert {name: start.start.snapshot for name, start in fresh.items()} == caller.streams
        assert {name: start.head for name, start in fresh.items()} == caller.offsets


async def call_in(hall: Hall, do: Do, official: Caller, colleague: Caller, session: SessionId) -> None:
    """Ring a second official in every way that there is."""
    other = OfficialId(OFFICIAL_2.id)
    await do(colleague, SetDuty(colleague.ref(), True))
    await do(official, FindColleagues(official.ref(), session, Wanted.ADVICE), ColleaguesFound)
    for answer in (DeclineInvitation(colleague.ref(), session), WithdrawInvitation(official.ref(), session)):
        await do(official, InviteColleague(official.ref(), session, other, Wanted.REVIEWER))
        await do(colleague if isinstance(answer, DeclineInvitation) else official, answer)
    for farewell in (StepOut(colleague.ref(), session), DismissColleague(official.ref(), session)):
        await do(official, InviteColleague(official.ref(), session, other, Wanted.REVIEWER))
        await do(colleague, AcceptInvitation(colleague.ref(), session))
        await colleague.until(StreamOpened, lambda opened: opened.start.stream.startswith("session/"))
        await colleague.until(StreamOpened, lambda opened: opened.start.stream.startswith("case/"))
        await do(colleague, JoinMedia(colleague.ref(), session), Granted)
        await do(colleague if isinstance(farewell, StepOut) else official, farewell)
        await colleague.until(StreamClosed)
        await colleague.until(StreamClosed)
    await agree(hall, official, colleague)


async def test_snapshot_and_facts_make_a_fresh_snapshot_for_every_command(hall: Hall) -> None:
    done: set[type[Frame]] = set()
    async with (
        hall.call(WINDOW) as window,
        hall.call(OFFICIAL) as official,
        hall.call(OFFICIAL_2) as colleague,
        hall.call(SUPERVISOR) as supervisor,
    ):

        async def do(caller: Caller, frame: Frame, kind: type[Frame] = Done) -> Frame:
            done.add(type(frame))
            reply = await caller.ask(frame, kind)
            await agree(hall, *(one for one in (window, official, colleague, supervisor) if one is not caller))
            return reply

        async def meet() -> None:
            await do(window, a_take(window), TicketIssued)
            await do(official, CallNext(official.ref()), TicketIssued)
            for one in (window, official):
                await one.until(StreamOpened, lambda opened: opened.start.stream.startswith("session/"))
                await one.until(StreamOpened, lambda opened: opened.start.stream.startswith("case/"))

        taken = await do(window, a_take(window), TicketIssued)
        assert isinstance(taken, TicketIssued)
        await do(window, LeaveQueue(window.ref(), taken.ticket.id))
        await do(official, SetDuty(official.ref(), True))
        await meet()
        session = hall.cases.opened[next(iter(hall.cases.opened))].session
        await do(supervisor, WatchSession(supervisor.ref(), session))
        await supervisor.until(StreamOpened)
        await supervisor.until(StreamOpened)
        for caller in (window, official, supervisor):
            await do(caller, JoinMedia(caller.ref(), session), Granted)
        peer = (await official.until(PresenceChanged, lambda fact: fact.presence.role is Role.WINDOW)).presence.peer
        assert peer is not None
        for state in (PeerState.CONNECTED, PeerState.LOST):
            hall.plane.tell(PeerEvent(session, peer, Role.WINDOW, state))
            while (await official.until(PresenceChanged)).presence.connected is not (state is PeerState.CONNECTED):
                pass
            await agree(hall, window, official, supervisor)
        await do(window, GiveConsent(window.ref(), session, False))
        await do(window, GiveConsent(window.ref(), session, True))
        await do(window, Say(window.ref(), session, "你好"))
        await do(official, SetHold(official.ref(), session, True))
        await do(official, SetHold(official.ref(), session, False))
        await do(official, RequestStill(official.ref(), session))
        still = (await window.until(StillChanged)).still
        await do(window, DeclineStill(window.ref(), session, still.id, "no-camera"))
        await call_in(hall, do, official, colleague, session)
        await do(supervisor, UnwatchSession(supervisor.ref(), session))
        await supervisor.until(StreamClosed)
        await do(official, EndSession(official.ref(), session, Outcome.NO_SHOW))
        await window.until(StreamClosed)
        await window.until(StreamClosed)
        await meet()
        session = hall.cases.opened[list(hall.cases.opened)[-1]].session
        await do(window, LeaveSession(window.ref(), session))
        await agree(hall, supervisor)
    assert done == set(SERVICES)


async def test_a_command_that_is_repeated_gets_its_first_outcome(hall: Hall) -> None:
    async with hall.call(WINDOW) as window:
        take = a_take(window)
        first = await window.ask(take, TicketIssued)
        window.socket.transport.abort()
        async with hall.call(WINDOW) as again:
            assert await again.ask(take, TicketIssued) == first
    rows = await hall.store.read(lambda tx: tx.execute(select(tickets.c.id)).all())
    assert len(rows) == 1
    entries = await hall.store.read(lambda tx: tx.execute(select(audit.c.action)).all())
    assert [entry.action for entry in entries] == ["take-ticket"]


async def test_a_refusal_is_an_outcome_too(hall: Hall) -> None:
    async with hall.call(OFFICIAL) as official, hall.call(WINDOW) as window:
        await official.ask(SetDuty(official.ref(), True), Done)
        early = CallNext(official.ref())
        assert (await official.ask(early, Refused)).code is Code.QUEUE_EMPTY
        await window.ask(a_take(window), TicketIssued)
        assert (await official.ask(early, Refused)).code is Code.QUEUE_EMPTY
        await official.ask(CallNext(official.ref()), TicketIssued)


async def test_a_ref_is_good_for_one_command(hall: Hall) -> None:
    async with hall.call(OFFICIAL) as official:
        ref = official.ref()
        await official.ask(SetDuty(ref, True), Done)
        assert (await official.ask(SetDuty(ref, False), Refused)).code is Code.KEY_REUSED


async def test_two_actors_may_use_the_same_ref(hall: Hall) -> None:
    async with hall.call(OFFICIAL) as official, hall.call(WINDOW) as window:
        await official.ask(SetDuty("the-same-ref", True), Done)
        take = a_take(window)
        await window.ask(type(take)("the-same-ref", take.id_number, take.phone, take.item, take.language), TicketIssued)


async def test_what_a_refused_command_wrote_is_undone(hall: Hall) -> None:
    async with hall.call(WINDOW) as window, hall.call(OFFICIAL) as official:
        await window.ask(a_take(window), TicketIssued)
        await official.ask(SetDuty(official.ref(), True), Done)
        await official.ask(CallNext(official.ref()), TicketIssued)
        # The claim comes before the session, which an official in a session is refused.
        assert (await official.ask(CallNext(official.ref()), Refused)).code is Code.QUEUE_EMPTY
