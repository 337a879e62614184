"""Which streams an actor is told, and whence."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from signaling.core.access import Actor
from signaling.protocol.commands import EndSession
from signaling.protocol.facts import MessageSaid
from signaling.protocol.messages import Done, TicketIssued
from signaling.protocol.names import Role, SessionId, StreamName
from signaling.protocol.views import Message, Outcome
from signaling.services import streams
from signaling.services.drafts import UNPLACED, by, to_session
from signaling.services.streams import AFTERWARDS, DESK_STREAMS, REPLAY_FACTS
from signaling.store.ledger import record
from tests.support.hall import DIVISION, OFFICIAL, OFFICIAL_2, SUPERVISOR, WINDOW, WINDOW_2, Hall, a_take, a_text
from tests.support.meeting import meeting

REGISTRY = {stream.prefix: stream for stream in DESK_STREAMS}


async def readable(
    hall: Hall, actor: Actor, *watching: SessionId, later: timedelta = timedelta()
) -> tuple[StreamName, ...]:
    now = hall.desk.clock.now() + later
    return await hall.store.read(lambda tx: streams.readable(tx, actor, watching, now))


async def start(hall: Hall, actor: Actor, stream: str, offset: int | None = None) -> streams.Start | None:
    return await hall.store.read(lambda tx: streams.start(tx, REGISTRY, actor, StreamName(stream), offset))


async def test_both_ends_are_told_their_session_and_nobody_else_is(hall: Hall) -> None:
    async with meeting(hall) as call:
        for actor in (WINDOW, OFFICIAL):
            names = await readable(hall, actor)
            bell = [] if actor is WINDOW else ["bell"]
            assert [name.partition("/")[0] for name in names] == ["queue", *bell, "session", "case"]
        assert await readable(hall, WINDOW_2) == (f"queue/{DIVISION}",)
        assert await readable(hall, OFFICIAL_2) == (f"queue/{DIVISION}", "bell/o2")
        assert await readable(hall, SUPERVISOR) == ("floor/441300", "queue/441300")
        assert len(await readable(hall, SUPERVISOR, call.session)) == 4


async def test_a_served_case_is_told_a_little_longer_but_never_to_the_next_resident(hall: Hall) -> None:
    async with meeting(hall) as call:
        hall.cases.accepted = set(hall.cases.opened)
        await call.official.ask(EndSession(call.official.ref(), call.session, Outcome.SERVED), Done)
        for actor, always in ((WINDOW, 1), (OFFICIAL, 2)):
            assert len(await readable(hall, actor)) == always + 1
            assert len(await readable(hall, actor, later=AFTERWARDS)) == always
        assert await readable(hall, SUPERVISOR, call.session) == ("floor/441300", "queue/441300")
        await call.window.ask(a_take(call.window), TicketIssued)
        assert await readable(hall, WINDOW) == (f"queue/{DIVISION}",)


async def test_a_role_without_a_page_is_told_nothing(hall: Hall) -> None:
    assert await readable(hall, Actor(Role.OPERATOR, "op", a_text("Op"), DIVISION)) == ()


@pytest.mark.parametrize(
    ("actor", "stream"),
    [
        (OFFICIAL, "queue/440100"),
        (OFFICIAL, "floor/441302"),
        (SUPERVISOR, "floor/440100"),
        (WINDOW, "session/none"),
        (WINDOW, "audit/desk"),
        (WINDOW, "nonsense"),
    ],
)
async def test_a_stream_that_is_not_theirs_does_not_begin(hall: Hall, actor: Actor, stream: str) -> None:
    assert await start(hall, actor, stream) is None


async def test_a_session_begins_for_its_own_people_only(hall: Hall) -> None:
    async with meeting(hall) as call:
        name = f"session/{call.session}"
        elsewhere = replace(SUPERVISOR, division="440100")
        found = [await start(hall, actor, name) for actor in (WINDOW, OFFICIAL, SUPERVISOR, WINDOW_2, elsewhere)]
        assert [one is not None for one in found] == [True, True, True, False, False]


async def test_who_missed_a_little_gets_the_facts_and_who_missed_much_a_snapshot(hall: Hall) -> None:
    async with meeting(hall) as call:
        now = hall.desk.clock.now()
        said = MessageSaid(*UNPLACED, now, Message("m", Role.WINDOW, "hello", now))
        told = [to_session(call.session, said)] * (REPLAY_FACTS + 1)
        await hall.store.write(lambda tx: record(tx, told, by(WINDOW, "say", call.session, now)))
        name = f"session/{call.session}"
        fresh = await start(hall, WINDOW, name)
        assert fresh is not None
        head = fresh.head
        little = await start(hall, WINDOW, name, head - REPLAY_FACTS)
        assert little is not None
        assert little.start.recovered
        assert little.start.snapshot is None
        assert [fact.offset for fact in little.missed] == list(range(head - REPLAY_FACTS + 1, head + 1))
        much = await start(hall, WINDOW, name, head - REPLAY_FACTS - 1)
        assert much == fresh
        none = await start(hall, WINDOW, name, head)
        assert none is not None
        assert (none.missed, none.head, none.start.offset) == ((), head, head)
