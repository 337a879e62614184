from agent_console.core.rating import Rating, RatingReason, Score
from agent_console.store import ratings
from agent_console.store.ratings import Rated
from signaling.clock import FakeClock
from signaling.protocol.names import SessionId
from signaling.store.engine import Store

NOW = FakeClock().now()
SESSION = SessionId("s1")
RATED = Rated(SESSION, "chen", "441302", "market-regulation", "item")
BAD = Rating(Score.DISSATISFIED, (RatingReason.SLOW,), "慢")


async def test_a_session_is_rated_once(store: Store) -> None:
    assert not await store.read(lambda tx: ratings.exists(tx, SESSION))
    assert await store.write(lambda tx: ratings.add(tx, RATED, BAD, "window", "c1", NOW))
    assert not await store.write(lambda tx: ratings.add(tx, RATED, BAD, "progress", None, NOW))
    assert await store.read(lambda tx: ratings.exists(tx, SESSION))


async def test_a_complaint_knows_its_rating(store: Store) -> None:
    await store.write(lambda tx: ratings.add(tx, RATED, BAD, "window", "c1", NOW))
    assert await store.read(lambda tx: ratings.of_complaint(tx, "c1")) == BAD
    assert await store.read(lambda tx: ratings.of_complaint(tx, "c2")) is None
