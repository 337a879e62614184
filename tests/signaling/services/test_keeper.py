"""What the desk does unasked: places, bells, quality, and duties that lapse."""

import asyncio
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from signaling.clock import FakeClock
from signaling.connection import Connection
from signaling.core.access import Actor
from signaling.ports import QualityEvent, SegmentFinished
from signaling.protocol.commands import CallNext, Hello, JoinMedia, LeaveQueue, ReportQuality, SetDuty
from signaling.protocol.messages import Done, QualityReported, QueuePlace, Ring, TicketIssued, Welcome
from signaling.protocol.names import Language, PeerId, Role, SessionId, StreamName
from signaling.protocol.views import QualityWord
from signaling.services import keeper
from tests.support.hall import (
    OFFICIAL,
    OFFICIAL_2,
    SUPERVISOR,
    WINDOW,
    WINDOW_2,
    Hall,
    a_take,
    empty_database,
    open_hall,
)
from tests.support.meeting import meeting


@pytest.fixture(autouse=True)
def fast_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "TICK_SECONDS", 0.02)
    monkeypatch.setattr(keeper, "BOARD_SECONDS", 0.1)


async def test_a_place_in_the_queue_is_kept_true(hall: Hall) -> None:
    async with hall.call(WINDOW) as window, hall.call(WINDOW_2) as second, hall.call(OFFICIAL) as official:
        first = await window.ask(a_take(window), TicketIssued)
        await second.ask(a_take(second), TicketIssued)
        await second.until(QueuePlace, lambda place: (place.ahead, place.wait_seconds, place.officials) == (1, None, 0))
        await official.ask(SetDuty(official.ref(), True), Done)
        await second.until(QueuePlace, lambda place: (place.ahead, place.wait_seconds, place.officials) == (1, 600, 1))
        await window.ask(LeaveQueue(window.ref(), first.ticket.id), Done)
        await second.until(QueuePlace, lambda place: (place.ahead, place.wait_seconds) == (0, 0))


async def test_a_window_that_comes_back_is_told_its_place_again(hall: Hall) -> None:
    async with hall.call(WINDOW) as window:
        await window.ask(a_take(window), TicketIssued)
    async with hall.call(WINDOW) as window:
        await window.until(QueuePlace)


async def test_the_longest_idle_official_is_rung(hall: Hall) -> None:
    async with hall.call(OFFICIAL) as first, hall.call(OFFICIAL_2) as second, hall.call(WINDOW) as window:
        for official in (first, second):
            await official.ask(SetDuty(official.ref(), True), Done)
        issued = await window.ask(a_take(window), TicketIssued)
        assert (await first.until(Ring)).ticket == issued.ticket
        await window.until(QueuePlace)
        await second.settle()
        assert not any(isinstance(frame, Ring) for frame in second.heard)


async def test_an_official_who_reloads_the_page_is_rung_anew(hall: Hall) -> None:
    async with hall.call(WINDOW) as window:
        await window.ask(a_take(window), TicketIssued)
        async with hall.call(OFFICIAL) as official:
            await official.ask(SetDuty(official.ref(), True), Done)
            await official.until(Ring)
        async with hall.call(OFFICIAL) as official:
            await official.until(Ring)


async def test_who_is_rung_before_the_welcome_hears_the_welcome_first(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung, readable, send = asyncio.Event(), hall.desk.readable, Connection.send

    def note(connection: Connection, frame: msgspec.Struct) -> None:
        send(connection, frame)
        if isinstance(frame, Ring):
            rung.set()

    async def read_slowly(actor: Actor, watching: Collection[SessionId]) -> tuple[StreamName, ...]:
        names = await readable(actor, watching)
        if actor == OFFICIAL:
            await rung.wait()
        return names

    async with hall.call(WINDOW) as window:
        await window.ask(a_take(window), TicketIssued)
        async with hall.call(OFFICIAL) as official:
            await official.ask(SetDuty(official.ref(), True), Done)
            await official.until(Ring)
        monkeypatch.setattr(Connection, "send", note)
        monkeypatch.setattr(hall.desk, "readable", read_slowly)
        async with hall.dial(OFFICIAL) as official:
            await official.say(Hello(1, Language.CHINESE, {}))
            assert isinstance(await official.hear(), Welcome)
            await official.until(Ring)


async def test_an_official_whose_socket_is_gone_for_a_minute_is_off_duty(tmp_path: Path) -> None:
    clock = FakeClock()
    async with open_hall(await empty_database(tmp_path), clock=clock) as hall, hall.call(WINDOW) as window:
        await window.ask(a_take(window), TicketIssued)
        async with hall.call(OFFICIAL) as official:
            await official.ask(SetDuty(official.ref(), True), Done)
            await window.until(QueuePlace, lambda place: place.officials == 1)
        clock.advance(timedelta(seconds=keeper.ABSENCE_SECONDS + 1))
        await window.until(QueuePlace, lambda place: place.officials == 0)


async def test_who_was_on_duty_before_a_restart_has_a_minute_to_come_back(tmp_path: Path) -> None:
    url, clock = await empty_database(tmp_path), FakeClock()
    async with open_hall(url, clock=clock) as hall, hall.call(OFFICIAL) as first, hall.call(OFFICIAL_2) as second:
        for official in (first, second):
            await official.ask(SetDuty(official.ref(), True), Done)
    async with open_hall(url, clock=clock) as hall, hall.call(WINDOW) as window, hall.call(OFFICIAL):
        await window.ask(a_take(window), TicketIssued)
        await window.until(QueuePlace, lambda place: place.officials == 2)
        clock.advance(timedelta(seconds=keeper.ABSENCE_SECONDS + 1))
        await window.until(QueuePlace, lambda place: place.officials == 1)


async def test_quality_is_told_in_the_session_and_on_its_floor(hall: Hall) -> None:
    async with hall.call(SUPERVISOR) as supervisor, meeting(hall) as call:
        await call.window.say(JoinMedia(call.window.ref(), call.session))
        await call.window.settle()
        told = QualityReported(call.session, Role.WINDOW, QualityWord.POOR)
        hall.plane.tell(QualityEvent(call.session, PeerId("p"), Role.WINDOW, 0.2, None, QualityWord.POOR))
        for caller in (call.window, call.official, supervisor):
            assert await caller.until(QualityReported) == told
        await call.official.say(ReportQuality(call.session, QualityWord.FAIR))
        for caller in (call.window, supervisor):
            assert await caller.until(QualityReported) == QualityReported(call.session, Role.OFFICIAL, QualityWord.FAIR)


async def test_a_film_that_cannot_be_kept_stops_nothing(hall: Hall) -> None:
    now = hall.desk.clock.now()
    # No such session: the database refuses the row.
    hall.plane.tell(SegmentFinished(SessionId("none"), 1, Path("1.mkv"), "f" * 64, now, 1.0, 0.0))
    async with hall.call(WINDOW) as window, hall.call(OFFICIAL) as official:
        await window.ask(a_take(window), TicketIssued)
        await official.ask(SetDuty(official.ref(), True), Done)
        await official.until(Ring)
        await official.ask(CallNext(official.ref()), TicketIssued)
