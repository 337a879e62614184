"""Tables of connectors: what was handed to which department system, and how each system fares."""

from sqlalchemy import Column, Index, Integer, String, Table

from signaling.store.columns import Utc
from signaling.store.tables import metadata

pushes = Table(
    "connector_pushes",
    metadata,
    Column("case_id", String(64), primary_key=True),
    Column("system", String(64), primary_key=True),
    Column("state", String(16), nullable=False),  # waiting | sent | answered
    Column("tries", Integer, nullable=False),  # Failed ones in a row.
    Column("due_at", Utc, nullable=False),  # Of the next try, or of the next question how it stands.
    Column("foreign_number", String(100)),
    Column("foreign_state", String(16)),
    Column("reason", String(500), nullable=False),
    Column("result", String(64)),  # Hash of their document.
    Column("problem", String(500)),  # Of the last try; none where it went well.
    Column("fault", String(16)),  # The kind of that problem.
    Column("changed_at", Utc, nullable=False),
    Index("ix_connector_pushes_due", "state", "due_at"),
)

system_health = Table(
    "connector_health",
    metadata,
    Column("system", String(64), primary_key=True),
    Column("connected_at", Utc),  # Since when it is connected without a break; null: it is not.
    Column("failing_since", Utc),
    Column("fault", String(16)),
    Column("problem", String(500), nullable=False),
    Column("tried_at", Utc),
)
