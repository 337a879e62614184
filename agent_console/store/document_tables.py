"""Tables of what is written and sent: documents, templates, print jobs, messages, parcels."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, UniqueConstraint
from sqlalchemy import Text as LongText

from agent_console.core.dispatch import Accounted, Step
from agent_console.core.template import Template
from signaling.protocol.views import Text
from signaling.store.columns import Json, Utc
from signaling.store.tables import metadata

documents = Table(
    "documents",
    metadata,
    Column("token", String(40), primary_key=True),  # What its check page is found by.
    Column("case_id", String(64), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("mark", String(64), nullable=False),  # Of several of one kind in a case: which.
    Column("number", String(64), nullable=False),
    Column("title", Json(Text), nullable=False),
    Column("authority", Json(Text), nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("sealed", Boolean, nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("printed_at", Utc),
    Column("sent_at", Utc),
    Column("revoked_at", Utc),
    Column("revoked_reason", LongText),
    UniqueConstraint("case_id", "kind", "mark"),
)

# How far each case was followed: its acts up to here have had their messages.
followed = Table(
    "followed",
    metadata,
    Column("case_id", String(64), primary_key=True),
    Column("acts", Integer, nullable=False),
)

templates = Table(
    "templates",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("code", String(64), primary_key=True),
    Column("place", Integer, nullable=False),  # Order in the list.
    Column("content", Json(Template), nullable=False),
    Column("updated_at", Utc, nullable=False),
)

print_jobs = Table(
    "print_jobs",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("case_id", String(64), nullable=False),
    Column("document", String(64), nullable=False),  # SHA-256.
    Column("title", Json(Text), nullable=False),
    Column("window", String(64), nullable=False),
    Column("hall", String(64), nullable=False),
    Column("asked_by", String(64), nullable=False),
    Column("asked_at", Utc, nullable=False),
    Column("state", String(16), nullable=False),  # agent_console.core.printing.PrintState.
    Column("fault", String(16)),
    Column("changed_at", Utc, nullable=False),
    Index("ix_print_jobs_window", "window", "state"),
    Index("ix_print_jobs_hall", "hall", "state"),
    Index("ix_print_jobs_case_id", "case_id"),
)

# Messages wait here until a service took them. Neither address nor text: both are made at the moment of sending.
outbox = Table(
    "outbox",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("case_id", String(64), nullable=False),
    Column("event", String(20), nullable=False),
    Column("channel", String(8), nullable=False, server_default="sms"),  # agent_console.core.notice.Channel.
    Column("recipient", String(64)),  # Account of an official; none: the case's resident.
    Column("state", String(16), nullable=False),  # waiting, sent or failed.
    Column("tries", Integer, nullable=False),
    Column("due_at", Utc, nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("sent_at", Utc),
    Column("seen_at", Utc),  # Of one on a desk.
    Column("problem", String(200)),
    Index("ix_outbox_recipient", "recipient", "made_at"),
    Index("ix_outbox_state", "state", "due_at"),
    Index("ix_outbox_case_id", "case_id"),
)

parcels = Table(
    "parcels",
    metadata,
    Column("case_id", String(64), primary_key=True),
    Column("way", String(16), nullable=False),  # signaling.protocol.views.Delivery.
    Column("number", String(64)),  # The carrier's, or the bag's.
    Column("office", String(64)),  # Where a bag goes.
    Column("recipient", String(200)),
    Column("phone", String(20)),
    Column("division", String(12)),
    Column("address", String(400)),
    Column("label", String(64)),  # SHA-256 of the PDF.
    Column("state", String(16), nullable=False),
    Column("steps", Json(tuple[Step, ...]), nullable=False),
    Column("originals", Json(tuple[Accounted, ...]), nullable=False),
    Column("chosen_at", Utc, nullable=False),
    Column("changed_at", Utc, nullable=False),
    Index("ix_parcels_state", "state"),
)
