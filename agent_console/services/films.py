"""Films of sessions: their keys, what a kill left behind, and playing them back."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from functools import partial
from pathlib import Path

import msgspec
from sqlalchemy import select

from agent_console.console import Console
from media.sealed import Recording
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.core.routing import covers
from signaling.ports import SegmentFinished, Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import SessionId
from signaling.services import keys, presences
from signaling.store import ledger, recordings
from signaling.store.tables import sessions

READ_BYTES = 256 * 1024


class Film(msgspec.Struct, frozen=True):
    """One segment that somebody may see, and the key of its session."""

    path: Path
    key: bytes


async def recover(console: Console, node: str) -> None:
    """Remux what an earlier run of the server recorded and did not finish, and keep what it did not tell."""
    found: asyncio.Queue[SegmentFinished] = asyncio.Queue()
    await console.recordings.recover(partial(_key_of, console), found.put_nowait)
    while not found.empty():
        segment = found.get_nowait()
        now = console.clock.now()
        await console.store.write(partial(_keep, node=node, segment=segment, at=now))


def _keep(tx: Transaction, node: str, segment: SegmentFinished, at: datetime) -> None:
    presences.keep_segment(tx, node, segment, at)


async def _key_of(console: Console, session: SessionId) -> bytes | None:
    wrapped = await console.store.read(partial(_wrapped_key, session=session))
    return None if wrapped is None else keys.unwrap(wrapped, console.master_key, session)


def _wrapped_key(tx: Transaction, session: SessionId) -> bytes | None:
    found: bytes | None = tx.execute(select(sessions.c.recording_key).where(sessions.c.id == session)).scalar()
    return found


async def show(console: Console, actor: Actor, session: SessionId, number: int) -> Film:
    """
    Return a segment to a supervisor of its region; that it was looked at is on record before the first byte.

    Raises:
        Refused: not-found, also for another region's.
    """
    segment, wrapped = await console.store.write(
        partial(_note_viewing, actor=actor, session=session, number=number, at=console.clock.now())
    )
    return Film(console.recordings.path(segment), keys.unwrap(wrapped, console.master_key, session))


def _note_viewing(
    tx: Transaction, actor: Actor, session: SessionId, number: int, at: datetime
) -> tuple[SegmentFinished, bytes]:
    row = tx.execute(
        select(sessions.c.division, sessions.c.department, sessions.c.recording_key).where(sessions.c.id == session)
    ).one_or_none()
    segment = next((found for found in recordings.segments(tx, session) if found.number == number), None)
    if row is None or segment is None or row.recording_key is None or not covers(actor.division, row.division):
        raise Refused(Code.NOT_FOUND)
    if actor.departments and row.department not in actor.departments:
        raise Refused(Code.NOT_FOUND)
    # A player asks for one film in many ranges: one entry an hour tells of them all.
    ref = f"film/{session}/{number}/{at:%Y%m%d%H}"
    digest = ledger.digest(ref.encode())
    if ledger.outcome(tx, actor.id, ref, digest) is None:
        details: dict[str, str | int | float | bool | None] = {"segment": number, "sha256": segment.sha256}
        ledger.record(tx, (), ledger.Entry(actor.id, actor.role, "recording-viewed", session, at, details))
        ledger.remember(tx, actor.id, ref, digest, b"")
    return segment, row.recording_key


async def play(film: Recording, first: int, last: int) -> AsyncIterator[bytes]:
    """Yield the plain octets from `first` to `last`, both included, and close the film."""
    try:
        at = first
        while at <= last:
            part = await asyncio.to_thread(film.read, at, min(READ_BYTES, last + 1 - at))
            at += len(part)
            yield part
    finally:
        film.close()
