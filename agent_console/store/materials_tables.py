"""
Tables of materials: what was verified for whom, what was fetched from where, and promises that were broken.

`holder` is a keyed hash (agent_console.core.reuse.holder_key), never a number.
"""

from sqlalchemy import Column, Date, Index, String, Table

from signaling.protocol.names import Sha256
from signaling.store.columns import Json, Utc
from signaling.store.tables import metadata

__all__ = ["broken_promises", "fetched_pages", "indexed_cases", "material_looks", "verified_materials"]

verified_materials = Table(
    "verified_materials",
    metadata,
    Column("case_id", String(64), primary_key=True),
    Column("material", String(64), primary_key=True),
    Column("name", String(200), nullable=False),  # Standard name: codes mean something within one item only.
    Column("holder", String(64), nullable=False),
    Column("item", String(64), nullable=False),
    Column("case_number", String(40), nullable=False),
    Column("office", String(64), nullable=False),
    Column("pages", Json(tuple[Sha256, ...]), nullable=False),
    Column("verified_at", Utc, nullable=False),
    Column("expires_on", Date),
    Column("verified_by", String(64), nullable=False),
    Index("ix_verified_materials_holder", "holder", "name"),
)

# Accepted cases whose materials stand in the index, those without any too.
indexed_cases = Table(
    "indexed_cases",
    metadata,
    Column("case_id", String(64), primary_key=True),
    Column("at", Utc, nullable=False),
)

# Who looked at what under which case; the audit has it too, and here it opens the picture to them alone.
material_looks = Table(
    "material_looks",
    metadata,
    Column("case_id", String(64), primary_key=True),
    Column("source", String(64), primary_key=True),
    Column("material", String(64), primary_key=True),
    Column("actor", String(64), primary_key=True),
    Column("at", Utc, nullable=False),
)

# Pages that no scanner of ours took: from a department system, or from the resident's phone.
fetched_pages = Table(
    "fetched_pages",
    metadata,
    Column("case_id", String(64), primary_key=True),
    Column("page", String(64), primary_key=True),
    Column("material", String(64), nullable=False),
    Column("system", String(64), nullable=False),  # Or agent_console.store.materials.PHONE.
    Column("number", String(100), nullable=False),
    Column("issued_on", Date),
    Column("expires_on", Date),
    Column("actor", String(64), nullable=False),
    Column("at", Utc, nullable=False),
)

broken_promises = Table(
    "broken_promises",
    metadata,
    Column("case_id", String(64), primary_key=True),
    Column("material", String(64), primary_key=True),
    Column("holder", String(64), nullable=False, index=True),
    Column("reason", String(500), nullable=False),
    Column("found_at", Utc, nullable=False),
    Column("barred_until", Utc, nullable=False),
)
