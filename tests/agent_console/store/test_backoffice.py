from functools import partial

import msgspec
import pytest

from agent_console.core.backoffice import Filter, Standing
from agent_console.core.clock import local_day
from agent_console.store import accounts, backoffice
from signaling.core.access import Actor
from signaling.protocol.case_views import CaseState
from signaling.protocol.names import Role
from signaling.protocol.views import Text
from tests.agent_console.api.test_cases import bring_to
from tests.agent_console.conftest import Hall


async def actor(hall: Hall, name: str) -> Actor:
    account = await hall.product.console.store.read(lambda tx: accounts.get_account(tx, name))
    assert account is not None
    return account.actor()


async def numbers(hall: Hall, who: Actor, wanted: Filter) -> list[str | None]:
    ask = partial(backoffice.listed, actor=who, wanted=wanted, today=local_day(hall.clock.now()))
    rows, total = await hall.product.console.store.read(ask)
    assert total == len(rows)
    return [row.number for row in rows]


async def test_the_list_is_narrowed_and_counted(hall_on_each: Hall) -> None:
    hall = hall_on_each
    case = await hall.open_case()
    chen = await actor(hall, "chen")
    assert await numbers(hall, chen, Filter()) == []  # While its session runs, it is its official's alone.
    seen = await bring_to(hall, await hall.signed_in("chen"), await hall.window(), case, CaseState.ACCEPTED)
    number = seen.number
    assert number is not None
    for wanted, found in (
        (Filter(), True),
        (Filter(state=CaseState.ACCEPTED), True),
        (Filter(state=CaseState.DECIDED), False),
        (Filter(department="tax"), False),
        (Filter(search=number[-5:]), True),
        (Filter(search=number[:8]), True),
        (Filter(search="%"), False),
        (Filter(mine=True), True),
        (Filter(standing=Standing.OVERDUE), False),
        (Filter(standing=Standing.NONE), False),
        (Filter(page=2), False),
    ):
        rows = partial(backoffice.listed, actor=chen, wanted=wanted, today=local_day(hall.clock.now()))
        assert bool((await hall.product.console.store.read(rows))[0]) is found, wanted
    count = partial(backoffice.counts, actor=chen, wanted=Filter(), today=local_day(hall.clock.now()))
    assert await hall.product.console.store.read(count) == {"accepted": 1}
    assert await numbers(hall, await actor(hall, "lin"), Filter()) == [number]


@pytest.mark.parametrize(
    ("role", "division", "departments"),
    [
        (Role.OFFICIAL, "441303", {"market-regulation"}),
        (Role.OFFICIAL, "441302", {"tax"}),
        (Role.OFFICIAL, "441302", set()),
        (Role.WINDOW, "441302", {"market-regulation"}),
        (Role.SUPERVISOR, "441303", set()),
    ],
)
async def test_nobody_lists_what_is_none_of_their_business(
    hall: Hall, role: Role, division: str, departments: set[str]
) -> None:
    case = await hall.open_case()
    await bring_to(hall, await hall.signed_in("chen"), await hall.window(), case, CaseState.ACCEPTED)
    who = Actor(role, "x", Text(zh="x", en="x"), division, departments=frozenset(departments))
    assert await numbers(hall, who, Filter()) == []
    region = msgspec.structs.replace(who, role=Role.SUPERVISOR, division="441300", departments=frozenset())
    assert len(await numbers(hall, region, Filter())) == 1


async def test_what_was_done_is_told_in_order(hall: Hall) -> None:
    case = await hall.open_case()
    await bring_to(hall, await hall.signed_in("chen"), await hall.window(), case, CaseState.ACCEPTED)
    done = await hall.product.console.store.read(lambda tx: backoffice.get_acts(tx, case))
    assert [entry.at for entry in done] == sorted(entry.at for entry in done)
    assert done[-1].name == Text(zh="陈志远", en="Chen Zhiyuan") or done[-1].actor == "system"
