"""What a second official may do in a case that they are rung into: a duty that is theirs by the table, or advice."""

from agent_console.core.case import Case
from agent_console.core.catalogue import Item
from agent_console.core.handling import Duty, Handling
from agent_console.core.hindrances import DUTY_OF, duty_conflict
from agent_console.core.permit import TABLE, parties
from signaling.core.access import Actor
from signaling.core.routing import covers
from signaling.protocol.views import Wanted


def duties(official: Actor, case: Case, item: Item, handling: Handling) -> tuple[Wanted, ...]:
    """
    Return what the official may be rung for, advice first; empty for one of another region.

    Advice is anybody's whose division covers the receiving or the deciding one, of whatever department. A duty asks for
    the deciding department, the division that the table wants, and another person than who did what must differ from
    it; to accept, also for the qualification that a ticket of the item asks for. Whether the case has come to it does
    not matter: the person can wait in the session.
    """
    if not any(covers(official.division, division) for division in {handling.receiving, handling.deciding}):
        return ()
    qualified = item.qualification is None or item.qualification in official.qualifications
    who = parties(official, handling)
    theirs = (
        Wanted(duty.value)
        for action, duty in DUTY_OF.items()
        if any(not by.isdisjoint(who) for _, by in TABLE[action])
        and duty_conflict(duty, case, official.id) is None
        and (qualified or duty is not Duty.ACCEPTOR)
    )
    return (Wanted.ADVICE, *theirs)


def department(official: Actor, handling: Handling) -> str:
    """Return for which of their departments an official comes: the deciding one, else the first by its code."""
    if handling.department in official.departments:
        return handling.department
    return min(official.departments, default="")
