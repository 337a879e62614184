"""Tables of the clerk's side: rings, identity checks, folders of waiting tickets, hand-over slips and transfers."""

from sqlalchemy import Column, Float, Index, Integer, String, Table

from agent_console.core.custody import Page as SlipPage
from signaling.protocol.views import Text
from signaling.store.columns import Json, Utc
from signaling.store.tables import metadata

__all__ = ["custody_transfers", "folder_marks", "folder_pages", "identity_checks", "result_receipts", "rings", "slips"]

rings = Table(
    "rings",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("hall", String(64), nullable=False),
    Column("window", String(64), nullable=False),
    Column("window_name", Json(Text), nullable=False),
    Column("session", String(64)),
    Column("role", String(20), nullable=False),  # Who rang.
    Column("ringer", String(64), nullable=False),
    Column("ringer_name", Json(Text), nullable=False),
    Column("reason", String(32), nullable=False),
    Column("note", String(200), nullable=False),
    Column("rung_at", Utc, nullable=False),
    Column("coming_at", Utc),
    Column("clerk", String(64)),
    Column("clerk_name", Json(Text)),
    Column("solved_at", Utc),
    Index("ix_rings_hall", "hall", "rung_at"),
)

identity_checks = Table(
    "identity_checks",
    metadata,
    Column("ticket", String(64), primary_key=True),
    Column("clerk", String(64), nullable=False),
    Column("reader", String(32), nullable=False),
    Column("valid_until", String(10), nullable=False),  # ISO date, or "long-term".
    Column("at", Utc, nullable=False),
)

folder_pages = Table(
    "folder_pages",
    metadata,
    Column("ticket", String(64), primary_key=True),
    Column("page", String(64), primary_key=True),  # SHA-256 of the original bytes.
    Column("place", Integer, nullable=False),  # Order in the folder, from 1.
    Column("material", String(64)),
    Column("size", Integer, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("content_type", String(32), nullable=False),
    Column("state", String(16), nullable=False),  # signaling.protocol.views.PageState.
    Column("flat", String(64)),
    Column("read_width", Integer),
    Column("read_height", Integer),
    Column("corners", Json(tuple[tuple[float, float], ...])),
    Column("sharpness", Float),
    Column("problems", Json(tuple[str, ...]), nullable=False),
    Column("actor", String(64), nullable=False),
    Column("role", String(20), nullable=False),
    Column("received_at", Utc, nullable=False),
)

folder_marks = Table(
    "folder_marks",
    metadata,
    Column("ticket", String(64), primary_key=True),
    Column("material", String(64), primary_key=True),
    Column("mark", String(16), nullable=False),  # have, missing or not-needed.
    Column("clerk", String(64), nullable=False),
    Column("marked_at", Utc, nullable=False),
    Column("seen_by", String(64)),  # Who held the original in hand, and found that the copy agrees.
    Column("seen_at", Utc),
)

slips = Table(
    "slips",
    metadata,
    Column("number", String(40), primary_key=True),
    Column("case_id", String(64), nullable=False, index=True),
    Column("case_number", String(40)),
    Column("hall", String(64), nullable=False),  # The sender's; empty for a department.
    Column("origin", String(12), nullable=False),  # Division that the slip is numbered in.
    Column("department", String(64), nullable=False),  # The receiver's.
    Column("division", String(12), nullable=False),
    Column("pages", Json(tuple[SlipPage, ...]), nullable=False),
    Column("sender", String(64), nullable=False),
    Column("sender_name", Json(Text), nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("handed_at", Utc),
    Column("receiver", String(64)),
    Column("receiver_name", Json(Text)),
    Column("received_at", Utc),
    Column("difference", String(500), nullable=False),
    Index("ix_slips_hall", "hall", "made_at"),
    Index("ix_slips_department", "division", "department"),
)

custody_transfers = Table(
    "custody_transfers",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("case_id", String(64), nullable=False, index=True),
    Column("materials", Json(tuple[SlipPage, ...]), nullable=False),
    Column("division", String(12), nullable=False),
    Column("department", String(64), nullable=False),
    Column("actor", String(64), nullable=False),
    Column("at", Utc, nullable=False),
)

result_receipts = Table(
    "result_receipts",
    metadata,
    Column("case_id", String(64), primary_key=True),
    Column("clerk", String(64), nullable=False),
    Column("hall", String(64), nullable=False),
    Column("signed", String(16), nullable=False),  # At the window, or on paper.
    Column("bag", String(64), nullable=False),
    Column("at", Utc, nullable=False),
)
