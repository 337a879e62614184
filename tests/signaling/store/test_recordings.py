from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy.exc import IntegrityError

from signaling.ports import SegmentFinished
from signaling.protocol.names import SessionId
from signaling.store import recordings
from signaling.store.engine import Store
from tests.support.desk import NOW, call

S1 = SessionId("s1")
FIRST = SegmentFinished(
    session=S1, number=1, path=Path("s1/1.mkv"), sha256="a" * 64, started_at=NOW, seconds=61.5, gap_seconds=0.0
)
SECOND = replace(FIRST, number=2, path=Path("s1/2.mkv"), gap_seconds=1.2)


async def test_segments_are_listed_in_order(store: Store) -> None:
    await store.write(call)
    assert await store.write(lambda tx: recordings.add(tx, SECOND))
    assert await store.write(lambda tx: recordings.add(tx, FIRST))
    assert await store.read(lambda tx: recordings.segments(tx, S1)) == (FIRST, SECOND)


async def test_a_segment_reported_twice_is_kept_once(store: Store) -> None:
    await store.write(call)
    assert [await store.write(lambda tx: recordings.add(tx, FIRST)) for _ in range(2)] == [True, False]
    assert await store.read(lambda tx: recordings.segments(tx, S1)) == (FIRST,)


async def test_a_segment_of_no_session_is_not_kept(store: Store) -> None:
    with pytest.raises(IntegrityError):
        await store.write(lambda tx: recordings.add(tx, FIRST))
