"""Rows of templates."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, insert, select

from agent_console.core.template import Template, TemplateKind
from agent_console.store.tables import templates
from signaling.ports import Transaction


def replace_all(tx: Transaction, listed: Iterable[Template], now: datetime) -> int:
    """Put these templates in the place of all that there were, and return how many there are."""
    tx.execute(delete(templates))
    rows = [
        {"kind": one.kind.value, "code": one.code, "place": place, "content": one, "updated_at": now}
        for place, one in enumerate(listed)
    ]
    if rows:
        tx.execute(insert(templates), rows)
    return len(rows)


def find(tx: Transaction, kind: TemplateKind | None = None, item: str | None = None) -> list[Template]:
    """Return the templates of a kind that fit an item, in the order of their file."""
    query = select(templates.c.content).order_by(templates.c.place)
    if kind is not None:
        query = query.where(templates.c.kind == kind.value)
    found: list[Template] = [row.content for row in tx.execute(query)]
    return [one for one in found if item is None or not one.items or item in one.items]


def get(tx: Transaction, kind: TemplateKind, code: str) -> Template | None:
    """Return one template."""
    found: Template | None = tx.execute(
        select(templates.c.content).where(templates.c.kind == kind.value, templates.c.code == code)
    ).scalar_one_or_none()
    return found
