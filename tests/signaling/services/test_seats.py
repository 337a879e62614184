"""The check that every command into a session begins with."""

import pytest
from msgspec.structs import replace

from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.protocol.codes import Code
from signaling.protocol.commands import Say, SetHold
from signaling.protocol.names import SessionId
from signaling.services.seats import running
from tests.support.hall import OFFICIAL, OFFICIAL_2, SUPERVISOR, WINDOW, Hall
from tests.support.meeting import meeting


async def code(hall: Hall, actor: Actor, session: SessionId, kind: type[Say | SetHold]) -> Code | None:
    frame = Say("ref-0001", session, "x") if kind is Say else SetHold("ref-0001", session, True)
    try:
        await hall.store.read(lambda tx: running(tx, actor, frame, session))
    except Refused as refused:
        return refused.code
    return None


@pytest.mark.parametrize(
    ("actor", "kind", "expected"),
    [
        (WINDOW, Say, None),
        (OFFICIAL, SetHold, None),
        (WINDOW, SetHold, Code.NOT_ALLOWED),
        (SUPERVISOR, Say, Code.NOT_ALLOWED),
        (OFFICIAL_2, Say, Code.SESSION_UNKNOWN),
        (replace(SUPERVISOR, division="440100"), Say, Code.SESSION_UNKNOWN),
    ],
)
async def test_each_does_their_own_in_their_own_session(
    hall: Hall, actor: Actor, kind: type[Say | SetHold], expected: Code | None
) -> None:
    async with meeting(hall) as call:
        assert await code(hall, actor, call.session, kind) is expected


async def test_a_session_that_never_was_is_unknown(hall: Hall) -> None:
    assert await code(hall, WINDOW, SessionId("none"), Say) is Code.SESSION_UNKNOWN
