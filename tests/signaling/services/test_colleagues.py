"""A second official is found, rung, joins, is heard, and goes; the session is the first one's all along."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from signaling.clock import FakeClock
from signaling.core.invitation import ANSWER_TIME
from signaling.ports import PeerEvent, PeerState
from signaling.protocol.codes import Code
from signaling.protocol.commands import (
    AcceptInvitation,
    CallNext,
    DeclineInvitation,
    DismissColleague,
    EndSession,
    FindColleagues,
    InviteColleague,
    JoinMedia,
    Say,
    SetDuty,
    SetHold,
    StepOut,
    WithdrawInvitation,
)
from signaling.protocol.commands import Point as PointAt
from signaling.protocol.facts import (
    BellSnapshot,
    FloorSnapshot,
    InvitationChanged,
    MessageSaid,
    PresenceChanged,
    SessionChanged,
)
from signaling.protocol.frames import Frame
from signaling.protocol.media import PLANS, Source, Track
from signaling.protocol.messages import (
    ColleaguesFound,
    Directive,
    Done,
    Granted,
    Pointed,
    Refused,
    Ring,
    StreamClosed,
    StreamOpened,
    TicketIssued,
)
from signaling.protocol.names import OfficialId, Role, SessionId, Sha256
from signaling.protocol.views import Invitation, InvitationState, Outcome, Wanted
from signaling.services import keeper
from signaling.store.tables import audit
from tests.support.hall import (
    OFFICIAL,
    OFFICIAL_2,
    SUPERVISOR,
    WINDOW,
    WINDOW_2,
    Caller,
    Hall,
    a_take,
    claims,
    empty_database,
    open_hall,
)
from tests.support.meeting import meet, session_of

LI = OfficialId(OFFICIAL_2.id)
WANG = replace(OFFICIAL, id="o3", name=replace(OFFICIAL.name, zh="Wang", en="Wang"))
CAMERA = Source(Role.COLLEAGUE, Track.CAMERA)


@dataclass
class Three:
    """A session, and a second official on duty beside it."""

    window: Caller
    official: Caller
    colleague: Caller
    session: SessionId

    async def ring(self, wanted: Wanted = Wanted.REVIEWER) -> None:
        await self.official.ask(InviteColleague(self.official.ref(), self.session, LI, wanted), Done)

    async def join(self) -> None:
        await self.ring()
        await self.colleague.ask(AcceptInvitation(self.colleague.ref(), self.session), Done)
        for kind in ("session/", "case/"):
            await self.colleague.until(StreamOpened, lambda opened, kind=kind: opened.start.stream.startswith(kind))  # type: ignore[misc]

    async def refused(self, caller: Caller, frame: Frame) -> Code:
        return (await caller.ask(frame, Refused)).code


@asynccontextmanager
async def three(hall: Hall) -> AsyncIterator[Three]:
    async with hall.call(WINDOW) as window, hall.call(OFFICIAL) as official, hall.call(OFFICIAL_2) as colleague:
        session = await meet(window, official)
        await colleague.ask(SetDuty(colleague.ref(), True), Done)
        yield Three(window, official, colleague, session)


def rung(caller: Caller) -> Invitation | None:
    bell = caller.streams[caller.stream("bell/")]
    assert isinstance(bell, BellSnapshot)
    return bell.invitation


async def test_who_may_be_rung_is_told_with_who_is_free(hall: Hall) -> None:
    hall.gate.admit(WANG)
    hall.cases.barred = {WANG.id: frozenset({Wanted.DECIDER})}
    async with three(hall) as call, hall.call(WANG) as wang, hall.call(WINDOW_2) as other:
        await wang.ask(SetDuty(wang.ref(), True), Done)
        await other.ask(a_take(other), TicketIssued)
        await wang.ask(CallNext(wang.ref()), TicketIssued)
        ask = FindColleagues(call.official.ref(), call.session, Wanted.ADVICE)
        found = await call.official.ask(ask, ColleaguesFound)
        assert [(one.official, one.free) for one in found.colleagues] == [(LI, True), (WANG.id, False)]
        ask = FindColleagues(call.official.ref(), call.session, Wanted.DECIDER, "health")
        assert [one.official for one in (await call.official.ask(ask, ColleaguesFound)).colleagues] == [LI]
        ask = FindColleagues(call.official.ref(), call.session, Wanted.ADVICE, "market")
        assert (await call.official.ask(ask, ColleaguesFound)).colleagues == ()
        await call.colleague.ask(SetDuty(call.colleague.ref(), False), Done)
        ask = FindColleagues(call.official.ref(), call.session, Wanted.DECIDER)
        assert (await call.official.ask(ask, ColleaguesFound)).colleagues == ()


async def test_the_bell_tells_what_is_asked_by_whom_and_the_session_who_is_rung(hall: Hall) -> None:
    async with three(hall) as call:
        await call.ring()
        told = await call.colleague.until(InvitationChanged)
        assert told.stream == f"bell/{LI}"
        asked = told.invitation
        assert (asked.wanted, asked.by_name, asked.state) == (Wanted.REVIEWER, OFFICIAL.name, InvitationState.RINGING)
        assert asked.until - asked.rung_at == ANSWER_TIME
        await call.window.until(InvitationChanged)
        assert session_of(call.window).invitation == asked
        assert not any(name.startswith("session/") for name in call.colleague.streams)


async def test_whoever_joins_hears_sees_and_is_heard_as_the_second_official(hall: Hall) -> None:
    async with three(hall) as call, hall.call(SUPERVISOR) as supervisor:
        await call.join()
        assert rung(call.colleague) == session_of(call.colleague).invitation
        granted = await call.colleague.ask(JoinMedia(call.colleague.ref(), call.session), Granted)
        assert granted.plan == PLANS[Role.COLLEAGUE]
        assert claims(granted).role is Role.COLLEAGUE
        peer = claims(granted).peer
        hall.plane.tell(PeerEvent(call.session, peer, Role.COLLEAGUE, PeerState.CONNECTED))
        connected = await call.window.until(PresenceChanged, lambda fact: fact.presence.connected)
        assert (connected.presence.role, connected.presence.name) == (Role.COLLEAGUE, OFFICIAL_2.name)
        await call.colleague.ask(Say(call.colleague.ref(), call.session, "您好"), Done)
        assert (await call.window.until(MessageSaid)).message.role is Role.COLLEAGUE
        await call.colleague.say(PointAt(call.session, Sha256("a" * 64), (0.5, 0.5)))
        assert (await call.window.until(Pointed)).role is Role.COLLEAGUE
        for subscriber in (Role.WINDOW, Role.OFFICIAL):
            assert hall.plane.edges[call.session, CAMERA, subscriber] is True
        await supervisor.until(SessionChanged, lambda fact: len(fact.session.presences) == 1)
        floor = supervisor.streams[supervisor.stream("floor/")]
        assert isinstance(floor, FloorSnapshot)
        assert floor.sessions[0].invitation == session_of(call.window).invitation


async def test_a_hold_is_for_the_second_official_too(hall: Hall) -> None:
    async with three(hall) as call:
        await call.join()
        await call.official.ask(SetHold(call.official.ref(), call.session, True), Done)
        edges = {edge[1:]: on for edge, on in hall.plane.edges.items()}
        assert edges[CAMERA, Role.WINDOW] is edges[Source(Role.WINDOW, Track.VOICE), Role.COLLEAGUE] is False


@pytest.mark.parametrize("how", [StepOut, DismissColleague])
async def test_whoever_goes_leaves_a_session_that_goes_on(hall: Hall, how: type[StepOut | DismissColleague]) -> None:
    async with three(hall) as call:
        await call.join()
        granted = await call.colleague.ask(JoinMedia(call.colleague.ref(), call.session), Granted)
        caller = call.colleague if how is StepOut else call.official
        await caller.ask(how(caller.ref(), call.session), Done)
        await call.colleague.until(StreamClosed)
        await call.colleague.until(StreamClosed)
        assert hall.plane.closed_peers == [(call.session, claims(granted).peer)]
        assert hall.plane.closed == []
        await call.window.until(InvitationChanged, lambda fact: fact.invitation.state is not InvitationState.JOINED)
        assert session_of(call.window).presences == ()
        assert await call.refused(call.colleague, JoinMedia(call.colleague.ref(), call.session)) is Code.SESSION_UNKNOWN
        await call.ring()  # And may be rung again.


async def test_the_end_of_the_session_is_the_end_for_all(hall: Hall) -> None:
    async with three(hall) as call:
        await call.join()
        end = EndSession(call.colleague.ref(), call.session, Outcome.NO_SHOW)
        assert await call.refused(call.colleague, end) is Code.NOT_ALLOWED
        await call.official.ask(replace(end, ref=call.official.ref()), Done)
        assert await call.colleague.until(Directive) == Directive("leave", call.session, "ended")
        assert rung(call.colleague) is None
        assert hall.plane.closed == [call.session]


async def test_a_session_that_ends_stops_ringing(hall: Hall) -> None:
    async with three(hall) as call:
        await call.ring()
        await call.official.ask(EndSession(call.official.ref(), call.session, Outcome.NO_SHOW), Done)
        over = lambda fact: fact.invitation.state is InvitationState.WITHDRAWN  # noqa: E731 - Said once.
        await call.colleague.until(InvitationChanged, over)
        accept = AcceptInvitation(call.colleague.ref(), call.session)
        assert await call.refused(call.colleague, accept) is Code.SESSION_ENDED


async def test_a_second_invitation_is_refused_while_one_is_open(hall: Hall) -> None:
    hall.gate.admit(WANG)
    async with three(hall) as call, hall.call(WANG) as wang:
        await wang.ask(SetDuty(wang.ref(), True), Done)
        for step in (call.ring, None):
            if step is not None:
                await step()
            else:
                await call.colleague.ask(AcceptInvitation(call.colleague.ref(), call.session), Done)
            other = InviteColleague(call.official.ref(), call.session, OfficialId(WANG.id), Wanted.ADVICE)
            assert await call.refused(call.official, other) is Code.INVITATION_OPEN


async def test_nobody_is_rung_who_is_busy_away_or_may_not(hall: Hall) -> None:
    async with three(hall) as call:
        invite = InviteColleague(call.official.ref(), call.session, LI, Wanted.DECIDER)
        hall.cases.barred = {LI: frozenset({Wanted.DECIDER})}
        assert await call.refused(call.official, invite) is Code.COLLEAGUE_UNFIT
        for nobody in (OfficialId(OFFICIAL.id), OfficialId("nobody")):
            invite = InviteColleague(call.official.ref(), call.session, nobody, Wanted.ADVICE)
            assert await call.refused(call.official, invite) is Code.COLLEAGUE_BUSY
        await call.colleague.ask(SetDuty(call.colleague.ref(), False), Done)
        invite = InviteColleague(call.official.ref(), call.session, LI, Wanted.ADVICE)
        assert await call.refused(call.official, invite) is Code.COLLEAGUE_BUSY
        mine = InviteColleague(call.colleague.ref(), call.session, LI, Wanted.ADVICE)
        assert await call.refused(call.colleague, mine) is Code.SESSION_UNKNOWN


async def test_an_answer_comes_too_late_after_a_withdrawal(hall: Hall) -> None:
    async with three(hall) as call:
        await call.ring()
        await call.official.ask(WithdrawInvitation(call.official.ref(), call.session), Done)
        for late in (AcceptInvitation, DeclineInvitation):
            frame = late(call.colleague.ref(), call.session)
            assert await call.refused(call.colleague, frame) is Code.INVITATION_OVER
        assert await call.refused(call.window, JoinMedia(call.window.ref(), SessionId("none"))) is Code.SESSION_UNKNOWN
        again = WithdrawInvitation(call.official.ref(), call.session)
        assert await call.refused(call.official, again) is Code.INVITATION_OVER


async def test_who_declines_is_told_to_the_official_and_is_free(hall: Hall) -> None:
    async with three(hall) as call:
        await call.ring()
        await call.colleague.ask(DeclineInvitation(call.colleague.ref(), call.session), Done)
        await call.official.until(InvitationChanged, lambda fact: fact.invitation.state is InvitationState.DECLINED)
        await call.ring()


async def test_who_is_in_anothers_session_calls_nobody_and_is_not_rung_for_tickets(hall: Hall) -> None:
    async with three(hall) as call, hall.call(WINDOW_2) as other:
        await call.join()
        await other.ask(a_take(other), TicketIssued)
        assert await call.refused(call.colleague, CallNext(call.colleague.ref())) is Code.SESSION_RUNNING
        await call.colleague.settle()
        assert not any(isinstance(frame, Ring) for frame in call.colleague.heard)
        await call.colleague.ask(StepOut(call.colleague.ref(), call.session), Done)
        await call.colleague.ask(CallNext(call.colleague.ref()), TicketIssued)


async def test_who_called_a_resident_meanwhile_does_not_come(hall: Hall) -> None:
    async with three(hall) as call, hall.call(WINDOW_2) as other:
        await call.ring()
        await other.ask(a_take(other), TicketIssued)
        await call.colleague.ask(CallNext(call.colleague.ref()), TicketIssued)
        accept = AcceptInvitation(call.colleague.ref(), call.session)
        assert await call.refused(call.colleague, accept) is Code.SESSION_RUNNING


async def test_a_page_that_is_loaded_anew_is_rung_and_in_the_session_as_before(hall: Hall) -> None:
    async with three(hall) as call:
        await call.ring()
        async with hall.call(OFFICIAL_2) as again:
            asked = rung(again)
            assert asked is not None
            assert asked.session == call.session
            await again.ask(AcceptInvitation(again.ref(), call.session), Done)
            granted = await again.ask(JoinMedia(again.ref(), call.session), Granted)
            hall.plane.tell(PeerEvent(call.session, claims(granted).peer, Role.COLLEAGUE, PeerState.CONNECTED))
            await call.window.until(PresenceChanged, lambda fact: fact.presence.connected)
            hall.plane.tell(PeerEvent(call.session, claims(granted).peer, Role.COLLEAGUE, PeerState.LOST))
            assert await again.until(Directive) == Directive("rejoin-media", call.session, "node-lost")
            offsets, streams = again.offsets, again.streams
        async with hall.dial(OFFICIAL_2) as third:
            third.offsets, third.streams = offsets, streams
            await third.hello()
            assert session_of(third).id == call.session
            assert await third.until(Directive) == Directive("rejoin-media", call.session, "node-lost")


async def test_whoever_does_not_answer_in_time_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "TICK_SECONDS", 0.02)
    clock = FakeClock()
    async with open_hall(await empty_database(tmp_path), clock=clock) as hall, three(hall) as call:
        await call.ring()
        clock.advance(ANSWER_TIME)
        changed = lambda fact: fact.invitation.state is InvitationState.UNANSWERED  # noqa: E731 - Said once.
        await call.official.until(InvitationChanged, changed)
        await call.colleague.until(InvitationChanged, changed)
        assert rung(call.colleague) is None
        rows = await hall.store.read(lambda tx: tx.execute(select(audit.c.action)).all())
        assert "expire-invitation" in [row.action for row in rows]


async def test_every_step_is_on_record(hall: Hall) -> None:
    async with three(hall) as call:
        await call.join()
        await call.official.ask(DismissColleague(call.official.ref(), call.session), Done)
        rows = await hall.store.read(lambda tx: tx.execute(select(audit)).all())
        steps = {(row.action, row.actor) for row in rows if row.subject == call.session}
        assert steps >= {
            ("invite-colleague", OFFICIAL.id),
            ("accept-invitation", LI),
            ("dismiss-colleague", OFFICIAL.id),
        }
