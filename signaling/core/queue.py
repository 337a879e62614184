"""The queue: its order, each ticket's place in it, and how long it may take."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from statistics import median

import msgspec

from signaling.core.routing import OnDuty, Waiting, eligible, fairness
from signaling.protocol.names import TicketId

SERVICE_SECONDS = 600.0  # What the product promises, until there is something to measure.
RECENT = 20  # Services that make the measure.
LEAST_REMAINING_SECONDS = 30.0  # Of a service that already took longer than usual.


class Place(msgspec.Struct, frozen=True):
    """Where a ticket stands. `wait_seconds` is None while nobody on duty may serve it."""

    ahead: int
    wait_seconds: int | None
    officials: int


def order(waiting: Iterable[Waiting]) -> list[Waiting]:
    """Return the tickets as they shall be called: by waiting time, fair across departments and areas."""
    return sorted(waiting, key=fairness)


def usual_seconds(recent: Sequence[float]) -> float:
    """Return what one service usually takes. The median: one difficult case does not frighten the hall."""
    return median(recent[-RECENT:]) if recent else SERVICE_SECONDS


def places(
    waiting: Iterable[Waiting], officials: Sequence[OnDuty], service_seconds: Mapping[str, float], now: datetime
) -> dict[TicketId, Place]:
    """
    Return each ticket's place.

    Ahead of a ticket are the earlier ones that an official on duty for it may serve first; while nobody is on duty for
    it, the earlier ones of its department. The wait is found by playing the queue forward: each ticket in order goes
    to the official who is free first among those who may serve it.

    Args:
        service_seconds: By department, from `usual_seconds`; others take `SERVICE_SECONDS`.
    """
    free_in = {duty.official.id: _remaining(duty, service_seconds, now) for duty in officials}
    earlier: list[tuple[Waiting, frozenset[str]]] = []
    found: dict[TicketId, Place] = {}
    for ticket in order(waiting):
        able = frozenset(duty.official.id for duty in officials if eligible(duty.official, ticket))
        ahead = sum(bool(able & theirs) if able else other.department == ticket.department for other, theirs in earlier)
        wait = None
        if able:
            first = min(able, key=lambda official: (free_in[official], official))
            wait = round(free_in[first])
            free_in[first] += service_seconds.get(ticket.department, SERVICE_SECONDS)
        found[ticket.ticket] = Place(ahead, wait, len(able))
        earlier.append((ticket, able))
    return found


def _remaining(duty: OnDuty, service_seconds: Mapping[str, float], now: datetime) -> float:
    if duty.busy_since is None:
        return 0.0
    usual = max((service_seconds.get(name, SERVICE_SECONDS) for name in duty.official.departments), default=0.0)
    return max(usual - (now - duty.busy_since).total_seconds(), LEAST_REMAINING_SECONDS)
