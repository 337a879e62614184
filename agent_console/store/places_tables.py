"""Tables of places: divisions and offices."""

from sqlalchemy import Column, Float, Index, String, Table

from agent_console.core.office import Hours
from signaling.protocol.views import Text
from signaling.store.columns import Json
from signaling.store.tables import metadata

divisions = Table(
    "divisions",
    metadata,
    Column("code", String(12), primary_key=True),  # Canonical: 6, 9 or 12 digits.
    Column("name", Json(Text), nullable=False),
    Column("level", String(16), nullable=False),
    Column("parent", String(12)),
)

offices = Table(
    "offices",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("name", Json(Text), nullable=False),
    Column("division", String(12), nullable=False),
    Column("address", Json(Text), nullable=False),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("phone", String(40), nullable=False),
    Column("hours", Json(Hours), nullable=False),
    Column("department", String(64), nullable=False),
    Index("ix_offices_division", "division", "kind"),
)
