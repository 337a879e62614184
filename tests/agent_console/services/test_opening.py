from functools import partial

import pytest
from msgspec.structs import replace

from agent_console.demo.seed import BY_HAND, SIMULATED, read_demo_catalogue
from agent_console.services.opening import CASE_STREAM, CaseSide
from agent_console.store import accounts
from agent_console.store.versions import import_items
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.names import CaseId, StreamName
from signaling.protocol.views import CaseState, Text
from tests.agent_console.api.test_cases import bring_to
from tests.agent_console.conftest import Hall


async def account(hall: Hall, name: str) -> Actor:
    found = await hall.product.console.store.read(lambda tx: accounts.get_account(tx, name))
    assert found is not None
    return found.actor()


def reads_case(tx: Transaction, actor: Actor, name: StreamName) -> bool:
    return CASE_STREAM.may_read(tx, actor, name)


async def test_the_stream_of_a_case_is_read_by_whom_it_concerns(hall: Hall) -> None:
    case = await hall.open_case()
    name = StreamName(f"case/{case}")
    people = {actor.id: actor for actor in [await account(hall, who) for who in ("chen", "lin", "zhou")]}
    people |= {window.id: window.actor() for window in (BY_HAND, SIMULATED)}
    store = hall.product.console.store
    reads = {who for who, actor in people.items() if await store.read(partial(reads_case, actor=actor, name=name))}
    assert reads == {"chen", "zhou", "window-1"}
    full = await store.read(lambda tx: CASE_STREAM.snapshot(tx, people["chen"], name))
    assert full.case.values["operator_phone"] == "13800138000"  # type: ignore[union-attr]
    masked = await store.read(lambda tx: CASE_STREAM.snapshot(tx, people["zhou"], name))
    assert masked.case.values["operator_phone"] == "13*******00"  # type: ignore[union-attr]


async def test_there_is_no_stream_of_an_unknown_case(hall: Hall) -> None:
    chen = await account(hall, "chen")
    for name in ("case/none", "case/", "case"):
        reads = partial(reads_case, actor=chen, name=StreamName(name))
        assert not await hall.product.console.store.read(reads)


async def test_a_case_keeps_the_version_that_its_ticket_was_taken_for(hall: Hall) -> None:
    case = await hall.open_case()
    first, *rest = read_demo_catalogue()
    changed = [replace(first, name=Text(zh="新", en="New")), *rest]
    await hall.product.console.store.write(lambda tx: import_items(tx, changed, hall.clock.now()))
    seen = await hall.seen(await hall.signed_in("chen"), case)
    assert (seen.item_version, seen.item_name) == (1, first.name)


async def test_the_desk_learns_whether_a_visit_led_somewhere(hall: Hall) -> None:
    side, store = CaseSide(hall.clock), hall.product.console.store
    case = await hall.open_case()
    assert not await store.read(lambda tx: side.is_settled(tx, case))
    await bring_to(hall, await hall.signed_in("chen"), await hall.window(), case, CaseState.ACCEPTED)
    assert await store.read(lambda tx: side.is_settled(tx, case))
    with pytest.raises(Refused, match="not-found"):
        await store.read(lambda tx: side.is_settled(tx, CaseId("none")))
