"""What a supervisor looks back on: ended sessions, and their film."""

from functools import partial

from sqlalchemy import ColumnElement, select
from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.routing import acting, answer
from agent_console.api.schemas import PastSession, RecordingSegment
from agent_console.console import Console
from agent_console.store.tables import cases
from signaling.core.access import Actor
from signaling.core.routing import prefix
from signaling.ports import SegmentFinished, Transaction
from signaling.protocol.names import Role, SessionId, Sha256
from signaling.protocol.views import Outcome, SessionState
from signaling.store import recordings
from signaling.store.tables import sessions, tickets

MOST = 200


async def list_sessions(console: Console, request: Request) -> Response:
    """List the ended sessions of the supervisor's region, the latest first."""
    actor = await acting(console, request, Role.SUPERVISOR)
    return answer(await console.store.read(partial(_past, actor=actor)))


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
