"""Supervisors see their region's floor, and nothing of a session before it is on record."""

from msgspec.structs import replace
from sqlalchemy import select

from signaling.ports import PeerEvent, PeerState
from signaling.protocol.codes import Code
from signaling.protocol.commands import EndSession, JoinMedia, UnwatchSession, WatchSession
from signaling.protocol.facts import FloorSnapshot, PresenceChanged, SessionOpened
from signaling.protocol.media import PLANS
from signaling.protocol.messages import Directive, Done, Granted, Refused, StreamClosed, StreamOpened
from signaling.protocol.names import Role
from signaling.protocol.views import Outcome
from signaling.store.tables import audit
from tests.support.hall import SUPERVISOR, Caller, Hall, claims
from tests.support.meeting import meeting, session_of


async def entries(hall: Hall, actor: str) -> list[str]:
    rows = await hall.store.read(lambda tx: tx.execute(select(audit).order_by(audit.c.at, audit.c.seq)).all())
    return [row.action for row in rows if row.actor == actor]


async def watch(supervisor: Caller, call_session: str) -> None:
    await supervisor.until(StreamOpened, lambda opened: opened.start.stream == f"session/{call_session}")
    await supervisor.until(StreamOpened, lambda opened: opened.start.stream.startswith("case/"))


async def test_the_floor_shows_the_running_sessions_of_a_region(hall: Hall) -> None:
    async with hall.call(SUPERVISOR) as supervisor, meeting(hall) as call:
        await supervisor.until(SessionOpened)
        floor = supervisor.streams[supervisor.stream("floor/")]
        assert isinstance(floor, FloorSnapshot)
        assert [session.id for session in floor.sessions] == [call.session]
        assert not any(name.startswith("session/") for name in supervisor.streams)


async def test_who_watches_is_on_record_before_the_reply(hall: Hall) -> None:
    async with hall.call(SUPERVISOR) as supervisor, meeting(hall) as call:
        await supervisor.say(WatchSession(supervisor.ref(), call.session))
        await supervisor.until(Done)
        assert await entries(hall, SUPERVISOR.id) == ["watch-session"]
        await watch(supervisor, call.session)
        assert session_of(supervisor).id == call.session


async def test_a_supervisor_of_another_region_finds_no_such_session(hall: Hall) -> None:
    elsewhere = replace(SUPERVISOR, id="s2", division="440100")
    async with meeting(hall) as call:
        hall.gate.admit(elsewhere)
        async with hall.call(elsewhere) as supervisor:
            refused = await supervisor.ask(WatchSession(supervisor.ref(), call.session), Refused)
            assert refused.code is Code.SESSION_UNKNOWN


async def test_a_supervisor_of_another_department_sees_an_empty_floor(hall: Hall) -> None:
    traffic = replace(SUPERVISOR, id="s3", departments=frozenset({"traffic"}))
    hall.gate.admit(traffic)
    async with hall.call(traffic) as supervisor, meeting(hall):
        await supervisor.settle()
        assert supervisor.streams[supervisor.stream("floor/")] == FloorSnapshot(())
    async with hall.call(traffic) as supervisor:
        assert supervisor.streams[supervisor.stream("floor/")] == FloorSnapshot(())


async def test_watching_goes_on_after_a_cut_and_that_is_on_record_too(hall: Hall) -> None:
    async with meeting(hall) as call:
        async with hall.call(SUPERVISOR) as supervisor:
            await supervisor.ask(WatchSession(supervisor.ref(), call.session), Done)
            await watch(supervisor, call.session)
            supervisor.socket.transport.abort()
        async with hall.dial(SUPERVISOR) as again:
            again.offsets, again.streams = supervisor.offsets, supervisor.streams
            welcome = await again.hello()
            assert f"session/{call.session}" in [start.stream for start in welcome.streams]
        assert await entries(hall, SUPERVISOR.id) == ["watch-session", "watch-session"]


async def test_a_supervisor_who_looks_away_is_shown_out(hall: Hall) -> None:
    async with hall.call(SUPERVISOR) as supervisor, meeting(hall) as call:
        await supervisor.ask(WatchSession(supervisor.ref(), call.session), Done)
        await watch(supervisor, call.session)
        granted = await supervisor.ask(JoinMedia(supervisor.ref(), call.session), Granted)
        assert granted.plan == PLANS[Role.SUPERVISOR]
        await supervisor.ask(UnwatchSession(supervisor.ref(), call.session), Done)
        await supervisor.until(StreamClosed)
        ((session, peer),) = hall.plane.closed_peers
        assert session == call.session
        hall.plane.tell(PeerEvent(session, peer, Role.SUPERVISOR, PeerState.CLOSED))


async def test_a_supervisor_whose_media_flow_is_seen_in_the_session(hall: Hall) -> None:
    async with hall.call(SUPERVISOR) as supervisor, meeting(hall) as call:
        await supervisor.ask(WatchSession(supervisor.ref(), call.session), Done)
        peer = claims(await supervisor.ask(JoinMedia(supervisor.ref(), call.session), Granted)).peer
        for state in (PeerState.CONNECTED, PeerState.CLOSED):
            hall.plane.tell(PeerEvent(call.session, peer, Role.SUPERVISOR, state))
            changed = await call.window.until(PresenceChanged, lambda fact: fact.presence.role is Role.SUPERVISOR)
            assert changed.presence.connected is (state is PeerState.CONNECTED)
        assert [presence.role for presence in session_of(call.window).presences] == []


async def test_the_end_of_a_session_ends_watching_it(hall: Hall) -> None:
    async with hall.call(SUPERVISOR) as supervisor, meeting(hall) as call:
        await supervisor.ask(WatchSession(supervisor.ref(), call.session), Done)
        await watch(supervisor, call.session)
        await call.official.ask(EndSession(call.official.ref(), call.session, Outcome.NO_SHOW), Done)
        assert await supervisor.until(Directive) == Directive("leave", call.session, "ended")
        await supervisor.until(StreamClosed)
        await supervisor.until(StreamClosed)
        assert set(supervisor.streams) == {"floor/441300", "queue/441300"}
