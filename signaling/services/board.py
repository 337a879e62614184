"""The board: each waiting window is told its place, and each official the ticket that is theirs to call."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from signaling.core import queue as core
from signaling.core.queue import Place
from signaling.core.routing import OnDuty, Waiting
from signaling.ports import Transaction
from signaling.protocol.messages import QueuePlace
from signaling.protocol.names import TicketId
from signaling.protocol.views import TicketView
from signaling.store import duties, sessions, tickets


class Queue(msgspec.Struct, frozen=True):
    """One picture of the queues."""

    waiting: tuple[Waiting, ...]
    officials: tuple[OnDuty, ...]
    tickets: dict[TicketId, TicketView]
    places: dict[TicketId, Place]

    def place(self, ticket: TicketId) -> QueuePlace:
        """Return what a window is told."""
        place = self.places[ticket]
        return QueuePlace(ticket, place.ahead, place.wait_seconds, place.officials)


def picture(tx: Transaction, divisions: Iterable[str], now: datetime) -> Queue:
    """Return the queues of these divisions, with everybody on duty for a ticket in them."""
    waiting = {ticket.ticket: ticket for division in divisions for ticket in tickets.waiting(tx, division)}
    where = {ticket.division for ticket in waiting.values()}
    officials = {duty.official.id: duty for division in sorted(where) for duty in duties.on_duty(tx, division)}
    return Queue(
        waiting=tuple(waiting.values()),
        officials=tuple(officials.values()),
        tickets=tickets.by_id(tx, list(waiting)),
        places=_places(tx, tuple(waiting.values()), tuple(officials.values()), now),
    )


def _places(
    tx: Transaction, waiting: Sequence[Waiting], officials: Sequence[OnDuty], now: datetime
) -> dict[TicketId, Place]:
    departments = {ticket.department for ticket in waiting}
    usual = {name: core.usual_seconds(sessions.recent_seconds(tx, name)) for name in departments}
    return core.places(waiting, officials, usual, now)
