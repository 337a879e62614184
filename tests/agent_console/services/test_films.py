from pathlib import Path

from sqlalchemy import select

from agent_console.services.films import recover
from media.sealed import seal
from signaling.ports import SegmentFinished, Transaction
from signaling.protocol.names import CaseId, SessionId
from signaling.services import keys
from signaling.store import recordings
from signaling.store.tables import audit
from signaling.store.tables import sessions as session_table
from tests.agent_console.conftest import Hall

FILM = bytes(range(256)) * 1000


async def lay_down_film(hall: Hall, case: CaseId) -> SessionId:
    """A finished, sealed segment of a session that was consented to be recorded."""
    await hall.consent(case)
    session = await hall.session_of(case)
    console = hall.product.console
    query = select(session_table.c.recording_key).where(session_table.c.id == session)
    wrapped = await console.store.read(lambda tx: tx.execute(query).scalar_one())
    folder = hall.data / "recordings" / session
    folder.mkdir(parents=True)
    digest = seal(folder / "00001.film", memoryview(FILM), keys.unwrap(wrapped, console.master_key, session))
    segment = SegmentFinished(session, 1, Path(session, "00001.film"), digest, hall.clock.now(), 12.5, 0.0)
    await console.store.write(lambda tx: recordings.add(tx, segment))
    return session


def viewings(tx: Transaction) -> list[str]:
    return [row.actor for row in tx.execute(select(audit.c.actor).where(audit.c.action == "recording-viewed"))]


async def test_who_looks_at_a_film_is_on_record_once_an_hour(hall: Hall) -> None:
    session = await lay_down_film(hall, await hall.open_case())
    supervisor = await hall.signed_in("zhou", "supervisor")
    for _ in range(3):
        await supervisor.get(f"/api/sessions/{session}/recording/1.mkv", headers={"Range": "bytes=10-20"})
    assert await hall.product.console.store.read(viewings) == ["zhou"]


async def test_there_is_nothing_to_recover_where_nothing_was_recorded(hall: Hall) -> None:
    await recover(hall.product.console, "local")
    assert await hall.product.console.store.read(viewings) == []


async def test_a_film_that_the_database_does_not_know_is_kept_at_the_next_start(hall: Hall) -> None:
    session = SessionId(await lay_down_film(hall, await hall.open_case()))
    console = hall.product.console
    known = await console.store.read(lambda tx: recordings.segments(tx, session))
    await recover(console, "local")
    assert await console.store.read(lambda tx: recordings.segments(tx, session)) == known
