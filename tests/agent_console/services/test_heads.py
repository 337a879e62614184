from agent_console.keys import load_keys
from agent_console.services.heads import sign_now
from signaling.store.proof import verify
from tests.agent_console.conftest import Hall


async def test_what_was_done_is_under_a_signed_head_and_verifies(hall: Hall) -> None:
    await hall.open_case()
    key = load_keys(hall.data / "keys").audit
    await sign_now(hall.product.console.store, hall.clock, key)
    report = await hall.product.console.store.read(lambda tx: verify(tx, key.public_key()))
    assert report.faults == ()
    assert report.heads == 1
    assert report.entries > 5
