from msgspec.structs import replace

from agent_console.store import identity
from agent_console.store.identity import IdentityCheck
from signaling.clock import FakeClock
from signaling.protocol.names import TicketId
from signaling.store.engine import Store

CHECK = IdentityCheck(TicketId("t1"), "wu", "file", "long-term", FakeClock().now())


async def test_the_latest_check_of_a_ticket_stands(store: Store) -> None:
    assert await store.read(lambda tx: identity.get(tx, CHECK.ticket)) is None
    await store.write(lambda tx: identity.put(tx, CHECK))
    await store.write(lambda tx: identity.put(tx, replace(CHECK, clerk="li")))
    assert await store.read(lambda tx: identity.get(tx, CHECK.ticket)) == replace(CHECK, clerk="li")
