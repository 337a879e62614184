"""The department's own records, in SQLite: what came from the counter, and what became of it."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

_TABLES = """
CREATE TABLE IF NOT EXISTS cases (
    number TEXT PRIMARY KEY, system TEXT NOT NULL, key TEXT NOT NULL, document TEXT NOT NULL, state TEXT NOT NULL,
    reason TEXT NOT NULL, received_at TEXT NOT NULL, moved_at TEXT NOT NULL, result BLOB, UNIQUE (system, key)
);
CREATE TABLE IF NOT EXISTS papers (
    number TEXT NOT NULL, place INTEGER NOT NULL, material TEXT NOT NULL, content_type TEXT NOT NULL,
    content BLOB NOT NULL, PRIMARY KEY (number, place)
);
CREATE TABLE IF NOT EXISTS closed (system TEXT PRIMARY KEY);
"""


class State(StrEnum):
    """How a case stands here, in the department's own words: the counter's mapping translates them."""

    RECEIVED = "已收件"
    IN_PROGRESS = "办理中"
    SENT_BACK = "退回补正"
    GRANTED = "准予登记"
    REFUSED = "不予登记"


MOVES: dict[State, tuple[State, ...]] = {
    State.RECEIVED: (State.IN_PROGRESS, State.SENT_BACK, State.REFUSED),
    State.IN_PROGRESS: (State.GRANTED, State.SENT_BACK, State.REFUSED),
    State.SENT_BACK: (State.IN_PROGRESS, State.REFUSED),
    State.GRANTED: (),
    State.REFUSED: (),
}
WITH_REASON = frozenset({State.SENT_BACK, State.REFUSED})


class CannotMove(Exception):
    """The case is not there, or may not be moved so, or a reason is missing."""


class Paper(msgspec.Struct, frozen=True):
    """One page of a case."""

    material: str
    content_type: str
    content: bytes


class Case(msgspec.Struct, frozen=True):
    """One case of one of the two systems."""

    number: str
    system: str
    document: dict[str, object]  # As the mapping wrote it, without its papers.
    state: State
    reason: str
    received_at: datetime
    moved_at: datetime
    result: bytes | None = None


class Records:
    """All that a department keeps. Every call opens the file anew: it is called from threads."""

    def __init__(self, file: Path) -> None:
        self._file = file
        with self._open() as database:
            database.executescript(_TABLES)

    def receive(
        self, system: str, prefix: str, key: str, document: dict[str, object], papers: Sequence[Paper], now: datetime
    ) -> str:
        """Keep a case and return the number that it has here; the same key is the same case."""
        with self._open() as database:
            found = database.execute("SELECT number FROM cases WHERE system = ? AND key = ?", (system, key)).fetchone()
            if found is not None:
                return str(found["number"])
            count = database.execute("SELECT count(*) FROM cases WHERE system = ?", (system,)).fetchone()[0]
            number = f"{prefix}-{now.year}-{count + 1:05d}"
            at = now.isoformat()
            row = (number, system, key, msgspec.json.encode(document).decode(), State.RECEIVED.value, "", at, at)
            database.execute("INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)", row)
            database.executemany(
                "INSERT INTO papers VALUES (?, ?, ?, ?, ?)",
                [
                    (number, place, page.material, page.content_type, page.content)
                    for place, page in enumerate(papers, 1)
                ],
            )
            return number

    def cases(self) -> list[Case]:
        """Return all cases, the newest first."""
        with self._open() as database:
            rows = database.execute("SELECT * FROM cases ORDER BY received_at DESC, number DESC").fetchall()
        return [_case(row) for row in rows]

    def case(self, number: str) -> Case | None:
        """Return a case."""
        with self._open() as database:
            row = database.execute("SELECT * FROM cases WHERE number = ?", (number,)).fetchone()
        return None if row is None else _case(row)

    def papers(self, number: str) -> list[Paper]:
        """Return the pages of a case, as they came."""
        with self._open() as database:
            rows = database.execute("SELECT * FROM papers WHERE number = ? ORDER BY place", (number,)).fetchall()
        return [Paper(row["material"], row["content_type"], row["content"]) for row in rows]

    def move(self, number: str, to: State, reason: str, now: datetime, result: bytes | None = None) -> None:
        """
        Move a case on; `result` is the document that it ends with.

        Raises:
            CannotMove: See there.
        """
        with self._open() as database:
            row = database.execute("SELECT state FROM cases WHERE number = ?", (number,)).fetchone()
            if row is None or to not in MOVES[State(row["state"])] or (to in WITH_REASON and not reason):
                raise CannotMove(number)
            database.execute(
                "UPDATE cases SET state = ?, reason = ?, moved_at = ?, result = ? WHERE number = ?",
                (to.value, reason, now.isoformat(), result, number),
            )

    def closed(self) -> frozenset[str]:
        """Return the systems that answer nothing at the moment."""
        with self._open() as database:
            return frozenset(row["system"] for row in database.execute("SELECT system FROM closed"))

    def set_closed(self, system: str, on: bool) -> None:
        """Take a system out of service, or back."""
        with self._open() as database:
            wording = "INSERT OR IGNORE INTO closed VALUES (?)" if on else "DELETE FROM closed WHERE system = ?"
            database.execute(wording, (system,))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._file, isolation_level=None)) as database:
            database.row_factory = sqlite3.Row
            database.execute("BEGIN IMMEDIATE")
            try:
                yield database
            except BaseException:
                database.rollback()
                raise
            database.commit()


def _case(row: sqlite3.Row) -> Case:
    return Case(
        number=row["number"],
        system=row["system"],
        document=msgspec.json.decode(row["document"], type=dict[str, object]),
        state=State(row["state"]),
        reason=row["reason"],
        received_at=datetime.fromisoformat(row["received_at"]),
        moved_at=datetime.fromisoformat(row["moved_at"]),
        result=row["result"],
    )
