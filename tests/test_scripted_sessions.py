"""
Whole matters from the number to the result, over HTTP, with the demonstration city's items.

On real media: (a) tests/test_far_registration.py, (b) tests/test_karaoke_bar.py, (c) tests/test_housing_fund.py,
(d) tests/test_school_closing.py, (e) tests/test_service_types.py, (f) tests/test_card_only.py,
(g) tests/test_second_visit.py.
"""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.services import clockwork, documents
from agent_console.store import cases
from signaling.protocol.names import CaseId, Role
from signaling.protocol.views import CaseState
from tests.agent_console.conftest import open_hall
from tests.support.script import Visit, code


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    async with open_hall(tmp_path) as hall:
        yield Visit(hall)


async def decide(visit: Visit, case: CaseId, division: str, department: str) -> None:
    """Let two officials of the deciding department review and grant."""
    reviewer, decider = [
        visit.people.get(name) or await visit.somebody(name, division, (department,))
        for name in (f"reviewer-{division}-{department}"[:60], f"decider-{division}-{department}"[:60])
    ]
    await visit.do(reviewer, case, "review", proposal="granted")
    await visit.do(decider, case, "decide", decision="granted")


async def decide_child(visit: Visit, case: CaseId) -> None:
    """Take one part of an application from its acceptance to its end."""
    row = await visit.hall.product.console.store.read(lambda tx: cases.get_row(tx, case))
    assert row is not None
    assert row.handling is not None
    await decide(visit, case, row.handling.deciding, row.handling.department)
    await visit.hall.product.console.chores.idle()
    await documents.follow_all(visit.hall.product.console)
    decider = visit.people[f"decider-{row.handling.deciding}-{row.handling.department}"[:60]]
    for material in (await decider.get(f"/api/cases/{case}/delivery")).json()["unaccounted"]:
        await visit.do(decider, case, "settle-original", material=material, where="kept")
    view = await visit.do(decider, case, "deliver", way="window")
    assert view.state is CaseState.CLOSED


async def test_a_case_that_runs_late_is_urged_up_to_the_supervisor(visit: Visit) -> None:
    """(h) The clock urges, the head hears of silence, then the supervisor, by a numbered order."""
    console = visit.hall.product.console
    chen = await visit.hall.signed_in("chen")
    case = await visit.open("individual-business-registration", "chen")
    await visit.complete(case, chen)
    await visit.conclude(case, chen)
    await visit.hall.end(case)
    seen = []
    for _ in range(14):
        visit.hall.clock.advance(timedelta(days=1))
        await clockwork.tick(console)
        chen = await visit.hall.signed_in("chen")
        seen.append(await visit.hall.seen(chen, case))
    assert seen[0].urges == ()
    assert seen[-1].warning == 100
    (urge,) = seen[-1].urges
    assert urge.role is Role.OPERATOR
    assert [view.urges[0].escalated_to for view in seen if view.urges][:1] == [None]
    assert "head" in [view.urges[0].escalated_to for view in seen if view.urges]
    assert urge.escalated_to == "supervisor"
    zhou = await visit.hall.signed_in("zhou", "supervisor")
    orders = (await zhou.get("/api/inquiries?kind=order")).json()
    assert "督办" in str(orders)


async def test_a_promise_that_proves_false_takes_the_licence_back(visit: Visit) -> None:
    """(i) What was granted on a promise is revoked when the check finds it false."""
    chen = await visit.hall.signed_in("chen")
    case = await visit.open("karaoke-bar", "chen")
    await visit.complete(case, chen, without=("no-crime",))
    await visit.do(chen, case, "promise", material="no-crime")
    accepted = await visit.conclude(case, chen)
    for child in accepted.children:
        await decide_child(visit, child.id)
    reviewer = visit.people["reviewer-441302-market-regulation"]
    revoked = await visit.do(reviewer, case, "check-promise", material="no-crime", kept=False, reason="查有记录")
    assert revoked.revoked == "查有记录"
    await visit.hall.end(case)
    again = await visit.open("karaoke-bar", "chen")
    await visit.complete(again, chen, without=("no-crime",))
    assert await code(visit.hall.act(chen, again, "promise", material="no-crime")) == "promise-barred"
