"""Numbers that go up by one, without gaps."""

from sqlalchemy import text

from signaling.ports import Transaction

# Both databases read it alike. The row stays locked until the commit, so that numbers go up with the commits.
_NEXT = text(
    "INSERT INTO counters (name, value) VALUES (:name, 1)"
    " ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value"
)


def next_value(tx: Transaction, name: str) -> int:
    """Return 1, 2, 3 …; a number of a command that fails is given again."""
    value: int = tx.execute(_NEXT, {"name": name}).scalar_one()
    return value
