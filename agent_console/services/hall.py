"""A clerk's hall: whom each window waits with or talks to, whose hands it needs, and the checks of persons."""

from datetime import datetime

from sqlalchemy import func, select

from agent_console.api.bodies.clerk import HallView, HallWindow, WindowSession, WindowState, WindowTicket
from agent_console.core.card import READERS, Card, check
from agent_console.services import rings
from agent_console.services.hall_stream import folder_changed, ring_view
from agent_console.store import accounts, identity
from agent_console.store.accounts import Window
from agent_console.store.clerk_tables import folder_pages
from agent_console.store.identity import IdentityCheck
from agent_console.store.tables import windows
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.core.ticket import hall_day
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, TicketId, WindowId
from signaling.protocol.views import TicketView
from signaling.store import ledger, sessions, tickets
from signaling.store.tables import tickets as ticket_table


def hall_view(tx: Transaction, clerk: Actor, now: datetime) -> HallView:
    """Return the clerk's hall as it stands."""
    rung = rings.of_actor(tx, clerk, now)
    needy = {ring.window for ring in rung if ring.solved_at is None}
    return HallView(
        clerk.hall,
        tuple(_window(tx, window, window.id in needy) for window in of_hall(tx, clerk.hall)),
        tuple(ring_view(ring) for ring in rung),
    )


def of_hall(tx: Transaction, hall: str) -> list[Window]:
    """Return a hall's windows, by id."""
    rows = tx.execute(select(windows.c.id).where(windows.c.hall == hall).order_by(windows.c.id))
    return [found for row in rows if (found := accounts.get_window(tx, row.id)) is not None]


def window_of(tx: Transaction, clerk: Actor, window: str) -> Window:
    """
    Return a window of the clerk's hall.

    Raises:
        Refused: window-unknown.
    """
    found = accounts.get_window(tx, window)
    if found is None or found.hall != clerk.hall:
        raise Refused(Code.WINDOW_UNKNOWN)
    return found


def ticket_of(tx: Transaction, actor: Actor, ticket: TicketId) -> TicketView:
    """
    Return a ticket of the clerk's hall.

    Raises:
        Refused: ticket-unknown.
    """
    found = tickets.get(tx, ticket)
    if found is None or found.hall != actor.hall:
        raise Refused(Code.TICKET_UNKNOWN)
    return found


def read_card(reader: str, raw: str, now: datetime) -> Card:
    """Return a card that is right and valid today. Raises as `agent_console.core.card.check` does."""
    return check(READERS[reader].read(raw.encode()), hall_day(now))


def confirm_person(tx: Transaction, clerk: Actor, ticket: TicketId, card: Card, reader: str, now: datetime) -> None:
    """
    Keep the clerk's word that the person is the one on the card, whose number is the ticket's.

    Raises:
        Refused: ticket-unknown, card-differs.
    """
    ticket_of(tx, clerk, ticket)
    if tickets.resident(tx, ticket).id_number != card.id_number:
        raise Refused(Code.CARD_DIFFERS)
    identity.put(tx, IdentityCheck(ticket, clerk.id, reader, card.valid_until, now))
    entry = ledger.Entry(clerk.id, clerk.role, "person-matches-card", ticket, now, {"reader": reader})
    ledger.record(tx, folder_changed(tx, ticket, now), entry)


def _window(tx: Transaction, window: Window, needy: bool) -> HallWindow:
    running = sessions.running_of_window(tx, WindowId(window.id))
    ticket = tickets.of_window(tx, WindowId(window.id))
    session = None if running is None else sessions.view(tx, running)
    state: WindowState = "needs-hands" if needy else "in-session" if session else "waiting" if ticket else "free"
    return HallWindow(
        id=window.id,
        name=window.name,
        unattended=window.unattended,
        state=state,
        ticket=None if ticket is None else _ticket(tx, ticket, None if session is None else session.case),
        session=None
        if session is None
        else WindowSession(session.id, session.official_name, session.state, session.started_at),
    )


def _ticket(tx: Transaction, ticket: TicketView, case: CaseId | None) -> WindowTicket:
    checked = identity.get(tx, ticket.id)
    count = select(func.count()).where(folder_pages.c.ticket == ticket.id)
    version = select(ticket_table.c.item_version).where(ticket_table.c.id == ticket.id)
    return WindowTicket(
        id=ticket.id,
        number=ticket.number,
        item=ticket.item,
        item_version=tx.execute(version).scalar_one(),
        item_name=ticket.item_name,
        resident=ticket.resident,
        language=ticket.language,
        state=ticket.state,
        taken_at=ticket.taken_at,
        checked_at=None if checked is None else checked.at,
        pages=tx.execute(count).scalar_one(),
        case=case,
    )
