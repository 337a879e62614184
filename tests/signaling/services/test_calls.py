"""Within a call: the resident's word, messages, hold, and its ends."""

from itertools import permutations

import pytest

from signaling.protocol.codes import Code
from signaling.protocol.commands import EndSession, GiveConsent, LeaveSession, Say, SetHold
from signaling.protocol.facts import ConsentGiven, MessageSaid, SessionEnded, SessionHeld, TicketLeft, TicketServed
from signaling.protocol.media import Source, Track
from signaling.protocol.messages import Done, Refused
from signaling.protocol.names import Role
from signaling.protocol.views import Consent, Outcome, SessionState
from signaling.services.keys import KEY_BYTES
from signaling.store import sessions
from tests.support.hall import WINDOW_2, Hall
from tests.support.meeting import meeting, session_of


async def test_nothing_is_recorded_before_the_resident_has_agreed(hall: Hall) -> None:
    async with meeting(hall) as call:
        assert hall.plane.recorded == []
        await call.window.ask(GiveConsent(call.window.ref(), call.session, True), Done)
        ((session, key),) = hall.plane.recorded
        assert session == call.session
        assert len(key) == KEY_BYTES
        kept = await hall.store.read(lambda tx: sessions.get(tx, call.session).recording_key)
        assert kept is not None
        assert key not in kept
        await call.official.until(ConsentGiven)
        assert session_of(call.official).consent is Consent.GRANTED


async def test_no_may_become_yes_and_yes_stays(hall: Hall) -> None:
    async with meeting(hall) as call:
        for granted in (False, False, True, True):
            await call.window.ask(GiveConsent(call.window.ref(), call.session, granted), Done)
        refused = await call.window.ask(GiveConsent(call.window.ref(), call.session, False), Refused)
        assert refused.code is Code.NOT_ALLOWED
        assert [granted for _, granted in hall.cases.consents] == [False, True]
        assert len(hall.plane.recorded) == 1


async def test_a_hold_shuts_every_edge_between_whoever_may_come_and_its_end_opens_them(hall: Hall) -> None:
    async with meeting(hall) as call:
        for on in (True, False):
            await call.official.ask(SetHold(call.official.ref(), call.session, on), Done)
            between = {
                (Source(source, track), subscriber)
                for source, subscriber in permutations((Role.WINDOW, Role.OFFICIAL, Role.COLLEAGUE), 2)
                for track in Track
                if (source, track) != (Role.COLLEAGUE, Track.DOCUMENT)
            }
            assert hall.plane.edges == {(call.session, *edge): not on for edge in between}
            assert (await call.window.until(SessionHeld)).on is on
        assert session_of(call.window).state is SessionState.OPEN


async def test_a_hold_that_is_said_twice_is_told_once(hall: Hall) -> None:
    async with meeting(hall) as call:
        for _ in range(2):
            await call.official.ask(SetHold(call.official.ref(), call.session, True), Done)
        await call.window.settle()
        assert len([frame for frame in call.window.heard if isinstance(frame, SessionHeld)]) == 1


async def test_a_message_arrives_at_both_ends_without_its_margins(hall: Hall) -> None:
    async with meeting(hall) as call:
        await call.window.ask(Say(call.window.ref(), call.session, "  您好\n请看第二页 "), Done)
        for caller in (call.window, call.official):
            said = await caller.until(MessageSaid)
            assert (said.message.role, said.message.text) == (Role.WINDOW, "您好\n请看第二页")


@pytest.mark.parametrize("text", [" ", "\u0007", "a\u202eb"])
async def test_a_message_without_a_word_or_with_control_characters_is_refused(hall: Hall, text: str) -> None:
    async with meeting(hall) as call:
        refused = await call.window.ask(Say(call.window.ref(), call.session, text), Refused)
        assert refused.code is Code.TEXT_INVALID


async def test_somebody_elses_session_is_unknown(hall: Hall) -> None:
    async with meeting(hall) as call, hall.call(WINDOW_2) as stranger:
        refused = await stranger.ask(Say(stranger.ref(), call.session, "hello"), Refused)
        assert refused.code is Code.SESSION_UNKNOWN


@pytest.mark.parametrize(
    ("asked", "accepted", "told"),
    [
        (Outcome.SERVED, True, Outcome.SERVED),
        (Outcome.NO_SHOW, True, Outcome.SERVED),
        (Outcome.SERVED, False, Outcome.BROKEN_OFF),
        (Outcome.NO_SHOW, False, Outcome.NO_SHOW),
    ],
)
async def test_a_session_ended_as_served_exactly_if_its_case_was_accepted(
    hall: Hall, asked: Outcome, accepted: bool, told: Outcome
) -> None:
    async with meeting(hall) as call:
        if accepted:
            hall.cases.accepted = set(hall.cases.opened)
        await call.official.ask(EndSession(call.official.ref(), call.session, asked), Done)
        assert (await call.window.until(SessionEnded)).outcome is told
        await call.window.until(TicketServed if told is Outcome.SERVED else TicketLeft)
        assert hall.plane.closed == [call.session]


async def test_the_resident_may_go_at_any_time(hall: Hall) -> None:
    async with meeting(hall) as call:
        await call.window.ask(LeaveSession(call.window.ref(), call.session), Done)
        assert (await call.official.until(SessionEnded)).outcome is Outcome.BROKEN_OFF


async def test_nothing_happens_in_a_session_that_is_over(hall: Hall) -> None:
    async with meeting(hall) as call:
        await call.official.ask(EndSession(call.official.ref(), call.session, Outcome.NO_SHOW), Done)
        for frame in (
            Say(call.official.ref(), call.session, "hello?"),
            SetHold(call.official.ref(), call.session, True),
            EndSession(call.official.ref(), call.session, Outcome.NO_SHOW),
        ):
            assert (await call.official.ask(frame, Refused)).code is Code.SESSION_ENDED
