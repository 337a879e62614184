from datetime import date, timedelta
from functools import partial

from agent_console.core.baseline import FIRST, Baseline
from agent_console.core.rating import Rating, Score
from agent_console.core.report import Span
from agent_console.store import ratings, reports
from agent_console.store.ratings import Rated
from agent_console.store.reports import Which
from signaling.clock import FakeClock
from signaling.protocol.case_views import CaseState
from signaling.protocol.names import SessionId
from signaling.protocol.views import Text
from signaling.store.engine import Store
from tests.agent_console.api.test_cases import bring_to
from tests.agent_console.conftest import Hall

NOW = FakeClock().now()
TODAY = Span(date(2026, 1, 5), date(2026, 1, 5))
HERE = Which(TODAY, "441302", frozenset())


async def test_a_session_and_its_case_are_counted_where_they_belong(hall_on_each: Hall) -> None:
    hall = hall_on_each
    case = await hall.open_case()
    await bring_to(hall, await hall.signed_in("chen"), await hall.window(), case, CaseState.ACCEPTED)
    hall.clock.advance(timedelta(minutes=9))
    await hall.end(case)
    store = hall.product.console.store
    (session,) = await store.read(lambda tx: reports.session_rows(tx, HERE))
    assert (session.served, session.seconds, session.target_minutes > 0) == (True, 540.0, True)
    (row,) = await store.read(lambda tx: reports.case_rows(tx, HERE))
    assert (row.visits, row.reused, row.actual_days, row.materials) == (1, 0, None, 2)
    names = await store.read(lambda tx: reports.item_names(tx, HERE))
    assert names[session.at.department].zh == "市场监督管理局"


async def test_what_lies_elsewhere_or_earlier_is_not_counted(hall: Hall) -> None:
    case = await hall.open_case()
    await bring_to(hall, await hall.signed_in("chen"), await hall.window(), case, CaseState.ACCEPTED)
    await hall.end(case)
    for which in (
        Which(TODAY, "441303", frozenset()),
        Which(TODAY, "441302", frozenset({"tax"})),
        Which(Span(date(2026, 1, 4), date(2026, 1, 4)), "441302", frozenset()),
    ):
        store = hall.product.console.store
        assert await store.read(partial(reports.session_rows, which=which)) == []
        assert await store.read(partial(reports.case_rows, which=which)) == []


async def test_ratings_come_without_their_givers(store: Store) -> None:
    rated = Rated(SessionId("s1"), "chen", "441302", "market", "item")
    await store.write(lambda tx: ratings.add(tx, rated, Rating(Score.SATISFIED, (), ""), "window", None, NOW))
    (row,) = await store.read(lambda tx: reports.rating_rows(tx, HERE))
    assert (row.score, row.at.item) == (2, "item")


async def test_a_region_begins_with_the_first_baselines_and_keeps_its_own(store: Store) -> None:
    assert await store.read(lambda tx: reports.get_baselines(tx, "441300")) == FIRST
    own = (Baseline("clerks", Text(zh="人员", en="Clerks"), 20, 5, "count", 90_000.0),)
    await store.write(lambda tx: reports.set_baselines(tx, "441300", own, NOW))
    assert await store.read(lambda tx: reports.get_baselines(tx, "441300")) == own
    assert await store.read(lambda tx: reports.get_baselines(tx, "441302")) == FIRST
