from functools import partial

import pytest

from agent_console.core.report import By, span
from agent_console.services.reports import Asked, make
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.protocol.names import Role
from signaling.protocol.views import Text
from tests.agent_console.conftest import Hall

ZHOU = Actor(Role.SUPERVISOR, "zhou", Text(zh="周", en="Zhou"), "441302", departments=frozenset({"market-regulation"}))


async def test_an_empty_report_says_nothing_wrong(hall: Hall) -> None:
    asked = Asked(span("", "", hall.clock.now().date()), By.DEPARTMENT)
    made = await hall.product.console.store.read(lambda tx: make(tx, ZHOU, asked))
    assert (made.lines, made.total.sessions, made.total.saved, made.staffing.windows_needed) == ((), 0, None, 0)
    assert [each.name for each in made.baselines] == ["windows", "materials", "time-saved", "clerks"]


async def test_a_supervisor_reads_of_their_own_region_and_departments(hall: Hall) -> None:
    period = span("", "", hall.clock.now().date())
    for division, department in (("441303", ""), ("", "tax")):
        asked = Asked(period, By.DAY, division, department)
        with pytest.raises(Refused) as refused:
            await hall.product.console.store.read(partial(make, actor=ZHOU, asked=asked))
        assert refused.value.code == "not-allowed"
