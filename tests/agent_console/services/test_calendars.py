from datetime import date, timedelta
from functools import partial

import pytest
from structlog.testing import capture_logs

from agent_console.services.calendars import lay_year, warn
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.protocol.names import Role
from signaling.protocol.views import Text
from tests.agent_console.conftest import Hall

OPERATOR = Actor(role=Role.OPERATOR, id="operator", name=Text(zh="管", en="O"), division="440000")
NEW_YEAR, SATURDAY, MONDAY = date(2027, 1, 1), date(2027, 1, 9), date(2027, 1, 11)


@pytest.mark.parametrize(
    ("off", "made_up", "day"),
    [
        ([date(2026, 1, 1)], [], "2026-01-01"),
        ([NEW_YEAR, SATURDAY], [SATURDAY], "2027-01-09"),
        ([NEW_YEAR], [MONDAY], "2027-01-11"),
        ([SATURDAY], [], "2027"),
    ],
)
async def test_a_notice_that_cannot_be_right_is_refused_naming_the_day(
    hall: Hall, off: list[date], made_up: list[date], day: str
) -> None:
    lay = partial(lay_year, actor=OPERATOR, year=2027, days_off=off, made_up=made_up, now=hall.clock.now())
    with pytest.raises(Refused) as refused:
        await hall.product.console.store.write(lay)
    assert (refused.value.code, refused.value.facts) == ("calendar-invalid", {"day": day})


async def test_a_missing_notice_is_told_in_the_log(hall: Hall) -> None:
    hall.clock.advance(timedelta(days=330))
    with capture_logs() as logs:
        await warn(hall.product.console)
    assert [(entry["event"], entry["year"]) for entry in logs] == [("calendar_missing", 2027)]
