"""Tables of the catalogue: items, their versions, and how divisions implement each version."""

from sqlalchemy import Boolean, Column, ForeignKey, ForeignKeyConstraint, Integer, LargeBinary, String, Table

from signaling.store.columns import Utc
from signaling.store.tables import metadata

items = Table(
    "items",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("version", Integer, nullable=False),  # The current one; of a draft or a withdrawn item, the last.
    Column("published", Boolean, nullable=False),
    Column("place", Integer, nullable=False),  # Order in the catalogue.
)

item_versions = Table(
    "item_versions",
    metadata,
    Column("item", String(64), ForeignKey("items.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),  # JSON of an Item: the same bytes at every site.
    Column("imported_at", Utc, nullable=False),
    Column("published_at", Utc),  # None: a draft, which may still change.
    Column("valid_from", String(10)),  # ISO dates of the hall, both included; None: without end.
    Column("valid_until", String(10)),
    Column("withdrawn_at", Utc),
)

implementations = Table(
    "implementations",
    metadata,
    Column("item", String(64), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("division", String(12), primary_key=True),
    Column("content", LargeBinary, nullable=False),  # JSON of an Implementation.
    ForeignKeyConstraint(("item", "version"), ("item_versions.item", "item_versions.version")),
)

catalogue_sources = Table(
    "catalogue_sources",
    metadata,
    Column("name", String(64), primary_key=True),  # E.g. the demonstration city's.
    Column("sha256", String(64), nullable=False),  # Of what was published last, so that a start need not read it again.
)
