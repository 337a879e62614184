"""The desk as a whole: what stops with it, and what does not stop it."""

from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from signaling.protocol.codes import Close, Code
from signaling.protocol.commands import SetDuty
from signaling.protocol.messages import Directive, Done, Refused, TicketIssued
from signaling.store import engine
from tests.support.hall import OFFICIAL, WINDOW, Hall, a_take, empty_database, open_hall
from tests.support.meeting import meeting


async def test_a_desk_that_closes_sends_its_clients_to_come_again(tmp_path: Path) -> None:
    async with AsyncExitStack() as outlives:
        async with open_hall(await empty_database(tmp_path)) as hall:
            window = await outlives.enter_async_context(hall.call(WINDOW))
        assert await window.until(Directive) == Directive("resume", reason="node-closing")
        assert await window.closed() == Close.GOING_AWAY


async def test_a_store_that_is_busy_refuses_a_command_and_the_next_one_is_carried_out(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with hall.call(OFFICIAL) as official:
        frame = SetDuty(official.ref(), True)
        with monkeypatch.context() as full:
            full.setattr(engine, "MAX_WAITING", 0)
            refused = await official.ask(frame, Refused)
        assert (refused.ref, refused.code) == (frame.ref, Code.BUSY)
        # Busy is no outcome: the same command may be said again.
        await official.ask(frame, Done)


async def test_whose_media_are_not_connected_is_unseated(hall: Hall) -> None:
    async with meeting(hall) as call:
        assert await hall.desk.unseated(WINDOW, list(call.window.streams)) == (call.session,)


async def test_only_officials_are_ever_on_duty(hall: Hall) -> None:
    async with hall.call(WINDOW) as window:
        await window.ask(a_take(window), TicketIssued)
        assert not await hall.desk.is_on_duty(WINDOW)
