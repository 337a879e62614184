"""
The stream of a hall, `hall/<id>`, for its clerks: who waits, who talks, who rings, what is to be printed.

The desk tells it of tickets and sessions; rings, print jobs and folders are told from here, each in the transaction of
its change.
"""

from datetime import datetime

from agent_console.store import folders, identity, print_jobs, rings
from agent_console.store.print_jobs import PrintJob
from agent_console.store.rings import Ring
from signaling.core.access import Actor
from signaling.ports import Stream, Transaction
from signaling.protocol.case_views import PageState
from signaling.protocol.facts import FolderChanged, HallSnapshot, PrintChanged, RingChanged
from signaling.protocol.names import Role, SessionId, StreamName, TicketId
from signaling.protocol.views import FolderNote, HallSession, PrintJobView, RingView, TicketState
from signaling.services import drafts
from signaling.services.drafts import UNPLACED
from signaling.store import sessions, tickets
from signaling.store.ledger import Draft

LIVE = (TicketState.WAITING, TicketState.CALLED)


def ring_changed(ring: Ring, at: datetime) -> Draft:
    """Tell the clerks of the hall how a ring stands."""
    return Draft(drafts.hall(ring.hall), RingChanged(*UNPLACED, at, ring_view(ring)))


def print_changed(job: PrintJob, at: datetime) -> Draft:
    """Tell the clerks of the hall how a print job stands."""
    return Draft(drafts.hall(job.hall), PrintChanged(*UNPLACED, at, job_view(job)))


def folder_changed(tx: Transaction, ticket: TicketId, at: datetime) -> list[Draft]:
    """Tell the clerks of the hall how a folder stands; nothing, once its ticket is over."""
    found = tickets.get(tx, ticket)
    if found is None or found.state not in LIVE:
        return []
    return [Draft(drafts.hall(found.hall), FolderChanged(*UNPLACED, at, note_of(tx, ticket)))]


def note_of(tx: Transaction, ticket: TicketId) -> FolderNote:
    """Return a ticket's folder in numbers."""
    pages, marks = folders.pages(tx, ticket), folders.marks(tx, ticket).values()
    checked = identity.get(tx, ticket)
    return FolderNote(
        ticket=ticket,
        pages=len(pages),
        read=sum(page.state is not PageState.RECEIVED for page in pages),
        marked=len(marks),
        seen=sum(mark.seen_at is not None for mark in marks),
        checked_at=None if checked is None else checked.at,
    )


def ring_view(ring: Ring) -> RingView:
    """Return a ring as its ends see it."""
    return RingView(
        id=ring.id,
        window=ring.window,
        window_name=ring.window_name,
        session=None if ring.session is None else SessionId(ring.session),
        role=ring.role,
        ringer_name=ring.ringer_name,
        reason=ring.reason,
        note=ring.note,
        rung_at=ring.rung_at,
        coming_at=ring.coming_at,
        clerk_name=ring.clerk_name,
        solved_at=ring.solved_at,
    )


def job_view(job: PrintJob) -> PrintJobView:
    """Return a print job as pages see it."""
    return PrintJobView(
        id=job.id,
        case=job.case_id,
        document=job.document,
        title=job.title,
        window=job.window,
        state=job.state,
        fault=job.fault,
        asked_at=job.asked_at,
        changed_at=job.changed_at,
    )


def _may_read(_: Transaction, actor: Actor, name: StreamName) -> bool:
    return actor.role is Role.CLERK and actor.hall != "" and name == drafts.hall(actor.hall)


def _snapshot(tx: Transaction, _: Actor, name: StreamName) -> HallSnapshot:
    hall = name.partition("/")[2]
    here = tickets.in_hall(tx, hall)
    running = sessions.of_tickets(tx, [ticket.id for ticket in here])
    notes = sorted((note_of(tx, ticket.id) for ticket in here), key=lambda note: note.ticket)
    return HallSnapshot(
        tickets=here,
        sessions=tuple(
            HallSession(one.id, one.ticket.window, one.case, one.official_name, one.state, one.started_at)
            for one in running
        ),
        rings=tuple(ring_view(ring) for ring in rings.open_of_hall(tx, hall)),
        jobs=tuple(job_view(job) for job in print_jobs.open_at(tx, hall=hall)),
        folders=tuple(note for note in notes if note != FolderNote(note.ticket)),
    )


HALL_STREAM = Stream("hall", _may_read, _snapshot)
