import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from signaling.core.refusal import Refused
from signaling.core.session import Parties, SessionEvent
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, OfficialId, PeerId, Role, SessionId, WindowId
from signaling.protocol.views import (
    Consent,
    Message,
    Outcome,
    Presence,
    SessionState,
    SessionView,
    Still,
    StillState,
    TicketState,
)
from signaling.store import sessions, tickets
from signaling.store.engine import Store
from signaling.store.retry import TryAgain
from signaling.store.sessions import Session
from tests.support.desk import DIVISION, NAME, NOW, call

S1 = SessionId("s1")
KEY = bytes(range(60))

Step = Callable[[Transaction], Session]


def calling(number: int, by: str | None = None) -> Step:
    return lambda tx: call(tx, number, by=by or f"o{number}", at=NOW + timedelta(minutes=number))


def changing(change: Callable[[Transaction, Session], Session]) -> Step:
    """Read session s1 and change it, in one command."""
    return lambda tx: change(tx, sessions.get(tx, S1))


def advancing(event: SessionEvent, outcome: Outcome | None = None, at_minute: int = 10) -> Step:
    at = NOW + timedelta(minutes=at_minute)
    return changing(lambda tx, session: sessions.advance(tx, session, event, at, outcome))


def ending(number: int, at_minute: int, outcome: Outcome) -> Step:
    at, session = NOW + timedelta(minutes=at_minute), SessionId(f"s{number}")
    return lambda tx: sessions.advance(tx, sessions.get(tx, session), SessionEvent.END, at, outcome)


def consenting(granted: bool, key: bytes | None = None) -> Step:
    return changing(lambda tx, session: sessions.set_consent(tx, session, granted=granted, recording_key=key))


def saying(number: int) -> Step:
    message = Message(f"m{number}", Role.WINDOW, f"第{number}句", NOW)
    return changing(lambda tx, session: sessions.add_message(tx, session, message))


def present(role: Role, peer: str, connected: bool) -> Step:
    presence = Presence(role, NAME, PeerId(peer), connected)
    return changing(lambda tx, session: sessions.put_presence(tx, session, presence))


def asking(still: Still) -> Step:
    return changing(lambda tx, session: sessions.put_still(tx, session, still))


async def view(store: Store) -> SessionView:
    return await store.read(lambda tx: sessions.view(tx, S1))


async def refusal(store: Store, command: Step) -> Code:
    with pytest.raises(Refused) as refused:
        await store.write(command)
    return refused.value.code


async def test_a_called_ticket_opens_a_session_that_nobody_has_consented_to_record(store: Store) -> None:
    opened = await store.write(call)
    assert opened.parties == Parties(WindowId("w1"), OfficialId("o1"), DIVISION, "d1")
    assert (opened.state, opened.consent, opened.recording_key) == (SessionState.OPEN, Consent.UNASKED, None)
    seen = await view(store)
    assert (seen.ticket.id, seen.ticket.state, seen.ticket.session) == ("t1", TicketState.CALLED, S1)
    assert (seen.presences, seen.messages, seen.still, seen.outcome) == ((), (), None, None)


async def test_an_official_is_in_one_session_at_a_time(store: Store) -> None:
    await store.write(calling(1, by="o1"))
    assert await refusal(store, calling(2, by="o1")) is Code.SESSION_RUNNING
    await store.write(advancing(SessionEvent.END, Outcome.NO_SHOW))
    assert (await store.write(calling(2, by="o1"))).id == "s2"


async def test_an_official_who_presses_in_two_tabs_gets_one_session_and_loses_no_ticket(store: Store) -> None:
    results = await asyncio.gather(*(store.write(calling(n, by="o1")) for n in range(8)), return_exceptions=True)
    codes = [result.code for result in results if isinstance(result, Refused)]
    assert codes == [Code.SESSION_RUNNING] * 7
    assert len(await store.read(lambda tx: tickets.live(tx, DIVISION))) == 1


async def test_a_session_that_never_was_is_unknown(store: Store) -> None:
    assert await refusal(store, lambda tx: sessions.get(tx, S1)) is Code.SESSION_UNKNOWN
    with pytest.raises(Refused) as refused:
        await view(store)
    assert refused.value.code is Code.SESSION_UNKNOWN


async def test_both_sides_find_their_running_session(store: Store) -> None:
    def running(tx: Transaction) -> tuple[SessionId | None, SessionId | None]:
        window, official = WindowId("w1"), OfficialId("o1")
        return sessions.running_of_window(tx, window), sessions.running_of_official(tx, official)

    await store.write(call)
    assert await store.read(running) == (S1, S1)
    await store.write(advancing(SessionEvent.END, Outcome.SERVED))
    assert await store.read(running) == (None, None)


async def test_a_session_is_held_taken_back_and_ended_with_its_ticket(store: Store) -> None:
    await store.write(call)
    assert (await store.write(advancing(SessionEvent.HOLD))).state is SessionState.HELD
    assert (await store.write(advancing(SessionEvent.RESUME))).state is SessionState.OPEN
    ended = await store.write(advancing(SessionEvent.END, Outcome.SERVED))
    assert (ended.state, ended.outcome, ended.ended_at) == (
        SessionState.ENDED,
        Outcome.SERVED,
        NOW + timedelta(minutes=10),
    )
    assert (await view(store)).ticket.state is TicketState.SERVED
    assert await refusal(store, advancing(SessionEvent.HOLD)) is Code.SESSION_ENDED


async def test_a_session_does_not_end_without_an_outcome(store: Store) -> None:
    await store.write(call)
    with pytest.raises(ValueError, match="outcome"):
        await store.write(advancing(SessionEvent.END))
    assert (await view(store)).state is SessionState.OPEN


async def test_the_key_of_the_recording_comes_with_the_consent_and_stays(store: Store) -> None:
    await store.write(call)
    assert (await store.write(consenting(granted=False))).recording_key is None
    granted = await store.write(consenting(granted=True, key=KEY))
    assert (granted.consent, granted.recording_key) == (Consent.GRANTED, KEY)
    assert (await store.write(consenting(granted=True, key=b"another"))).recording_key == KEY
    assert await refusal(store, consenting(granted=False)) is Code.NOT_ALLOWED


async def test_messages_are_in_the_order_in_which_they_were_said(store: Store) -> None:
    await store.write(call)
    for number in range(12):
        await store.write(saying(number))
    assert [message.text for message in (await view(store)).messages] == [f"第{number}句" for number in range(12)]


async def test_nothing_said_at_once_is_lost(store: Store) -> None:
    await store.write(call)
    await asyncio.gather(*(store.write(saying(number)) for number in range(6)))
    assert {message.id for message in (await view(store)).messages} == {f"m{number}" for number in range(6)}


async def test_the_latest_still_is_the_sessions(store: Store) -> None:
    await store.write(call)
    await store.write(asking(Still("a", StillState.REQUESTED)))
    declined = Still("a", StillState.DECLINED, "no-camera")
    await store.write(asking(declined))
    assert (await view(store)).still == declined
    await store.write(asking(Still("b", StillState.REQUESTED)))
    await store.write(asking(Still("a", StillState.RECEIVED)))
    assert (await view(store)).still == Still("b", StillState.REQUESTED)


async def test_the_newest_peer_has_the_seat_and_a_visitor_leaves_none(store: Store) -> None:
    await store.write(call)
    for role, peer, connected in (
        (Role.WINDOW, "p1", True),
        (Role.OFFICIAL, "p2", True),
        (Role.WINDOW, "p3", False),
        (Role.SUPERVISOR, "p4", True),
        (Role.SUPERVISOR, "p5", True),
        (Role.SUPERVISOR, "p4", False),
    ):
        await store.write(present(role, peer, connected))
    seats = [(presence.role, presence.peer, presence.connected) for presence in (await view(store)).presences]
    assert seats == [(Role.OFFICIAL, "p2", True), (Role.SUPERVISOR, "p5", True), (Role.WINDOW, "p3", False)]


async def test_a_change_based_on_an_older_version_changes_nothing(store: Store) -> None:
    stale = await store.write(call)
    await store.write(saying(1))
    with pytest.raises(TryAgain):
        await store.write(lambda tx: sessions.put_still(tx, stale, Still("a", StillState.REQUESTED)))
    assert (await view(store)).still is None


async def test_the_floor_is_the_running_sessions_of_a_region_without_their_messages(store: Store) -> None:
    for number in (2, 1, 3):
        await store.write(calling(number))
    await store.write(saying(1))
    await store.write(advancing(SessionEvent.END, Outcome.SERVED))
    floor = await store.read(lambda tx: sessions.running(tx, "441300"))
    assert [(session.id, session.messages) for session in floor] == [("s2", ()), ("s3", ())]
    assert await store.read(lambda tx: sessions.running(tx, "441303")) == ()


async def test_every_running_session_is_found_oldest_first(store: Store) -> None:
    for number in (2, 1, 3):
        await store.write(calling(number))
    await store.write(ending(2, 20, Outcome.BROKEN_OFF))
    assert await store.read(sessions.all_running) == ("s1", "s3")


async def test_the_case_of_a_session_that_has_just_served_is_found_by_both_sides(store: Store) -> None:
    def last(role: Role, who: str, minute: int) -> Callable[[Transaction], CaseId | None]:
        return lambda tx: sessions.just_served(tx, role, who, NOW + timedelta(minutes=minute))

    for number, minute, outcome in ((1, 20, Outcome.SERVED), (2, 30, Outcome.NO_SHOW)):
        await store.write(calling(number))
        await store.write(ending(number, minute, outcome))
    assert await store.read(last(Role.WINDOW, "w1", 19)) == "c1"
    assert await store.read(last(Role.OFFICIAL, "o1", 19)) == "c1"
    assert await store.read(last(Role.OFFICIAL, "o1", 20)) is None
    assert await store.read(last(Role.WINDOW, "w2", 0)) is None


async def test_only_served_sessions_tell_how_long_a_service_takes(store: Store) -> None:
    for number, outcome, minutes in ((1, Outcome.SERVED, 8), (2, Outcome.NO_SHOW, 1), (3, Outcome.SERVED, 12)):
        await store.write(calling(number))
        await store.write(ending(number, number + minutes, outcome))
    assert await store.read(lambda tx: sessions.recent_seconds(tx, "d1")) == (480.0, 720.0)
    assert await store.read(lambda tx: sessions.recent_seconds(tx, "d2")) == ()
