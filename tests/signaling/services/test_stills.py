"""Stills: asked for, declined, received."""

from datetime import UTC, datetime

import pytest

from signaling.core.refusal import Refused as RefusedByRule
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.commands import DeclineStill, RequestStill
from signaling.protocol.facts import StillChanged
from signaling.protocol.messages import Done, Refused
from signaling.protocol.names import Role, SessionId
from signaling.protocol.views import Still, StillState
from signaling.services.stills import receive_still
from signaling.store.ledger import Entry, record
from tests.support.hall import Hall
from tests.support.meeting import Meeting, meeting, session_of

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


async def a_request(call: Meeting) -> str:
    await call.official.ask(RequestStill(call.official.ref(), call.session), Done)
    asked = await call.window.until(StillChanged, lambda fact: fact.still.state is StillState.REQUESTED)
    return asked.still.id


async def test_a_window_is_asked_for_one_still_at_a_time(hall: Hall) -> None:
    async with meeting(hall) as call:
        await a_request(call)
        refused = await call.official.ask(RequestStill(call.official.ref(), call.session), Refused)
        assert refused.code is Code.STILL_PENDING


async def test_a_still_that_was_declined_says_why_and_may_be_asked_for_again(hall: Hall) -> None:
    async with meeting(hall) as call:
        still = await a_request(call)
        await call.window.ask(DeclineStill(call.window.ref(), call.session, still, "no-camera"), Done)
        await call.official.until(StillChanged, lambda fact: fact.still.state is StillState.DECLINED)
        assert session_of(call.official).still == Still(still, StillState.DECLINED, "no-camera")
        assert await a_request(call) != still


async def test_an_unknown_still_cannot_be_declined(hall: Hall) -> None:
    async with meeting(hall) as call:
        refused = await call.window.ask(DeclineStill(call.window.ref(), call.session, "x", "no-camera"), Refused)
        assert refused.code is Code.STILL_UNKNOWN


async def test_a_still_that_arrives_is_told_with_the_facts_of_its_page(hall: Hall) -> None:
    async with meeting(hall) as call:
        still = await a_request(call)

        def attach(tx: Transaction) -> int:
            drafts = receive_still(tx, call.session, still, NOW)
            return len(record(tx, drafts, Entry("w1", Role.WINDOW, "attach-page", "c1", NOW)))

        assert await hall.store.write(attach) > 1
        await call.official.until(StillChanged, lambda fact: fact.still.state is StillState.RECEIVED)
        # An upload that is repeated tells nothing twice.
        assert await hall.store.write(attach) == 0


async def test_a_still_of_no_session_is_refused(hall: Hall) -> None:
    with pytest.raises(RefusedByRule, match="session-unknown"):
        await hall.store.write(lambda tx: receive_still(tx, SessionId("none"), "x", NOW))
