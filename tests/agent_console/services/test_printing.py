import pytest

from agent_console.demo.people import BY_HAND
from agent_console.demo.seed import SIMULATED
from agent_console.services.printing import ask, job_for
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from tests.agent_console.conftest import Hall
from tests.support.after import accepted, made


async def test_a_job_is_none_of_another_windows_business(hall: Hall) -> None:
    case, _ = await accepted(hall)
    notice = (await made(hall, case))["notice"]
    store, now = hall.product.console.store, hall.clock.now()
    window: Actor = BY_HAND.actor()
    job = await store.write(lambda tx: ask(tx, window, case, notice.sha256, None, now))
    assert await store.read(lambda tx: job_for(tx, window, job.id)) == job
    with pytest.raises(Refused):
        await store.read(lambda tx: job_for(tx, SIMULATED.actor(), job.id))
