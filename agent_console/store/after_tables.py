"""Tables of what follows a call: ratings, inquiries, warnings of the clock, urgings, baselines of reports."""

from sqlalchemy import Column, Float, Index, Integer, String, Table, Text, text

from signaling.protocol.views import Text as Named
from signaling.store.columns import Json, Utc
from signaling.store.tables import metadata

__all__ = ["baselines", "clock_warnings", "inquiries", "ratings"]

ratings = Table(
    "ratings",
    metadata,
    Column("session", String(64), primary_key=True),  # One rating per session, whoever asks twice.
    Column("official", String(64), nullable=False),
    Column("division", String(12), nullable=False),
    Column("department", String(64), nullable=False),
    Column("item", String(64), nullable=False),
    Column("score", Integer, nullable=False),  # agent_console.core.rating.Score.
    Column("reasons", Json(tuple[str, ...]), nullable=False),
    Column("text", Text, nullable=False),
    Column("channel", String(16), nullable=False),  # window or progress.
    Column("at", Utc, nullable=False),
    Column("complaint", String(64)),
    Index("ix_ratings_division", "division", "at"),
)

inquiries = Table(
    "inquiries",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("number", String(40), nullable=False, unique=True),
    Column("token", String(64), nullable=False, unique=True),  # The resident's own page is found by it.
    Column("kind", String(16), nullable=False),
    Column("origin", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("division", String(12), nullable=False),
    Column("department", String(64), nullable=False),
    Column("session", String(64)),
    Column("case_id", String(64)),
    Column("about", Json(Named)),  # The matter, as people call it.
    Column("owner", String(64), nullable=False),
    Column("raised_by", String(64), nullable=False),  # An account; empty: the resident, or the clock.
    Column("question", Text, nullable=False),
    Column("opened_at", Utc, nullable=False),
    Column("due_on", String(10), nullable=False),  # ISO date.
    Column("answer", Text),
    Column("answered_by", String(64)),
    Column("answered_at", Utc),
    Column("appeal", Text),
    Column("appealed_at", Utc),
    Column("last_answer", Text),  # To the appeal.
    Column("closed_at", Utc),
    Column("reminded_on", String(10)),  # The last day on which its owner was reminded.
    Index(
        "ix_inquiries_pending",
        "due_on",
        sqlite_where=text("state in ('open', 'appealed')"),
        postgresql_where=text("state in ('open', 'appealed')"),
    ),
    Index("ix_inquiries_division", "division", "opened_at"),
    Index("ix_inquiries_case", "case_id"),
)

clock_warnings = Table(
    "clock_warnings",
    metadata,
    Column("case_id", String(64), primary_key=True),
    Column("percent", Integer, primary_key=True, autoincrement=False),  # 50, 80 or 100.
    Column("at", Utc, nullable=False),
)

baselines = Table(
    "baselines",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("division", String(12), primary_key=True),
    Column("label", Json(Named), nullable=False),
    Column("before", Float, nullable=False),
    Column("after", Float, nullable=False),
    Column("unit", String(16), nullable=False),
    Column("yearly_cost", Float),  # Yuan per unit and year, where the figure is of people or places.
    Column("updated_at", Utc, nullable=False),
)
