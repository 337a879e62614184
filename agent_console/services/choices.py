"""What a reader may choose from: departments, divisions and colleagues within their reach."""

from sqlalchemy import select

from agent_console.api.bodies.choices import Assignee, Choice, Choices
from agent_console.core.division import Level
from agent_console.store import catalogue
from agent_console.store.accounts import Account, of_role
from agent_console.store.places_tables import divisions
from signaling.core.access import Actor
from signaling.core.routing import covers, prefix
from signaling.ports import Transaction
from signaling.protocol.names import Role


def make(tx: Transaction, actor: Actor) -> Choices:
    """Return everything that the reader's lists may be narrowed to, by name."""
    names = catalogue.department_names(tx)
    reached = sorted(actor.departments or names)
    places = tx.execute(
        select(divisions.c.code, divisions.c.name)
        .where(divisions.c.code.startswith(prefix(actor.division), autoescape=True))
        .where(divisions.c.level.in_((Level.PROVINCE, Level.CITY, Level.COUNTY)))
        .order_by(divisions.c.code)
    )
    return Choices(
        departments=tuple(Choice(code, names[code]) for code in reached if code in names),
        divisions=tuple(Choice(row.code, row.name) for row in places),
        colleagues=tuple(Assignee(each.id, each.name, each.role, each.division) for each in colleagues(tx, actor)),
    )


def colleagues(tx: Transaction, actor: Actor) -> list[Account]:
    """Return the officials of the reader's departments, above, at and below their own division."""
    return [
        each
        for each in of_role(tx, Role.OFFICIAL)
        if (covers(actor.division, each.division) or covers(each.division, actor.division))
        and (not actor.departments or not actor.departments.isdisjoint(each.departments))
    ]
