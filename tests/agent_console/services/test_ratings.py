import pytest

from agent_console.core.rating import Rating, Score
from agent_console.demo.seed import BY_HAND, SIMULATED
from agent_console.services.ratings import may_rate_at_window, place_of_token, rate_at_window
from signaling.core.refusal import Refused
from tests.agent_console.conftest import Hall

GOOD = Rating(Score.VERY_SATISFIED, (), "")


async def test_nobody_rates_while_the_official_listens(hall: Hall) -> None:
    case = await hall.open_case()
    session, store = await hall.session_of(case), hall.product.console.store
    with pytest.raises(Refused) as refused:
        await store.read(lambda tx: may_rate_at_window(tx, BY_HAND.actor(), session))
    assert refused.value.code == "session-running"
    await hall.end(case)
    assert await store.read(lambda tx: may_rate_at_window(tx, BY_HAND.actor(), session))


async def test_another_window_or_a_later_resident_rates_nothing(hall: Hall) -> None:
    case = await hall.open_case()
    session, store = await hall.session_of(case), hall.product.console.store
    await hall.end(case)
    with pytest.raises(Refused):
        await store.write(lambda tx: rate_at_window(tx, SIMULATED.actor(), session, GOOD, hall.clock.now()))
    hall.clock.advance(hall.clock.now() - hall.clock.now().replace(hour=8))
    await hall.open_case()
    with pytest.raises(Refused) as refused:
        await store.write(lambda tx: rate_at_window(tx, BY_HAND.actor(), session, GOOD, hall.clock.now()))
    assert refused.value.code == "not-found"


async def test_an_unknown_link_leads_nowhere(hall: Hall) -> None:
    with pytest.raises(Refused):
        await hall.product.console.store.read(lambda tx: place_of_token(tx, "none"))
