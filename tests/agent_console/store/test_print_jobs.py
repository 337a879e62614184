from datetime import UTC, datetime

from msgspec.structs import replace

from agent_console.store import print_jobs
from agent_console.store.print_jobs import PrintJob
from signaling.protocol.names import CaseId, Sha256
from signaling.protocol.views import PrintFault, PrintState, Text
from signaling.store.engine import Store

AT = datetime(2026, 1, 5, tzinfo=UTC)
NAME = Text(zh="通知", en="Notice")
JOB = PrintJob("j", CaseId("c"), Sha256("a" * 64), NAME, "w", "h", "chen", AT, PrintState.WAITING, None, AT)


async def test_a_job_waits_at_its_window_and_in_its_hall_until_it_is_done(store: Store) -> None:
    await store.write(lambda tx: print_jobs.add(tx, JOB))
    assert await store.read(lambda tx: print_jobs.open_at(tx, window="w")) == [JOB]
    assert await store.read(lambda tx: print_jobs.open_at(tx, hall="h")) == [JOB]
    assert await store.read(lambda tx: print_jobs.waiting(tx, "w", JOB.document)) == JOB
    await store.write(lambda tx: print_jobs.change(tx, "j", PrintState.FAULT, PrintFault.JAM, AT))
    faulty = replace(JOB, state=PrintState.FAULT, fault=PrintFault.JAM)
    assert await store.read(lambda tx: print_jobs.get(tx, "j")) == faulty
    await store.write(lambda tx: print_jobs.change(tx, "j", PrintState.DONE, None, AT))
    assert await store.read(lambda tx: print_jobs.open_at(tx, window="w")) == []
    assert len(await store.read(lambda tx: print_jobs.of_case(tx, JOB.case_id))) == 1
