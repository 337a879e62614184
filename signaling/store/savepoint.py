"""A step within a transaction that can be undone by itself."""

import contextlib
from collections.abc import Iterator

from sqlalchemy import text

from signaling.ports import Transaction
from signaling.store.ledger import RECORDED
from signaling.store.prepared import Command

_SET, _GO_BACK, _LIFT = (
    Command(text(f"{verb} step")) for verb in ("SAVEPOINT", "ROLLBACK TO SAVEPOINT", "RELEASE SAVEPOINT")
)


@contextlib.contextmanager
def savepoint(tx: Transaction) -> Iterator[None]:
    """
    Undo what is done within when it raises, the facts that it recorded included. May be nested.

    What may be refused, and is caught outside, runs within as `tx.execute`: on PostgreSQL a `Command` is told later.

    SQL rather than SQLAlchemy's `begin_nested`: to hear of a savepoint there takes listeners on the engine, and every
    statement of an engine with listeners costs half as much again.
    """
    before = len(tx.info.get(RECORDED, ()))
    _SET.run(tx, {})
    try:
        yield
    except BaseException:
        _GO_BACK.run(tx, {})
        _LIFT.run(tx, {})
        del tx.info.get(RECORDED, [])[before:]
        raise
    _LIFT.run(tx, {})
