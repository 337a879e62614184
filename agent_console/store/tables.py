"""
The officials' side of the one MetaData: accounts, catalogue, cases.

Tokens and one-time codes stand here as SHA-256 only: who reads the database can open no session with it.
"""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Table, false, text

from agent_console.core.handling import Handling
from agent_console.store.after_tables import baselines, clock_warnings, inquiries, ratings
from agent_console.store.case_tables import calendar_days
from agent_console.store.catalogue_tables import catalogue_sources, implementations, item_versions, items
from agent_console.store.clerk_tables import (
    custody_transfers,
    folder_marks,
    folder_pages,
    identity_checks,
    result_receipts,
    rings,
    slips,
)
from agent_console.store.connector_tables import pushes, system_health
from agent_console.store.document_tables import documents, followed, outbox, parcels, print_jobs, templates
from agent_console.store.materials_tables import (
    broken_promises,
    fetched_pages,
    indexed_cases,
    material_looks,
    verified_materials,
)
from agent_console.store.places_tables import divisions, offices
from signaling.protocol.views import Text
from signaling.store.columns import Json, Utc
from signaling.store.tables import metadata

__all__ = [
    "accounts",
    "baselines",
    "broken_promises",
    "calendar_days",
    "case_acts",
    "cases",
    "catalogue_sources",
    "clock_warnings",
    "custody_transfers",
    "divisions",
    "documents",
    "enrolments",
    "failed_attempts",
    "fetched_pages",
    "folder_marks",
    "folder_pages",
    "followed",
    "identity_checks",
    "implementations",
    "indexed_cases",
    "inquiries",
    "item_versions",
    "items",
    "logins",
    "material_looks",
    "metadata",
    "offices",
    "outbox",
    "parcels",
    "print_jobs",
    "pushes",
    "ratings",
    "result_receipts",
    "rings",
    "slips",
    "system_health",
    "templates",
    "verified_materials",
    "windows",
]

accounts = Table(
    "accounts",
    metadata,
    Column("id", String(64), primary_key=True),  # The name to sign in with.
    Column("role", String(16), nullable=False),
    Column("password", String(200), nullable=False),  # argon2id, PHC string format.
    Column("name", Json(Text), nullable=False),
    Column("division", String(12), nullable=False),
    Column("hall", String(64), nullable=False),
    Column("departments", Json(frozenset[str]), nullable=False),
    Column("qualifications", Json(frozenset[str]), nullable=False),
    Column("languages", Json(frozenset[str]), nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("email", String(254)),  # For notices; none: on the desk alone.
    Column("created_at", Utc, nullable=False),
)

windows = Table(
    "windows",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", Json(Text), nullable=False),
    Column("division", String(12), nullable=False),
    Column("hall", String(64), nullable=False),
    Column("unattended", Boolean, nullable=False, server_default=false()),
    Column("created_at", Utc, nullable=False),
)

enrolments = Table(
    "enrolments",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    Column("window", String(64), ForeignKey("windows.id"), nullable=False),
    Column("expires_at", Utc, nullable=False),
    Column("spent_at", Utc),
)

logins = Table(
    "logins",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("page", String(16), nullable=False),  # official, supervisor or window: each has its own cookie.
    Column("subject", String(64), nullable=False),  # Of accounts, or of windows for the window's page.
    Column("created_at", Utc, nullable=False),
    Column("expires_at", Utc, nullable=False, index=True),
)

failed_attempts = Table(
    "failed_attempts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("subject", String(200), nullable=False),  # "account:<id>" or "address:<ip>".
    Column("at", Utc, nullable=False),
    Index("ix_failed_attempts_subject", "subject", "at"),
)

cases = Table(
    "cases",
    metadata,
    Column("id", String(64), primary_key=True),
    # The latest one: a second visit is another session, and children share their parent's.
    Column("session", String(64), ForeignKey("sessions.id"), nullable=False, index=True),
    Column("ticket", String(64), ForeignKey("tickets.id"), nullable=False),
    Column("division", String(12), nullable=False),
    Column("department", String(64), nullable=False),
    Column("window", String(64), nullable=False),
    Column("official", String(64), nullable=False),
    Column("language", String(8), nullable=False),
    Column("item", String(64), nullable=False),
    Column("item_version", Integer, nullable=False),
    Column("opened_at", Utc, nullable=False),
    Column("resident", String(32), nullable=False),  # Masked.
    Column("parent", String(64), ForeignKey("cases.id"), index=True),
    Column("handling", Json(Handling)),
    Column("collect_at", String(64)),  # Where the result is handed out; else where it was applied for.
    # What the acts made of it, as MessagePack, and how many of them: a command folds only its own.
    Column("snapshot", LargeBinary),
    Column("acts", Integer, nullable=False),
    # What follows is known from the acts, and stands here to be searched by.
    Column("state", String(16), nullable=False),
    Column("stage_since", Utc),
    Column("receiving_office", String(64)),
    Column("home", String(12)),
    Column("deciding", String(12)),
    Column("service_type", Integer),
    Column("owner", String(64)),  # The official who works on it.
    Column("decision", String(16)),
    Column("closing", String(20)),
    Column("closed_at", Utc),
    Column("due_on", Date),
    Column("half_on", Date),  # When 50 and 80 percent of the period have passed.
    Column("most_on", Date),
    Column("warning", Integer, nullable=False),  # 0, 50, 80 or 100.
    Column("number", String(40), unique=True),
    Column("token", String(64), unique=True),
    Column("accepted_at", Utc),
    Column("notice", String(64)),
    Index(
        "ix_cases_without_notice",
        "accepted_at",
        sqlite_where=text("number is not null and notice is null"),
        postgresql_where=text("number is not null and notice is null"),
    ),
    Index("ix_cases_queue", "department", "state", "deciding", "due_on"),
    Index("ix_cases_state_due_on", "state", "due_on"),
)

case_acts = Table(
    "case_acts",
    metadata,
    Column("case_id", String(64), ForeignKey("cases.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Utc, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("role", String(16), nullable=False),
    Column("body", LargeBinary, nullable=False),  # agent_console.core.case.AnyAct.
)
