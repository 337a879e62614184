"""A window and an official in one session: where most of the desk's tests begin."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from signaling.protocol.commands import CallNext, SetDuty
from signaling.protocol.facts import SessionSnapshot
from signaling.protocol.messages import Done, StreamOpened, TicketIssued
from signaling.protocol.names import SessionId
from signaling.protocol.views import SessionView
from tests.support.hall import OFFICIAL, WINDOW, Caller, Hall, a_take


@dataclass
class Meeting:
    """The two, and their session."""

    window: Caller
    official: Caller
    session: SessionId


def session_of(caller: Caller) -> SessionView:
    """Return the one session that this caller is in."""
    snapshot = caller.streams[caller.stream("session/")]
    assert isinstance(snapshot, SessionSnapshot)
    return snapshot.session


async def meet(window: Caller, official: Caller) -> SessionId:
    """Queue, call, and return when both have the streams of the session and of its case."""
    await window.ask(a_take(window), TicketIssued)
    await official.ask(SetDuty(official.ref(), True), Done)
    await official.ask(CallNext(official.ref()), TicketIssued)
    for caller in (window, official):
        while len([name for name in caller.streams if name.startswith(("session/", "case/"))]) < 2:
            await caller.until(StreamOpened)
    return session_of(window).id


@asynccontextmanager
async def meeting(hall: Hall) -> AsyncIterator[Meeting]:
    """Open both sockets and bring the two together."""
    async with hall.call(WINDOW) as window, hall.call(OFFICIAL) as official:
        yield Meeting(window, official, await meet(window, official))
