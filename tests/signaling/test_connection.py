"""The socket's promises, held against real sockets."""

import json
import socket
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from signaling.clock import FakeClock
from signaling.connection import Limits
from signaling.core.access import Actor
from signaling.ports import PeerEvent, PeerState, Transaction
from signaling.protocol.codec import encode
from signaling.protocol.codes import Close, Code
from signaling.protocol.commands import (
    CallNext,
    EndSession,
    GiveConsent,
    Hello,
    JoinMedia,
    LeaveSession,
    Ping,
    Point,
    Say,
    SetDuty,
    UseField,
)
from signaling.protocol.facts import MessageSaid, PresenceChanged, SessionEnded, TicketTaken
from signaling.protocol.media import PLANS
from signaling.protocol.messages import (
    BadFrame,
    Directive,
    Done,
    FieldInUse,
    Granted,
    Pointed,
    Pong,
    Refused,
    StreamClosed,
    TicketIssued,
    Welcome,
)
from signaling.protocol.names import Language, Role, SessionId, Sha256
from signaling.protocol.views import Message, Outcome, TicketState
from signaling.services import drafts
from signaling.store import sessions
from signaling.store.ledger import Draft, Entry, record
from tests.support.hall import (
    OFFICIAL,
    SUPERVISOR,
    WINDOW,
    WINDOW_2,
    Caller,
    CaseBook,
    Hall,
    a_take,
    empty_database,
    open_hall,
)
from tests.support.meeting import meet, session_of

PAGE = Sha256("a" * 64)


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    async with open_hall(await empty_database(tmp_path)) as opened:
        yield opened


async def say(caller: Caller, session: SessionId, text: str) -> None:
    await caller.ask(Say(caller.ref(), session, text), Done)


def words(caller: Caller) -> list[str]:
    return [message.text for message in session_of(caller).messages]


# -- A call ---------------------------------------------------------------------------------------


async def test_a_ticket_that_is_called_opens_session_and_case_at_both_ends(hall: Hall) -> None:
    async with hall.call(WINDOW) as window, hall.call(OFFICIAL) as official:
        session = await meet(window, official)
        assert set(official.streams) - set(window.streams) == {"bell/o1"}
        assert window.stream("case/").removeprefix("case/") in hall.cases.opened
        for caller in (window, official):
            granted = await caller.ask(JoinMedia(caller.ref(), session), Granted)
            assert granted.url == hall.plane.url
            assert granted.plan == PLANS[caller.actor.role]
        await window.until(PresenceChanged, lambda fact: fact.presence.role is Role.OFFICIAL)


async def test_the_end_of_a_session_sends_everybody_out_of_it(hall: Hall) -> None:
    async with hall.call(WINDOW) as window, hall.call(OFFICIAL) as official, hall.call(SUPERVISOR) as supervisor:
        session = await meet(window, official)
        await official.ask(EndSession(official.ref(), session, Outcome.NO_SHOW), Done)
        for caller, kept in ((window, ["queue"]), (official, ["queue", "bell"])):
            assert await caller.until(Directive) == Directive("leave", session, "ended")
            await caller.until(StreamClosed, lambda closed: closed.stream.startswith("case/"))
            assert [name.partition("/")[0] for name in caller.streams] == kept
        await supervisor.until(SessionEnded)
        assert hall.plane.closed == [session]


async def test_the_case_of_a_served_session_is_told_until_its_notice_has_come(hall: Hall) -> None:
    async with hall.call(WINDOW) as window, hall.call(OFFICIAL) as official:
        session = await meet(window, official)
        hall.cases.accepted = set(hall.cases.opened)
        await official.ask(EndSession(official.ref(), session, Outcome.SERVED), Done)
        await window.until(StreamClosed)
        assert window.stream("case/")
        await window.ask(a_take(window), TicketIssued)
        closed = await window.until(StreamClosed)
        assert closed.stream.startswith("case/")


# -- Coming back ----------------------------------------------------------------------------------


async def test_a_client_that_was_cut_off_resumes_with_nothing_lost_or_doubled(hall: Hall) -> None:
    async with hall.call(OFFICIAL) as official:
        async with hall.call(WINDOW) as window:
            session = await meet(window, official)
            await say(official, session, "1")
            await window.until(MessageSaid)
            window.socket.transport.abort()
        for text in ("2", "3", "4"):
            await say(official, session, text)
        async with hall.dial(WINDOW) as again:
            again.offsets, again.streams = window.offsets, window.streams
            welcome = await again.hello()
            assert all(start.recovered for start in welcome.streams)
            await again.until(MessageSaid, lambda fact: fact.message.text == "4")
            assert words(again) == ["1", "2", "3", "4"]


@pytest.mark.parametrize("actor", [WINDOW, OFFICIAL])
async def test_who_was_cut_off_when_the_session_ended_is_told_its_end(hall: Hall, actor: Actor) -> None:
    async with hall.call(WINDOW) as window, hall.call(OFFICIAL) as official:
        session = await meet(window, official)
        cut, other = (window, official) if actor is WINDOW else (official, window)
        await cut.settle()
        cut.socket.transport.abort()
        if other is official:
            await other.ask(EndSession(other.ref(), session, Outcome.BROKEN_OFF), Done)
        else:
            await other.ask(LeaveSession(other.ref(), session), Done)
        async with hall.dial(actor) as again:
            again.offsets, again.streams = cut.offsets, cut.streams
            await again.hello()
            ended = await again.until(SessionEnded)
            assert ended.session == session
            assert await again.until(Directive) == Directive("leave", session, "ended")
            await again.until(StreamClosed, lambda closed: closed.stream.startswith("case/"))
            assert not any(name.startswith(("session/", "case/")) for name in again.streams)
            assert not any(isinstance(frame, Directive) and frame.what == "rejoin-media" for frame in again.heard)


async def test_nobody_is_told_the_end_of_a_session_that_was_not_theirs(hall: Hall) -> None:
    async with hall.call(WINDOW) as window, hall.call(OFFICIAL) as official, hall.dial(WINDOW_2) as second:
        session = await meet(window, official)
        await official.ask(EndSession(official.ref(), session, Outcome.NO_SHOW), Done)
        welcome = await second.hello(**{f"session/{session}": 1})
        assert not any(start.stream.startswith("session/") for start in welcome.streams)


async def test_a_client_without_a_history_gets_snapshots(hall: Hall) -> None:
    async with hall.call(OFFICIAL) as official, hall.call(WINDOW) as window:
        session = await meet(window, official)
        await say(official, session, "1")
        window.offsets = {}
        async with hall.dial(WINDOW) as again:
            welcome = await again.hello()
            assert not any(start.recovered for start in welcome.streams)
            assert words(again) == ["1"]


async def test_an_offset_that_the_ledger_never_gave_is_answered_by_a_snapshot(hall: Hall) -> None:
    async with hall.dial(WINDOW) as window:
        welcome = await window.hello(**{"queue/441302": 10_000})
        assert [start.recovered for start in welcome.streams] == [False]


async def test_half_a_minute_without_a_socket_costs_neither_the_place_nor_the_session(tmp_path: Path) -> None:
    clock = FakeClock()
    async with open_hall(await empty_database(tmp_path), clock=clock) as hall:
        async with hall.call(WINDOW) as window:
            issued = await window.ask(a_take(window), TicketIssued)
        clock.advance(timedelta(seconds=30))
        async with hall.call(OFFICIAL) as official:
            await official.ask(SetDuty(official.ref(), True), Done)
            called = await official.ask(CallNext(official.ref()), TicketIssued)
            assert called.ticket.id == issued.ticket.id
        clock.advance(timedelta(seconds=30))
        async with hall.call(WINDOW) as window, hall.call(OFFICIAL) as official:
            for caller in (window, official):
                assert session_of(caller).ticket.state is TicketState.CALLED
            assert isinstance(official.heard[0], Welcome)
            assert official.heard[0].on_duty


async def test_a_server_that_starts_anew_finds_its_sessions_and_asks_for_media_again(tmp_path: Path) -> None:
    url, cases, keys = await empty_database(tmp_path), CaseBook(), (Ed25519PrivateKey.generate(), b"k" * 32)
    async with open_hall(url, cases=cases, keys=keys) as hall, hall.call(WINDOW) as window:
        async with hall.call(OFFICIAL) as official:
            session = await meet(window, official)
        await window.ask(GiveConsent(window.ref(), session, True), Done)
        await window.say(JoinMedia(window.ref(), session))
        peer = (await window.until(PresenceChanged)).presence.peer
        assert peer is not None
        hall.plane.tell(PeerEvent(session, peer, Role.WINDOW, PeerState.CONNECTED))
        await window.until(PresenceChanged, lambda fact: fact.presence.connected)
        (before,) = hall.plane.recorded
    async with open_hall(url, cases=cases, keys=keys) as hall, hall.dial(WINDOW) as again:
        again.offsets, again.streams = window.offsets, window.streams
        await again.hello()
        gone = await again.until(PresenceChanged)
        assert not gone.presence.connected
        assert await again.until(Directive) == Directive("rejoin-media", session, "node-lost")
        assert hall.plane.recorded == []
        await again.ask(JoinMedia(again.ref(), session), Granted)
        assert hall.plane.recorded == [before]


# -- What breaks the language ---------------------------------------------------------------------


async def test_a_frame_of_half_a_megabyte_closes_its_socket_only(hall: Hall) -> None:
    async with hall.call(WINDOW) as window, hall.call(OFFICIAL) as official:
        await window.socket.send('{"type":"say","text":"' + "x" * 500_000 + '"}')
        assert await window.closed() == Close.FRAME_TOO_LARGE
        await official.say(Ping())
        await official.until(Pong)


async def test_a_window_cannot_even_say_what_is_an_officials(hall: Hall) -> None:
    async with hall.call(WINDOW) as window:
        await window.say(CallNext(window.ref()))
        refused = await window.until(BadFrame)
        assert "call-next" in refused.problem
        assert await window.closed() == Close.BAD_FRAME


@pytest.mark.parametrize("first", [Ping(), Point(SessionId("x"), PAGE, None)])
async def test_the_first_frame_is_hello(hall: Hall, first: Ping | Point) -> None:
    async with hall.dial(WINDOW) as window:
        await window.say(first)
        assert await window.closed() == Close.BAD_FRAME


async def test_hello_is_said_once(hall: Hall) -> None:
    async with hall.call(WINDOW) as window:
        await window.say(Hello(1, Language.CHINESE))
        assert await window.closed() == Close.BAD_FRAME


async def test_a_binary_frame_is_none_of_ours(hall: Hall) -> None:
    async with hall.call(WINDOW) as window:
        await window.socket.send(b'{"type":"ping"}')
        assert await window.closed() == Close.BAD_FRAME


async def test_a_nul_reaches_no_database(hall: Hall) -> None:
    async with hall.call(WINDOW) as window:
        refused = await window.ask(JoinMedia(window.ref(), SessionId(r"\u0000")), Refused)
        assert refused.code is Code.SESSION_UNKNOWN
        await window.say(JoinMedia(window.ref(), SessionId("\0")))
        assert await window.closed() == Close.BAD_FRAME


async def test_another_version_of_the_language_is_refused_by_its_code(hall: Hall) -> None:
    async with hall.dial(WINDOW) as window:
        await window.say(Hello(2, Language.CHINESE))
        assert await window.closed() == Close.VERSION_UNSUPPORTED


JUNK = st.one_of(
    st.text(max_size=200),
    st.binary(max_size=200),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
        max_leaves=10,
    ).map(json.dumps),
    st.sampled_from(["hello", "say", "take-ticket", "join-media", "point"]).map(lambda tag: f'{{"type":"{tag}"}}'),
)


@given(frames=st.lists(JUNK, min_size=1, max_size=4), greeted=st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_junk_closes_its_own_socket_and_kills_nothing(
    hall: Hall, frames: list[str | bytes], greeted: bool
) -> None:
    async with hall.dial(WINDOW) as window, hall.dial(OFFICIAL) as official:
        if greeted:
            await window.hello()
        with suppress(ConnectionClosed):
            for frame in frames:
                await window.socket.send(frame)
        assert await window.closed() == Close.BAD_FRAME
        await official.hello()


# -- Too much, too little -------------------------------------------------------------------------


async def test_a_client_that_says_nothing_is_let_go(tmp_path: Path) -> None:
    limits = Limits(hello_seconds=0.05, silence_seconds=0.1)
    async with open_hall(await empty_database(tmp_path), limits=limits) as hall:
        async with hall.dial(WINDOW) as mute:
            assert await mute.closed() == Close.HEARTBEAT_LOST
        async with hall.call(WINDOW) as silent:
            assert await silent.closed() == Close.HEARTBEAT_LOST


async def test_a_client_that_talks_too_fast_is_cut_off(tmp_path: Path) -> None:
    url, limits = await empty_database(tmp_path), Limits(burst=5)
    async with open_hall(url, clock=FakeClock(), limits=limits) as hall, hall.call(WINDOW) as window:
        for _ in range(5):
            await window.say(Ping())
        assert await window.closed() == Close.TOO_FAST


async def test_a_second_tab_takes_over_and_the_first_is_told(hall: Hall) -> None:
    async with hall.call(WINDOW) as first, hall.call(WINDOW) as second:
        assert await first.until(Directive) == Directive("leave", reason="taken-over")
        assert await first.closed() == Close.TAKEN_OVER
        await second.ask(a_take(second), TicketIssued)
        await second.until(TicketTaken)


async def test_a_reader_that_does_not_read_slows_nobody_and_loses_nothing(hall: Hall) -> None:
    async with hall.call(WINDOW) as window, hall.call(OFFICIAL) as official:
        session = await meet(window, official)
        offsets = window.offsets
    async with hall.call(OFFICIAL) as official:
        with socket.socket() as narrow:
            narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            narrow.connect(("127.0.0.1", hall.port))
            narrow.setblocking(False)
            async with connect(
                f"ws://127.0.0.1:{hall.port}/ws/window",
                sock=narrow,
                origin=f"http://127.0.0.1:{hall.port}",  # type: ignore[arg-type]  # Its NewType of str.
                additional_headers={"Cookie": "who=w1"},
                compression=None,
                max_queue=1,
                ping_interval=None,
            ) as slow:
                await slow.send(encode(Hello(1, Language.CHINESE, offsets)).decode())
                await slow.recv()
                for number in range(200):
                    await shout(hall, session, number)
                    heard = await official.until(MessageSaid)
                    assert heard.message.id == str(number)
                with suppress(ConnectionClosed):
                    while True:
                        await slow.recv()
                assert slow.close_code == Close.SLOW_READER
        async with hall.dial(WINDOW) as again:
            again.offsets, again.streams = offsets, window.streams
            await again.hello()
            assert len(words(again)) == 200


async def shout(hall: Hall, session: SessionId, number: int) -> None:
    """Record a fact of 50 kB in a session: what a reader who does not read soon has no room for."""
    now = hall.desk.clock.now()
    message = Message(str(number), Role.OFFICIAL, "x" * 50_000, now)
    fact = MessageSaid(stream=drafts.session(session), offset=0, at=now, message=message)
    entry = Entry(actor="o1", role=Role.OFFICIAL, action="shout", subject=session, at=now)

    def command(tx: Transaction) -> None:
        sessions.add_message(tx, sessions.get(tx, session), message)
        record(tx, [Draft(drafts.session(session), fact)], entry)

    await hall.store.write(command)


# -- What is told only now ------------------------------------------------------------------------


async def test_a_finger_on_the_page_is_seen_at_the_other_end_only(hall: Hall) -> None:
    async with hall.call(WINDOW) as window, hall.call(OFFICIAL) as official:
        session = await meet(window, official)
        await official.say(Point(session, PAGE, (0.25, 0.5)))
        assert await window.until(Pointed) == Pointed(session, Role.OFFICIAL, PAGE, (0.25, 0.5))
        await official.say(Ping())
        await official.until(Pong)
        assert not any(isinstance(frame, Pointed) for frame in official.heard)


async def test_the_field_in_use_is_marked_at_the_other_end_only(hall: Hall) -> None:
    async with hall.call(WINDOW) as window, hall.call(OFFICIAL) as official:
        session = await meet(window, official)
        await official.say(UseField(session, "operator_name"))
        assert await window.until(FieldInUse) == FieldInUse(session, Role.OFFICIAL, "operator_name")
        await official.say(Ping())
        await official.until(Pong)
        assert not any(isinstance(frame, FieldInUse) for frame in official.heard)


async def test_nobody_points_into_a_session_that_is_not_theirs(hall: Hall) -> None:
    async with hall.call(WINDOW) as window, hall.call(OFFICIAL) as official, hall.call(WINDOW_2) as stranger:
        session = await meet(window, official)
        await stranger.say(Point(session, PAGE, (0.5, 0.5)))
        for caller in (stranger, official):
            await caller.say(Ping())
            await caller.until(Pong)
        assert not any(isinstance(frame, Pointed) for frame in official.heard)


async def test_who_signs_out_is_sent_out(hall: Hall) -> None:
    async with hall.call(OFFICIAL) as official:
        hall.desk.sign_out(Role.OFFICIAL, OFFICIAL.id)
        assert await official.until(Directive) == Directive("leave", reason="signed-out")
        assert await official.closed() == Close.NOT_SIGNED_IN
