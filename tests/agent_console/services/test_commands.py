import asyncio
from collections import Counter

import pytest

from agent_console.api.schemas import SaveForm
from agent_console.services.commands import Request, carry_out
from agent_console.services.dossier import load
from agent_console.store import accounts
from signaling.core.refusal import Refused
from signaling.protocol.views import CaseView
from signaling.store.proof import verify
from tests.agent_console.conftest import Hall


async def test_of_many_at_once_on_one_version_exactly_one_is_carried_out(hall_on_each: Hall) -> None:
    case = await hall_on_each.open_case()
    store = hall_on_each.product.console.store
    account = await store.read(lambda tx: accounts.get_account(tx, "chen"))
    assert account is not None

    async def save(number: int) -> str:
        command = SaveForm(1, {"operator_name": f"张{number}"})
        request = Request(account.actor(), case, command, f"key-{number:04d}", hall_on_each.clock.now())
        try:
            await store.write(lambda tx: carry_out(tx, request))
        except Refused as refused:
            return refused.code.value
        return "saved"

    assert Counter(await asyncio.gather(*map(save, range(20)))) == {"saved": 1, "version-stale": 19}
    assert (await store.read(lambda tx: load(tx, case))).case.version == 2


async def test_a_double_click_is_one_act(hall_on_each: Hall) -> None:
    case = await hall_on_each.open_case()
    store = hall_on_each.product.console.store
    account = await store.read(lambda tx: accounts.get_account(tx, "chen"))
    assert account is not None
    request = Request(
        account.actor(), case, SaveForm(1, {"operator_name": "张三"}), "one-click", hall_on_each.clock.now()
    )

    async def save() -> CaseView:
        return await store.write(lambda tx: carry_out(tx, request))

    views = await asyncio.gather(*(save() for _ in range(10)))
    assert {view.version for view in views} == {2}


async def test_every_act_has_its_audit_entry(hall_on_each: Hall) -> None:
    case = await hall_on_each.open_case()
    official = await hall_on_each.signed_in("chen")
    await hall_on_each.act(official, case, "save-form", values={"operator_name": "张三"})
    report = await hall_on_each.product.console.store.read(verify)
    assert report.faults == ()


@pytest.mark.parametrize("name", ["张三\x00", "x" * 501])
async def test_junk_in_a_draft_is_refused_or_kept_as_it_is(hall: Hall, name: str) -> None:
    case = await hall.open_case()
    official = await hall.signed_in("chen")
    answer = await hall.act(official, case, "save-form", values={"operator_name": name})
    assert answer.status_code in (200, 422)
