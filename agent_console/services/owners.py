"""Who answers for what: the head of a department, and the supervisor of a region."""

import msgspec
from sqlalchemy import select

from agent_console.store.tables import accounts
from signaling.core.routing import covers
from signaling.ports import Transaction
from signaling.protocol.names import Role

HEAD = "head"  # The qualification that makes an official the head of their departments.
NOBODY = ""


def head_of(tx: Transaction, division: str, department: str, *, but: str = "") -> str:
    """
    Return the head of a department, the nearest one first; "" where there is none.

    Args:
        but: Not this account: nobody answers a complaint about themselves.
    """
    heads = [
        row
        for row in _people(tx, Role.OFFICIAL)
        if row.id != but
        and HEAD in row.qualifications
        and department in row.departments
        and covers(row.division, division)
    ]
    return max(heads, key=lambda row: (_depth(row.division), row.id)).id if heads else NOBODY


def supervisor_of(tx: Transaction, division: str, department: str) -> str:
    """Return the supervisor of a department in a region, the nearest one first; "" where there is none."""
    found = [
        row
        for row in _people(tx, Role.SUPERVISOR)
        if covers(row.division, division) and (not row.departments or department in row.departments)
    ]
    return max(found, key=lambda row: (_depth(row.division), row.id)).id if found else NOBODY


def answerer(tx: Transaction, division: str, department: str, *, but: str = "") -> str:
    """Return who answers for a department: its head, else the supervisor; "" leaves it to whoever sees it first."""
    return head_of(tx, division, department, but=but) or supervisor_of(tx, division, department)


def _depth(division: str) -> int:
    return len(division.rstrip("0"))


class _Person(msgspec.Struct, frozen=True):
    """An account, as far as it matters here."""

    id: str
    division: str
    departments: frozenset[str]
    qualifications: frozenset[str]


def _people(tx: Transaction, role: Role) -> list[_Person]:
    columns = [accounts.c[field] for field in _Person.__struct_fields__]
    rows = tx.execute(select(*columns).where(accounts.c.role == role, ~accounts.c.disabled))
    return [msgspec.convert(row._mapping, _Person) for row in rows]
