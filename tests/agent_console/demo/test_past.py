import msgspec

from agent_console.core.report import By, span
from agent_console.demo.past import id_number, lay_down_past
from agent_console.services.reports import Asked, make
from agent_console.store import documents
from signaling.core.ticket import check_id_number
from tests.agent_console.conftest import Hall
from tests.agent_console.store.test_backoffice import actor


async def test_the_reports_are_full_at_first_look_and_nothing_is_left_to_do(hall: Hall) -> None:
    store = hall.product.console.store
    assert await lay_down_past(hall.product.console, weeks=3) > 50
    assert await lay_down_past(hall.product.console, weeks=3) == 0  # Once.
    zhou = await actor(hall, "zhou")
    asked = Asked(span("", "", hall.clock.now().date()), By.ITEM)
    report = await store.read(lambda tx: make(tx, zhou, asked))
    total = report.total
    assert total.first_visit is not None
    assert 0.5 < total.first_visit < 1
    assert total.saved is not None
    assert total.saved > 0.5
    assert min(total.decided, total.reused, total.ratings, total.served) > 10
    assert len(report.days) > 8
    busiest = max(report.lines, key=lambda line: line.sessions)
    alone = await store.read(lambda tx: make(tx, zhou, msgspec.structs.replace(asked, item=busiest.key)))
    assert [(line.key, line.sessions) for line in alone.lines] == [(busiest.key, busiest.sessions)]
    # No paper is made and no message sent for what is over.
    assert await store.read(documents.unfollowed) == []
    chen = await hall.signed_in("chen")
    counts = (await chen.get("/api/backoffice")).json()["counts"]
    assert counts["closed"] > counts["accepted"] > 0
    assert (await (await hall.signed_in("zhou", "supervisor")).get("/api/inquiries/counts")).json()["found"] > 0


def test_made_up_numbers_are_well_formed() -> None:
    assert len({check_id_number(id_number(resident)) for resident in range(120)}) == 120
