"""
The statements that every command runs: compiled once for each database, and run by the driver itself.

Of a case command's time on SQLite, SQLAlchemy's way from a statement to the driver and back took nearly half: looking
the compiled form up, an execution context, a result with its metadata; all of it the same each time. Statements are
still written with SQLAlchemy's tables and types, and what fails fails with its exceptions. For what runs seldom,
`tx.execute` reads better.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.sql.expression import ClauseElement
from sqlalchemy.sql.selectable import ReturnsRows

from signaling.ports import Transaction

R = TypeVar("R")

Values = Mapping[str, object]
_Bound = tuple[object, ...] | Mapping[str, object]


class _Compiled:
    """A statement in the words of one database, with what its types make of values on their way in and out."""

    def __init__(self, statement: ClauseElement, dialect: Dialect) -> None:
        compiled = dialect.statement_compiler(dialect, statement)
        self.sql = str(compiled)
        self._positional = compiled.positiontup is not None
        names = compiled.positiontup or list(compiled.binds)
        kinds = [compiled.binds[name].type.dialect_impl(dialect) for name in names]
        self._given = [(name, kind.bind_processor(dialect)) for name, kind in zip(names, kinds, strict=True)]
        columns = statement.exported_columns if isinstance(statement, ReturnsRows) else ()
        reading = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
        self._read = [(place, read) for place, read in enumerate(reading) if read is not None]

    def bind(self, values: Values) -> _Bound:
        """Return the values as the driver takes them. Raises KeyError for one that is not given."""
        if self._positional:
            return tuple([values[name] if bind is None else bind(values[name]) for name, bind in self._given])
        return {name: values[name] if bind is None else bind(values[name]) for name, bind in self._given}

    def read(self, row: Iterable[object]) -> list[object]:
        """Return a row of the driver's as the types of its columns read it."""
        columns = list(row)
        for place, read in self._read:
            columns[place] = read(columns[place])
        return columns


class Command:
    """A statement that is run for what it changes; its values are given by name."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}  # By the dialect's name.

    def run(self, tx: Transaction, values: Values) -> None:
        """
        Run it once.

        Raises:
            sqlalchemy.exc.DBAPIError: What the database refuses.
        """
        compiled = self._in_words_of(tx)
        cursor = tx.connection.cursor()
        try:
            cursor.execute(compiled.sql, compiled.bind(values))
        except tx.dialect.loaded_dbapi.Error as error:
            raise _told(tx, compiled.sql, error) from error

    def _in_words_of(self, tx: Transaction) -> _Compiled:
        found = self._compiled.get(tx.dialect.name)
        if found is None:
            found = self._compiled[tx.dialect.name] = _Compiled(self._statement, tx.dialect)
        return found


class Query(Command, Generic[R]):
    """A statement that returns rows; `into` makes of the columns of one, in their order, what its caller gets."""

    def __init__(self, statement: ClauseElement, into: Callable[..., R]) -> None:
        super().__init__(statement)
        self._into = into

    def rows(self, tx: Transaction, values: Values) -> list[R]:
        """Run it, and return what it finds. Raises as `run` does."""
        compiled = self._in_words_of(tx)
        cursor = tx.connection.cursor()
        try:
            cursor.execute(compiled.sql, compiled.bind(values))
            found = cursor.fetchall()
        except tx.dialect.loaded_dbapi.Error as error:
            raise _told(tx, compiled.sql, error) from error
        return [self._into(*compiled.read(row)) for row in found]

    def row(self, tx: Transaction, values: Values) -> R | None:
        """Run it, and return the only row or none. Raises as `run` does."""
        found = self.rows(tx, values)
        return found[0] if found else None

    def one(self, tx: Transaction, values: Values) -> R:
        """Run it, and return its row. Raises as `run` does, and LookupError without one."""
        return self.rows(tx, values)[0]


def _told(tx: Transaction, sql: str, error: Exception) -> StatementError:
    """Return what `tx.execute` would raise; a connection that is lost is let go of."""
    kind = tx.dialect.loaded_dbapi.Error
    lost = isinstance(error, kind) and tx.dialect.is_disconnect(error, tx.connection, None)
    if lost:
        tx.invalidate(error)
    return DBAPIError.instance(
        sql,
        None,
        error,
        kind,
        hide_parameters=tx.engine.hide_parameters,
        connection_invalidated=lost,
        dialect=tx.dialect,
    )
