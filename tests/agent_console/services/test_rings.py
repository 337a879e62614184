from agent_console.demo.seed import BY_HAND
from agent_console.services import rings
from agent_console.store import accounts
from signaling.ports import Transaction
from tests.agent_console.conftest import Hall


async def test_a_solved_ring_is_shown_for_a_minute_and_a_new_one_can_be_rung(hall: Hall) -> None:
    def rung(tx: Transaction) -> list[str]:
        actor, now = BY_HAND.actor(), hall.clock.now()
        accounts.add_window(tx, BY_HAND, now)
        first = rings.ring(tx, actor, "print", "", now)
        rings.answer(tx, actor, first.id, "solved", now)
        second = rings.ring(tx, actor, "print", "", now)
        later = now + 2 * rings.SHOWN_AFTERWARDS
        assert [ring.id for ring in rings.of_actor(tx, actor, later)] == [second.id]
        assert second.id != first.id
        return [ring.id for ring in rings.of_actor(tx, actor, now)]

    assert len(await hall.product.console.store.write(rung)) == 2
