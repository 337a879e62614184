"""
Whole matters from the number to the result, over HTTP, with the demonstration city's items.

On real media: (a) tests/test_far_registration.py, (b) tests/test_karaoke_bar.py, (c) tests/test_housing_fund.py,
(d) tests/test_school_closing.py, (e) tests/test_service_types.py, (f) tests/test_card_only.py,
(g) tests/test_second_visit.py.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent_console.services import documents
from agent_console.store import cases
from signaling.protocol.case_views import CaseState
from signaling.protocol.names import CaseId
from tests.agent_console.conftest import open_hall
from tests.support.script import Visit


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
