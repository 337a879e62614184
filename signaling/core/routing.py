"""Routing: which official may serve which ticket, which ticket is next, and which official is rung."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from signaling.core.access import Actor
from signaling.protocol.names import Language, SessionId, TicketId


class Waiting(msgspec.Struct, frozen=True):
    """What of a waiting ticket decides who serves it, and when."""

    ticket: TicketId
    division: str
    department: str
    area: str
    qualification: str | None
    language: Language
    taken_at: datetime
    returning: bool = False  # The resident was here before, and goes first.
    prefers: str | None = None  # The official who knows the case.


class OnDuty(msgspec.Struct, frozen=True):
    """An official on duty; `session` is the one that they are in, since `busy_since`."""

    official: Actor
    since: datetime
    idle_since: datetime  # Since the last session, or since they went on duty.
    session: SessionId | None
    busy_since: datetime | None


def prefix(division: str) -> str:
    """
    Return what the codes of a division and of all within it begin with.

    GB/T 2260 codes nest by pairs of digits: 441300 contains 441302, and 440000 both.
    """
    if len(division) != 6 or not division.endswith("00"):
        return division
    return division[:2] if division.endswith("0000") else division[:4]


def covering(division: str) -> frozenset[str]:
    """Return the codes of a division and of those that it lies in: the inverse of `prefix`."""
    return frozenset({division, division[:4] + "00", division[:2] + "0000"})


def covers(division: str, other: str) -> bool:
    """Tell whether a division is another one, or contains it."""
    return other.startswith(prefix(division))


def eligible(official: Actor, ticket: Waiting) -> bool:
    """Tell whether an official may serve a ticket: by division, department, qualification and language."""
    return (
        covers(official.division, ticket.division)
        and ticket.department in official.departments
        and (ticket.qualification is None or ticket.qualification in official.qualifications)
        and ticket.language in official.languages
    )


def servable(official: Actor, waiting: Iterable[Waiting]) -> list[Waiting]:
    """Return the tickets that this official may serve, in the order in which to call them."""
    return sorted((ticket for ticket in waiting if eligible(official, ticket)), key=fairness)


def fairness(ticket: Waiting) -> tuple[bool, datetime, TicketId]:
    """Sort key of all queues: who comes back, then waiting time, across departments and areas; equal times by id."""
    return not ticket.returning, ticket.taken_at, ticket.ticket


def next_official(ticket: Waiting, officials: Sequence[OnDuty]) -> OnDuty | None:
    """Return the official to ring: of those who may serve the ticket whoever knows the case, else idle longest."""
    idle = (duty for duty in officials if duty.session is None and eligible(duty.official, ticket))
    return min(
        idle,
        key=lambda duty: (duty.official.id != ticket.prefers, duty.idle_since, duty.official.id),
        default=None,
    )
