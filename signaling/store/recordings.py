"""Recordings: the finished segments of a session's film."""

from pathlib import Path

from sqlalchemy import insert, select

from signaling.ports import SegmentFinished, Transaction
from signaling.protocol.names import SessionId
from signaling.store.tables import recordings as table


def add(tx: Transaction, segment: SegmentFinished) -> bool:
    """Keep a segment; tell whether it is new. A remux that was repeated after a crash reports it twice."""
    if any(known.number == segment.number for known in segments(tx, segment.session)):
        return False
    row = {name: getattr(segment, name) for name in segment.__struct_fields__ if name != "path"}
    tx.execute(insert(table).values(path=segment.path.as_posix(), **row))
    return True


def segments(tx: Transaction, session: SessionId) -> tuple[SegmentFinished, ...]:
    """Return the segments of a session in order."""
    rows = tx.execute(select(table).where(table.c.session == session).order_by(table.c.number))
    return tuple(
        SegmentFinished(
            session=SessionId(row.session),
            number=row.number,
            path=Path(row.path),
            sha256=row.sha256,
            started_at=row.started_at,
            seconds=row.seconds,
            gap_seconds=row.gap_seconds,
        )
        for row in rows
    )
