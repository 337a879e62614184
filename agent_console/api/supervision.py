"""What a supervisor looks back on: ended sessions, and their film."""

import asyncio
import re
from functools import partial

from sqlalchemy import ColumnElement, select
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from agent_console.api.routing import acting, answer
from agent_console.api.schemas import PastSession, RecordingSegment
from agent_console.console import Console
from agent_console.services.films import play, show
from agent_console.store.tables import cases
from media.sealed import Recording
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.core.routing import prefix
from signaling.ports import SegmentFinished, Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import Role, SessionId, Sha256
from signaling.protocol.views import Outcome, SessionState
from signaling.store import recordings
from signaling.store.tables import sessions, tickets

MOST = 200
_RANGE = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")


async def list_sessions(console: Console, request: Request) -> Response:
    """List the ended sessions of the supervisor's region, the latest first."""
    actor = await acting(console, request, Role.SUPERVISOR)
    return answer(await console.store.read(partial(_past, actor=actor)))


async def get_recording(console: Console, request: Request) -> Response:
    """Play one segment of a session's film to a supervisor of its region, as a whole or in one range."""
    actor = await acting(console, request, Role.SUPERVISOR)
    found = await show(console, actor, SessionId(request.path_params["session"]), request.path_params["number"])
    try:
        film = await asyncio.to_thread(Recording, found.path, found.key)
    except FileNotFoundError as error:
        raise Refused(Code.NOT_FOUND) from error
    headers = {"Accept-Ranges": "bytes", "Cache-Control": "private, no-store"}
    span = byte_range(request.headers.get("range"), film.size)
    if span is None:
        film.close()
        headers["Content-Range"] = f"bytes */{film.size}"
        return Response(status_code=416, headers=headers)
    first, last = span
    headers["Content-Length"] = str(last + 1 - first)
    partial_content = "range" in request.headers
    if partial_content:
        headers["Content-Range"] = f"bytes {first}-{last}/{film.size}"
    status = 206 if partial_content else 200
    return StreamingResponse(play(film, first, last), status, headers, "video/x-matroska")


def byte_range(header: str | None, size: int) -> tuple[int, int] | None:
    """
    Return the first and last octet that a Range header asks for (RFC 9110 §14.1.2), the whole without one.

    None where it cannot be had. Of several ranges none is given: no player asks for them.
    """
    if header is None:
        return 0, size - 1
    match = _RANGE.fullmatch(header.strip())
    if match is None or size == 0 or match[1] == match[2] == "":
        return None
    if match[1] == "":
        return (max(0, size - int(match[2])), size - 1) if int(match[2]) else None
    first = int(match[1])
    last = min(int(match[2]), size - 1) if match[2] else size - 1
    return (first, last) if first <= last else None


def of_region(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a session lies in the supervisor's region (its code begins with the region's)."""
    inside = sessions.c.division.startswith(prefix(actor.division), autoescape=True)
    return inside & sessions.c.department.in_(actor.departments) if actor.departments else inside


def _past(tx: Transaction, actor: Actor) -> list[PastSession]:
    rows = tx.execute(
        select(
            sessions.c.id,
            tickets.c.number,
            tickets.c.item_name,
            sessions.c.official_name,
            sessions.c.outcome,
            sessions.c.started_at,
            sessions.c.ended_at,
            cases.c.number.label("case_number"),
        )
        .join(tickets, tickets.c.id == sessions.c.ticket)
        .outerjoin(cases, cases.c.session == sessions.c.id)
        .where(of_region(actor), sessions.c.state == SessionState.ENDED)
        .order_by(sessions.c.started_at.desc())
        .limit(MOST)
    ).all()
    return [
        PastSession(
            id=SessionId(row.id),
            ticket=row.number,
            item_name=row.item_name,
            official_name=row.official_name,
            outcome=None if row.outcome is None else Outcome(row.outcome),
            started_at=row.started_at,
            ended_at=row.ended_at,
            case_number=row.case_number,
            segments=tuple(_segment(segment) for segment in recordings.segments(tx, SessionId(row.id))),
        )
        for row in rows
    ]


def _segment(segment: SegmentFinished) -> RecordingSegment:
    return RecordingSegment(
        number=segment.number,
        started_at=segment.started_at,
        seconds=segment.seconds,
        gap_seconds=segment.gap_seconds,
        sha256=Sha256(segment.sha256),
        url=f"/api/sessions/{segment.session}/recording/{segment.number}.mkv?page=supervisor",
    )
