from datetime import date, timedelta

from agent_console.core.clock import Calendar
from agent_console.demo.plan import Ending, Lane, plan
from agent_console.demo.seed import read_demo_catalogue

TODAY = date(2026, 1, 5)
ITEMS = tuple(item for item in read_demo_catalogue() if not item.components)


def test_an_official_serves_one_resident_at_a_time_on_working_days() -> None:
    calendar = Calendar(frozenset(), frozenset())
    visits = plan([Lane("chen", ITEMS, 8), Lane("lin", ITEMS, 4)], TODAY, calendar)
    assert visits == plan([Lane("chen", ITEMS, 8), Lane("lin", ITEMS, 4)], TODAY, calendar)
    assert len(visits) > 150
    assert {visit.ending for visit in visits} == set(Ending)
    for official in ("chen", "lin"):
        spans = [(each.called_at, each.ends_at) for each in visits if each.official == official]
        spans += [
            (each.back_at, each.back_at + (each.ends_at - each.called_at))
            for each in visits
            if each.back_at is not None and each.official == official
        ]
        for (_, ends), (called, _) in zip(sorted(spans), sorted(spans)[1:], strict=False):
            assert ends < called
    for visit in visits:
        assert visit.taken_at < visit.called_at < visit.ends_at
        assert visit.taken_at.weekday() < 5
        assert visit.taken_at.date() < TODAY
        assert visit.decided_at is None or visit.decided_at > (visit.back_at or visit.ends_at) + timedelta(minutes=20)
