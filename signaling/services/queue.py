"""The queue's commands: taking and giving back tickets, duty, and calling the next one."""

from collections.abc import Collection
from datetime import datetime

from msgspec.structs import replace

from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.core.routing import eligible
from signaling.core.ticket import check_email, check_id_number, check_phone, hall_day
from signaling.ports import CaseOpening, Forward, Transaction
from signaling.protocol.codes import Code
from signaling.protocol.commands import CallNext, LeaveQueue, SetDuty, TakeTicket
from signaling.protocol.facts import SessionOpened, TicketCalled, TicketLeft, TicketTaken
from signaling.protocol.messages import Done, TicketIssued
from signaling.protocol.names import CaseId, OfficialId, Role, SessionId, TicketId, WindowId
from signaling.protocol.views import TicketState, TicketView
from signaling.services import drafts
from signaling.services.context import Context, Result, fresh_id
from signaling.services.drafts import UNPLACED
from signaling.store import duties, ledger, sessions, tickets
from signaling.store.ledger import Entry
from signaling.store.tickets import Taking


def take_ticket(tx: Transaction, context: Context, actor: Actor, frame: TakeTicket, now: datetime) -> Result:
    """
    Put the window's resident into the queue of the item's department.

    Raises:
        Refused: id-number-invalid, phone-invalid, email-invalid, item-unknown, item-not-there, case-unknown,
            window-unattended, office-unknown, ticket-exists.
    """
    id_number = check_id_number(frame.id_number, hall_day(now))
    phone = check_phone(frame.phone)
    email = check_email(frame.email) if frame.email and frame.email.strip() else None
    back = None if frame.case is None else context.cases.returning(tx, frame.case, id_number)
    item, home = (frame.item, frame.home) if back is None else (back.item, back.home)
    route = context.items(tx, item, home, actor.hall)
    if route is None:
        raise Refused(Code.ITEM_UNKNOWN)
    if route.attended and actor.unattended:
        raise Refused(Code.WINDOW_UNATTENDED)
    if frame.collect_at is not None:
        context.cases.check_collect(tx, frame.collect_at)
    window = WindowId(actor.id)
    taking = Taking(
        id=TicketId(fresh_id()),
        window=window,
        window_name=actor.name,
        hall=actor.hall,
        route=route,
        id_number=id_number,
        phone=phone,
        language=frame.language,
        at=now,
        home=home,
        collect_at=frame.collect_at,
        case=None if back is None else back.case,
        prefers=None if back is None else back.official,
        email=email,
    )
    ticket = tickets.insert(tx, taking)
    facts = drafts.to_queue(TicketTaken(*UNPLACED, now, ticket), route.division)
    ledger.record(tx, facts, drafts.by(actor, "take-ticket", ticket.id, now, number=ticket.number, item=ticket.item))
    return Result(TicketIssued(frame.ref, ticket))


def forward(tx: Transaction, before: TicketView, onward: Forward, actor: Actor, now: datetime) -> None:
    """Put the resident of a session that is over into another department's queue, with the time already waited."""
    route, resident = tickets.route(tx, before.id), tickets.resident(tx, before.id)
    visit = tickets.visit(tx, before.id)
    taking = Taking(
        id=TicketId(fresh_id()),
        window=before.window,
        window_name=before.window_name,
        hall=before.hall,
        route=replace(
            route,
            division=onward.division,
            department=onward.department,
            department_name=onward.department_name,
            qualification=None,
        ),
        id_number=resident.id_number,
        phone=resident.phone,
        language=before.language,
        at=before.taken_at,
        home=visit.home,
        collect_at=visit.collect_at,
        email=resident.email,
    )
    ticket = tickets.insert(tx, taking)
    facts = drafts.to_queue(TicketTaken(*UNPLACED, now, ticket), onward.division)
    ledger.record(tx, facts, drafts.by(actor, "forward-ticket", ticket.id, now, number=ticket.number, item=ticket.item))


def leave_queue(tx: Transaction, context: Context, actor: Actor, frame: LeaveQueue, now: datetime) -> Result:
    """
    Give the window's ticket back.

    Raises:
        Refused: ticket-unknown, also for one of another window; ticket-called, where an official was faster.
    """
    found = tickets.get(tx, frame.ticket)
    if found is None or found.window != actor.id:
        raise Refused(Code.TICKET_UNKNOWN)
    ticket = tickets.leave(tx, frame.ticket, now)
    division = tickets.route(tx, ticket.id).division
    facts = drafts.to_queue(TicketLeft(*UNPLACED, now, ticket), division)
    ledger.record(tx, facts, drafts.by(actor, "leave-queue", ticket.id, now))
    return Result(Done(frame.ref))


def set_duty(tx: Transaction, context: Context, actor: Actor, frame: SetDuty, now: datetime) -> Result:
    """Put the official on or off duty; a session that runs goes on."""
    if frame.on:
        duties.set_on(tx, actor, now)
    else:
        duties.set_off(tx, OfficialId(actor.id))
    ledger.record(tx, (), drafts.by(actor, "set-duty", actor.id, now, on=frame.on))
    return Result(Done(frame.ref))


def end_duties(tx: Transaction, node: str, officials: Collection[OfficialId], now: datetime) -> None:
    """Take officials off duty who have had no socket for a while; the node speaks for whoever operates it."""
    for official in officials:
        if duties.is_on(tx, official):
            duties.set_off(tx, official)
            ledger.record(tx, (), Entry(actor=node, role=Role.OPERATOR, action="end-duty", subject=official, at=now))


def call_next(tx: Transaction, context: Context, actor: Actor, frame: CallNext, now: datetime) -> Result:
    """
    Claim a ticket, and open its session and its case, all or nothing.

    Raises:
        Refused: not-on-duty, session-running, queue-empty; for a named ticket ticket-called, where another official was
            faster, and ticket-unknown.
    """
    official = OfficialId(actor.id)
    if not duties.is_on(tx, official):
        raise Refused(Code.NOT_ON_DUTY)
    session_id = SessionId(fresh_id())
    ticket = _claim(tx, actor, frame.ticket, session_id, now)
    visit = tickets.visit(tx, ticket.id)
    case_id = visit.case or CaseId(fresh_id())
    sessions.insert(
        tx, session=session_id, case=case_id, ticket=ticket, official=official, official_name=actor.name, at=now
    )
    route = tickets.route(tx, ticket.id)
    resident = tickets.resident(tx, ticket.id)
    opening = CaseOpening(
        session=session_id,
        case=case_id,
        ticket=ticket.id,
        item=route.item,
        item_version=route.version,
        resident_id_number=resident.id_number,
        resident_phone=resident.phone,
        language=ticket.language.value,
        window=ticket.window,
        official=official,
        division=route.division,
        at=now,
        home=visit.home,
        department=route.department,
        receiving_office=ticket.hall,
        collect_at=visit.collect_at,
    )
    if visit.case is None:
        context.cases.open(tx, opening)
    else:
        context.cases.resume(tx, opening)
    opened = SessionOpened(*UNPLACED, now, sessions.view(tx, session_id))
    facts = [
        drafts.to_session(session_id, opened),
        *drafts.to_queue(TicketCalled(*UNPLACED, now, ticket), route.division),
        *drafts.to_floor(opened, route.division, ticket.department),
        drafts.to_hall(opened.session, now),
    ]
    ledger.record(tx, facts, drafts.by(actor, "call-next", ticket.id, now, session=session_id, case=case_id))
    return Result(TicketIssued(frame.ref, ticket))


def _claim(tx: Transaction, official: Actor, named: TicketId | None, session: SessionId, now: datetime) -> TicketView:
    if named is None:
        ticket = tickets.claim_next(tx, official, session, now)
        if ticket is None:
            raise Refused(Code.QUEUE_EMPTY)
        return ticket
    waiting = tickets.waiting(tx, official.division)
    if not any(ticket.ticket == named and eligible(official, ticket) for ticket in waiting):
        # An official learns only of tickets that they might have called.
        late = tickets.get(tx, named)
        if late is None or late.department not in official.departments or late.state is not TicketState.CALLED:
            raise Refused(Code.TICKET_UNKNOWN)
        raise Refused(Code.TICKET_CALLED)
    return tickets.claim(tx, named, session, now)
