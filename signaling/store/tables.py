"""
The one MetaData of the product, with the desk's tables; agent_console's tables join it.

The ID number and the phone of a ticket stand here in plain text for now; reading the file is reading them, so the
database belongs on an encrypted disk until they are encrypted by column.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    text,
)

from signaling.core.access import Actor
from signaling.protocol.views import Text
from signaling.store.columns import Json, Utc

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# -- The ledger: written by signaling.store.ledger only --------------------------------------------

streams = Table(
    "streams",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("head", Integer, nullable=False),  # Offset of the last fact; the first is 1.
    Column("entries", Integer, nullable=False),  # Length of the audit chain.
    Column("chain", LargeBinary(32), nullable=False),  # Hash of the last audit entry.
    Column("signed", Integer, nullable=False),  # Length of the chain at the last signed head.
)

facts = Table(
    "facts",
    metadata,
    Column("stream", String(200), ForeignKey("streams.name"), primary_key=True),
    Column("offset", Integer, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("audience", Json(frozenset[str]), nullable=False),
    Column("body", LargeBinary, nullable=False),  # The encoded frame, sent as it stands.
)

audit = Table(
    "audit",
    metadata,
    Column("stream", String(200), ForeignKey("streams.name"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("actor", String(200), nullable=False),
    Column("role", String(20), nullable=False),
    Column("action", String(100), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("details", LargeBinary, nullable=False),  # Canonical JSON.
    Column("facts", LargeBinary, nullable=False),  # Canonical JSON: [[stream, offset, SHA-256 of the body], …].
    Column("hash", LargeBinary(32), nullable=False),
    Index("ix_audit_at", "at"),
)

audit_heads = Table(
    "audit_heads",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Utc, nullable=False),
    Column("body", LargeBinary, nullable=False),  # Canonical JSON, what the signature is over.
    Column("signature", LargeBinary(64), nullable=False),  # Ed25519, RFC 8032.
)

outcomes = Table(
    "outcomes",
    metadata,
    Column("actor", String(200), primary_key=True),
    Column("ref", String(200), primary_key=True),
    Column("digest", LargeBinary(32), nullable=False),  # Of the command, so that a ref is not used for another.
    Column("reply", LargeBinary, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("value", Integer, nullable=False),
)

# -- The desk ----------------------------------------------------------------------------------------

tickets = Table(
    "tickets",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("number", String(16), nullable=False),
    Column("division", String(12), nullable=False),
    Column("hall", String(64), nullable=False),
    Column("window", String(64), nullable=False),
    Column("window_name", Json(Text), nullable=False),
    Column("item", String(64), nullable=False),
    Column("item_version", Integer, nullable=False),
    Column("item_name", Json(Text), nullable=False),
    Column("department", String(64), nullable=False),
    Column("department_name", Json(Text), nullable=False),
    Column("area", String(64), nullable=False),
    Column("qualification", String(64)),
    Column("id_number", String(18), nullable=False),
    Column("phone", String(11), nullable=False),
    Column("email", String(254)),
    Column("resident", String(18), nullable=False),  # The ID number, masked.
    Column("language", String(8), nullable=False),
    Column("state", String(8), nullable=False),
    Column("taken_at", Utc, nullable=False),
    Column("called_at", Utc),
    Column("ended_at", Utc),
    Column("home", String(12)),  # Whose authority is applied to; none where nobody chose.
    Column("collect_at", String(64)),
    Column("case_id", String(64)),  # Of a second visit.
    Column("prefers", String(64)),  # The official who knows it.
    Column("session", String(64)),  # No foreign key: the ticket is claimed first, its session inserted after.
    Index(
        "ix_tickets_waiting",
        "division",
        "taken_at",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    # One window holds one live ticket, whatever two tabs of it do at once.
    Index(
        "uq_tickets_live_window",
        "window",
        unique=True,
        sqlite_where=text("state in ('waiting', 'called')"),
        postgresql_where=text("state in ('waiting', 'called')"),
    ),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("case_id", String(64), nullable=False, index=True),  # A second visit is another session.
    Column("ticket", String(64), ForeignKey("tickets.id"), nullable=False, unique=True),
    Column("window", String(64), nullable=False),
    Column("official", String(64), nullable=False),
    Column("official_name", Json(Text), nullable=False),
    Column("division", String(12), nullable=False),
    Column("department", String(64), nullable=False),
    Column("state", String(8), nullable=False),
    Column("outcome", String(16)),
    Column("consent", String(16), nullable=False),
    Column("recording_key", LargeBinary),  # Wrapped under the master key; destroying it destroys the recording.
    Column("started_at", Utc, nullable=False),
    Column("ended_at", Utc),
    Column("version", Integer, nullable=False),  # Fencing token.
    Index("ix_sessions_division", "division", "started_at"),
    Index("ix_sessions_ended_at", "ended_at"),
    # An official serves one resident at a time, whatever two tabs of theirs do at once.
    Index(
        "uq_sessions_running_official",
        "official",
        unique=True,
        sqlite_where=text("state <> 'ended'"),
        postgresql_where=text("state <> 'ended'"),
    ),
)

presences = Table(
    "presences",
    metadata,
    Column("session", String(64), ForeignKey("sessions.id"), primary_key=True),
    Column("seat", String(64), primary_key=True),  # signaling.core.presence.seat.
    Column("role", String(20), nullable=False),
    Column("name", Json(Text), nullable=False),
    Column("peer", String(64)),
    Column("connected", Boolean, nullable=False),
)

session_messages = Table(
    "session_messages",
    metadata,
    Column("session", String(64), ForeignKey("sessions.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False),
    Column("role", String(20), nullable=False),
    Column("text", String(500), nullable=False),
    Column("at", Utc, nullable=False),
)

stills = Table(
    "stills",
    metadata,
    Column("session", String(64), ForeignKey("sessions.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", String(64)),
)

invitations = Table(
    "invitations",
    metadata,
    Column("session", String(64), ForeignKey("sessions.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False),
    Column("official", String(64), nullable=False),
    Column("name", Json(Text), nullable=False),
    Column("department", String(64), nullable=False),
    Column("department_name", Json(Text), nullable=False),
    Column("wanted", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("by_name", Json(Text), nullable=False),
    Column("item_name", Json(Text), nullable=False),
    Column("window_name", Json(Text), nullable=False),
    Column("rung_at", Utc, nullable=False),
    Column("until", Utc, nullable=False),
    # One bell rings for an official at a time, and one second official is in a session, whoever presses at once.
    Index(
        "uq_invitations_live_official",
        "official",
        unique=True,
        sqlite_where=text("state in ('ringing', 'joined')"),
        postgresql_where=text("state in ('ringing', 'joined')"),
    ),
    Index(
        "uq_invitations_live_session",
        "session",
        unique=True,
        sqlite_where=text("state in ('ringing', 'joined')"),
        postgresql_where=text("state in ('ringing', 'joined')"),
    ),
)

recordings = Table(
    "recordings",
    metadata,
    Column("session", String(64), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("path", String(500), nullable=False),  # Relative to the recordings folder.
    Column("sha256", String(64), nullable=False),  # Of the encrypted file.
    Column("started_at", Utc, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("gap_seconds", Float, nullable=False),
    ForeignKeyConstraint(["session"], ["sessions.id"]),
)

duties = Table(
    "duties",
    metadata,
    Column("official", String(64), primary_key=True),
    Column("division", String(12), nullable=False),
    Column("actor", Json(Actor), nullable=False),  # What routing must know, also on a node without their socket.
    Column("since", Utc, nullable=False),
    Column("idle_since", Utc, nullable=False),
    Index("ix_duties_division", "division"),
)
