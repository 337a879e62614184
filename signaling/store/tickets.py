"""Tickets: rows to views and back. A ticket is served by at most one official, whoever presses at once."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, Row, Select, bindparam, literal, select, update
from sqlalchemy import insert as insert_into
from sqlalchemy.exc import IntegrityError

from signaling.core import ticket as core
from signaling.core.access import Actor
from signaling.core.queue import order
from signaling.core.refusal import Refused
from signaling.core.replay import by_waiting
from signaling.core.routing import Waiting, prefix, servable
from signaling.core.session import ticket_event
from signaling.core.ticket import TRANSITIONS, TicketEvent
from signaling.ports import ItemRoute, Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, ItemId, Language, SessionId, TicketId, WindowId
from signaling.protocol.views import Outcome, Text, TicketState, TicketView
from signaling.store.counters import next_value
from signaling.store.tables import counters
from signaling.store.tables import tickets as table

_LIVE = (TicketState.WAITING, TicketState.CALLED)


class Taking(msgspec.Struct, frozen=True):
    """What makes a ticket; the ID number and the phone were checked."""

    id: TicketId
    window: WindowId
    window_name: Text
    hall: str
    route: ItemRoute
    id_number: str
    phone: str
    language: Language
    at: datetime
    home: str | None = None
    collect_at: str | None = None
    case: str | None = None
    prefers: str | None = None
    email: str | None = None


class Visit(msgspec.Struct, frozen=True):
    """What a ticket says of the case to open, or to go on with."""

    home: str | None
    collect_at: str | None
    case: CaseId | None


class Resident(msgspec.Struct, frozen=True):
    """The personal side of a ticket, for the case that is opened with it. Never in a view, a log or a fact."""

    id_number: str
    phone: str
    email: str | None


def insert(tx: Transaction, taking: Taking) -> TicketView:
    """
    Store a waiting ticket under the next number of its line.

    Raises:
        Refused: ticket-exists, where the window holds a ticket that waits or was called.
    """
    if of_window(tx, taking.window) is not None:
        raise Refused(Code.TICKET_EXISTS)
    route = taking.route
    row = {
        "id": taking.id,
        "number": _next_number(tx, taking),
        "division": route.division,
        "hall": taking.hall,
        "window": taking.window,
        "window_name": taking.window_name,
        "item": route.item,
        "item_version": route.version,
        "item_name": route.name,
        "department": route.department,
        "department_name": route.department_name,
        "area": route.area,
        "qualification": route.qualification,
        "id_number": taking.id_number,
        "phone": taking.phone,
        "email": taking.email,
        "resident": core.mask(taking.id_number),
        "language": taking.language.value,
        "state": TicketState.WAITING.value,
        "taken_at": taking.at,
        "home": taking.home,
        "collect_at": taking.collect_at,
        "case_id": taking.case,
        "prefers": taking.prefers,
    }
    try:
        return _view(tx.execute(insert_into(table).values(row).returning(table)).one())
    except IntegrityError as error:  # On PostgreSQL, of two at once the second one ends here.
        raise Refused(Code.TICKET_EXISTS) from error


def _next_number(tx: Transaction, taking: Taking) -> str:
    line = core.line(taking.route.department, taking.route.area)
    day = core.hall_day(taking.at).isoformat()
    place = next_value(tx, f"ticket/{taking.hall}/{day}/{line}")
    return core.number(_letter(tx, taking.hall, line), place)


def _letter(tx: Transaction, hall: str, line: str) -> int:
    """Return the line's letter in this hall, from 0: given once, in the order in which lines are first stood in."""
    name = f"line/{hall}/{line}"
    found = tx.execute(select(counters.c.value).where(counters.c.name == name)).scalar()
    if found is None:
        # The number's own counter is locked by now: two first tickets of one line do not meet here.
        found = next_value(tx, f"lines/{hall}")
        tx.execute(insert_into(counters).values(name=name, value=found))
    return found - 1


def get(tx: Transaction, ticket: TicketId) -> TicketView | None:
    """Return a ticket."""
    row = tx.execute(select(table).where(table.c.id == ticket)).one_or_none()
    return None if row is None else _view(row)


def by_id(tx: Transaction, tickets: Sequence[TicketId]) -> dict[TicketId, TicketView]:
    """Return the named tickets."""
    return {TicketId(row.id): _view(row) for row in tx.execute(select(table).where(table.c.id.in_(tickets)))}


def resident(tx: Transaction, ticket: TicketId) -> Resident:
    """Return whose ticket it is."""
    row = tx.execute(select(table.c.id_number, table.c.phone, table.c.email).where(table.c.id == ticket)).one()
    return Resident(row.id_number, row.phone, row.email)


def visit(tx: Transaction, ticket: TicketId) -> Visit:
    """Return what the ticket says of its case."""
    row = tx.execute(select(table.c.home, table.c.collect_at, table.c.case_id).where(table.c.id == ticket)).one()
    return Visit(row.home, row.collect_at, row.case_id)


def route(tx: Transaction, ticket: TicketId) -> ItemRoute:
    """Return the item as it stood when the ticket was taken."""
    row = tx.execute(select(table).where(table.c.id == ticket)).one()
    return ItemRoute(
        item=ItemId(row.item),
        version=row.item_version,
        division=row.division,
        department=row.department,
        area=row.area,
        qualification=row.qualification,
        name=row.item_name,
        department_name=row.department_name,
    )


def of_window(tx: Transaction, window: WindowId) -> TicketView | None:
    """Return the ticket of a window that waits or was called."""
    row = tx.execute(select(table).where(table.c.window == window, _in(_LIVE))).one_or_none()
    return None if row is None else _view(row)


def live(tx: Transaction, division: str) -> tuple[TicketView, ...]:
    """Return the tickets of a division that wait or were called, longest waiting first."""
    return by_waiting(_view(row) for row in tx.execute(_within(division, _LIVE)))


def in_hall(tx: Transaction, hall: str) -> tuple[TicketView, ...]:
    """Return the tickets of a hall's windows that wait or were called, longest waiting first."""
    return by_waiting(_view(row) for row in tx.execute(select(table).where(table.c.hall == hall, _in(_LIVE))))


def waiting(tx: Transaction, division: str) -> tuple[Waiting, ...]:
    """Return what routing must know of the tickets that wait in a division, longest waiting first."""
    return tuple(order(_waiting(row) for row in tx.execute(_within(division, (TicketState.WAITING,)))))


def claim(tx: Transaction, ticket: TicketId, session: SessionId, at: datetime) -> TicketView:
    """
    Call a ticket into a session.

    Raises:
        Refused: ticket-called, where somebody was faster; ticket-unknown, where it is over or was never there.
    """
    return _move(tx, ticket, TicketEvent.CALL, {"session": session, "called_at": at})


def claim_next(tx: Transaction, official: Actor, session: SessionId, at: datetime) -> TicketView | None:
    """
    Call the ticket that has waited longest among those that this official may serve; None where there is none.

    On PostgreSQL a ticket that another official is claiming at this moment is passed over, not waited for.
    """
    for candidate in servable(official, waiting(tx, official.division)):
        free = select(table.c.id).where(table.c.id == candidate.ticket, _in((TicketState.WAITING,)))
        if tx.execute(free.with_for_update(skip_locked=True)).scalar() is not None:
            return claim(tx, candidate.ticket, session, at)
    return None


def leave(tx: Transaction, ticket: TicketId, at: datetime) -> TicketView:
    """
    Give back a ticket that waits.

    Raises:
        Refused: ticket-called, where an official was faster; ticket-unknown, where it is over or was never there.
    """
    return _move(tx, ticket, TicketEvent.LEAVE, {"ended_at": at})


def finish(tx: Transaction, ticket: TicketId, outcome: Outcome, at: datetime) -> TicketView:
    """
    End a called ticket with its session: as served, or as left.

    Raises:
        Refused: ticket-unknown, where it is not called.
    """
    return _move(tx, ticket, ticket_event(outcome), {"ended_at": at})


def _move(tx: Transaction, ticket: TicketId, event: TicketEvent, changes: dict[str, object]) -> TicketView:
    # One conditional update: whoever comes second finds another state, whatever they had read before.
    ((before, after),) = [(before, after) for (before, what), after in TRANSITIONS.items() if what is event]
    change = update(table).where(table.c.id == ticket, _in((before,))).values(state=after.value, **changes)
    row = tx.execute(change.returning(table)).one_or_none()
    if row is not None:
        return _view(row)
    found = get(tx, ticket)
    if found is not None:
        core.advance(found.state, event)  # Says why not.
    raise Refused(Code.TICKET_UNKNOWN)


def _in(states: tuple[TicketState, ...]) -> ColumnElement[bool]:
    # Written into the statement: a partial index is used only where its condition can be read there.
    values = [state.value for state in states]
    if len(values) == 1:
        return table.c.state == literal(values[0], literal_execute=True)
    return table.c.state.in_(bindparam(None, values, expanding=True, literal_execute=True))


def _within(division: str, states: tuple[TicketState, ...]) -> Select[tuple[object, ...]]:
    within = table.c.division.startswith(prefix(division), autoescape=True)
    return select(table).where(within, _in(states))


def _waiting(row: Row[tuple[object, ...]]) -> Waiting:
    return Waiting(
        ticket=TicketId(row.id),
        division=row.division,
        department=row.department,
        area=row.area,
        qualification=row.qualification,
        language=Language(row.language),
        taken_at=row.taken_at,
        returning=row.case_id is not None,
        prefers=row.prefers,
    )


def _view(row: Row[tuple[object, ...]]) -> TicketView:
    return TicketView(
        id=TicketId(row.id),
        number=row.number,
        window=WindowId(row.window),
        window_name=row.window_name,
        hall=row.hall,
        item=ItemId(row.item),
        item_name=row.item_name,
        department=row.department,
        area=row.area,
        resident=row.resident,
        language=Language(row.language),
        state=TicketState(row.state),
        taken_at=row.taken_at,
        session=None if row.session is None else SessionId(row.session),
    )
