"""Who gets to the desk's sockets."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from signaling.core.access import Actor
from signaling.protocol.codes import Close
from signaling.protocol.messages import Welcome
from signaling.protocol.names import Role
from tests.support.hall import DIVISION, OFFICIAL, SUPERVISOR, WINDOW, Hall, a_text, empty_database, open_hall


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    async with open_hall(await empty_database(tmp_path)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("actor", "streams"),
    [
        (WINDOW, ["queue/441302"]),
        (OFFICIAL, ["queue/441302", "bell/o1"]),
        (SUPERVISOR, ["floor/441300", "queue/441300"]),
    ],
    ids=lambda value: value.role if isinstance(value, Actor) else "",
)
async def test_each_role_has_its_socket_and_its_streams(hall: Hall, actor: Actor, streams: list[str]) -> None:
    async with hall.dial(actor) as caller:
        welcome = await caller.hello()
        assert isinstance(welcome, Welcome)
        assert (welcome.role, welcome.id, welcome.name) == (actor.role, actor.id, actor.name)
        assert [start.stream for start in welcome.streams] == streams


async def test_a_page_of_another_origin_is_turned_away(hall: Hall) -> None:
    async with hall.dial(WINDOW, origin="http://elsewhere.example") as caller:
        assert await caller.closed() == Close.ORIGIN_WRONG


async def test_who_is_not_signed_in_is_told_so_by_the_close_code(hall: Hall) -> None:
    nobody = Actor(Role.OFFICIAL, "nobody", a_text("Nobody"), DIVISION)
    async with hall.dial(nobody) as caller:
        assert await caller.closed() == Close.NOT_SIGNED_IN


async def test_a_cookie_of_one_role_opens_no_socket_of_another(hall: Hall) -> None:
    window_as_official = Actor(Role.OFFICIAL, WINDOW.id, WINDOW.name, DIVISION)
    async with hall.dial(window_as_official) as caller:
        assert await caller.closed() == Close.NOT_SIGNED_IN
